"""The mapping on its screens: begun, added to, changed, removed, replaced; and a form loaded by it."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from schools.domain.reference_mapping import add_mapping, fill_mapping
from schools.models import ImportDraft, ReferenceFigures, ReferenceMapping
from schools.sheets import guard
from schools.tests.books import saved, workbook

CELLS = {"figure": "pupils_8_9", "table": "2.1.1", "rows": "17", "columns": "11, 12"}
TABLE = [["Код школы", "Раздел", "Строка", "11", "12"], ["002", "2.1.1", "17", 88, 92]]


@pytest.fixture
def mapping(municipality, coordinator, now) -> ReferenceMapping:
    return add_mapping(municipality=municipality, form_year=2025, **CELLS, by=coordinator, at=now)


def address(name, municipality, *more, year=2025):
    return reverse(f"schools:{name}", args=[municipality.pk, year, *more])


def text_of(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def uploaded(client, municipality, rows=TABLE, **more):
    file = SimpleUploadedFile("оо1.xlsx", rows if isinstance(rows, bytes) else workbook(rows))
    return client.post(address("form_upload", municipality, **more), {"file": file}, follow=True)


def test_doors(client, client_of, municipality, mapping, coordinator, observer, head, foreign_coordinator):
    addresses = [
        address("reference_mapping", municipality),
        address("reference_mapping_fill", municipality, "shipped"),
        address("form_upload", municipality),
        address("form_template", municipality),
        reverse("schools:reference_mapping_change", args=[mapping.pk]),
        reverse("schools:reference_mapping_remove", args=[mapping.pk]),
    ]
    for there in addresses:
        people = (coordinator, observer, head, foreign_coordinator)
        assert [client_of(person).get(there).status_code for person in people] == [200, 403, 403, 404]
        assert client.get(there).status_code == 302


@pytest.mark.parametrize(("year", "status"), [(2019, 404), (2020, 200), (2025, 200), (2026, 200), (2027, 404)])
def test_years_that_can_be_spoken_of(client_of, coordinator, municipality, year, status):
    """It is September 2026, before the 20th: the form of 2025 is the last, the next one can be prepared for."""
    client = client_of(coordinator)
    assert client.get(address("reference_mapping", municipality, year=year)).status_code == status
    assert client.get(address("form_upload", municipality, year=2026)).status_code == 404


def test_a_year_begins_with_the_sample_or_with_last_year(client_of, coordinator, municipality, mapping):
    client = client_of(coordinator)
    page = text_of(client.get(address("reference_mapping", municipality, year=2024)))
    assert ("Взять примерный набор" in page, "Взять прошлогоднее" in page) == (True, False)
    page = text_of(client.get(address("reference_mapping", municipality, year=2026)))
    assert "Взять прошлогоднее" in page
    client.post(address("reference_mapping_fill", municipality, "past", year=2026))
    assert ReferenceMapping.objects.of(municipality, 2026).count() == 1


def test_the_sample_says_it_is_one_and_what_is_not_mapped_is_said(client_of, coordinator, municipality, mapping):
    page = text_of(client_of(coordinator).get(address("reference_mapping", municipality)))
    assert "Примерный набор нужно проверить" in page
    assert page.count("не сопоставлено: из формы не загрузится") == 9


def test_adding_with_a_refusal_keeps_what_was_typed(client_of, coordinator, municipality, mapping):
    client, there = client_of(coordinator), address("reference_mapping", municipality)
    refused = client.post(there, CELLS | {"columns": "12"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["rows"] == ["Строка 17, графа 12 раздела 2.1.1 уже входят в этот показатель."]
    assert 'value="2.1.1"' in refused.content.decode()
    assert client.post(there, {}).context["form"].errors["figure"] == ["Выберите показатель."]
    client.post(there, CELLS | {"figure": "staff", "table": "3.1"})
    assert ReferenceMapping.objects.of(municipality, 2025).count() == 2


def test_changing_and_removing(client_of, coordinator, municipality, mapping):
    client = client_of(coordinator)
    change = reverse("schools:reference_mapping_change", args=[mapping.pk])
    assert 'value="11, 12"' in client.get(change).content.decode()
    assert client.post(change, CELLS | {"columns": "9–8"}).status_code == 422
    assert client.post(change, CELLS | {"columns": "11"}).status_code == 302
    assert ReferenceMapping.objects.get().columns == ["11"]
    remove = reverse("schools:reference_mapping_remove", args=[mapping.pk])
    assert "Эти ячейки больше не войдут в показатель" in text_of(client.get(remove))
    assert client.post(remove).status_code == 302
    assert (ReferenceMapping.objects.count(), client.get(remove).status_code) == (0, 404)


def test_who_changed_what_is_told(client_of, coordinator, municipality, mapping):
    client = client_of(coordinator)
    client.post(reverse("schools:reference_mapping_change", args=[mapping.pk]), CELLS | {"columns": "11"})
    client.post(address("reference_mapping_fill", municipality, "shipped"))
    changes = client.get(address("reference_mapping", municipality)).context["changes"]
    cells = "обучающиеся 8–9 классов: раздел 2.1.1, строки 17, графы "
    assert [(change.by, change.title, change.cells) for change in changes] == [
        (coordinator.full_name, "заполнено целиком", "примерный набор"),
        (coordinator.full_name, "изменено", f"{cells}11, 12 → {cells}11"),
        (coordinator.full_name, "добавлено", f"{cells}11, 12"),
    ]
    assert client.get(address("reference_mapping", municipality, year=2024)).context["changes"] == ()


def test_replacing_says_what_goes(client_of, coordinator, municipality, mapping):
    client, there = client_of(coordinator), address("reference_mapping_fill", municipality, "shipped")
    assert "раздел 2.1.1, строки 17, графы 11, 12" in text_of(client.get(there))
    assert ReferenceMapping.objects.count() == 1
    client.post(there)
    assert ReferenceMapping.objects.count() == 18
    nothing = client.post(address("reference_mapping_fill", municipality, "past"), follow=True)
    assert "За прошлый год сопоставления нет" in text_of(nothing)


def test_a_form_is_summed_up_seen_and_loaded(client_of, coordinator, municipality, school, mapping):
    client = client_of(coordinator)
    page = uploaded(client, municipality)
    text = text_of(page)
    assert "Будет добавлено <strong>1</strong>" in text
    assert '<b>180</b></td><td class="small">раздел 2.1.1: 88 + 92</td>' in text
    assert ReferenceFigures.objects.count() == 0
    client.post(page.redirect_chain[0][0])
    assert ReferenceFigures.objects.values_list("school__code", "pupils_8_9").get() == ("002", 180)


def test_errors_of_a_form_stand_by_row_and_column(client_of, coordinator, municipality, school, mapping):
    page = uploaded(
        client_of(coordinator), municipality, [*TABLE, ["099", "2.1.1", "17", 1, 2], ["002", "2.1.1", "17", "<b>", 1]]
    )
    assert page.status_code == 422
    text = text_of(page)
    assert '<td class="number">3</td><td>Код школы</td><td>Школы с кодом «099» нет в реестре.' in text
    assert ("В таблице есть ошибки. Ничего не загружено." in text, "<b>»" in text) == (True, False)
    assert ImportDraft.objects.count() == 0


def test_what_is_missing_is_said_before_it_is_loaded(client_of, coordinator, municipality, school, mapping):
    rows = [["Код школы", "Раздел", "Строка", "11"], ["002", "2.1.1", "17", 88]]
    text = text_of(uploaded(client_of(coordinator), municipality, rows))
    assert "Не найдено, считается за 0:</b> раздел 2.1.1, строка 17, графа 12" in text
    assert "не все ячейки найдены" in text


def test_a_bomb_is_refused(client_of, coordinator, municipality, mapping):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(guard.MAX_UNPACKED + 1))
    page = uploaded(client_of(coordinator), municipality, kept.getvalue())
    assert (page.status_code, page.context["form"].errors["file"]) == (422, [guard.BOMB])


@pytest.mark.parametrize("data", [b"\x89PNG\x00", b"PK\x03\x04nonsense", b"x;y\n1;2", b""])
def test_what_is_no_form_gets_a_sentence(client_of, coordinator, municipality, mapping, data):
    page = uploaded(client_of(coordinator), municipality, data)
    assert (page.status_code, len(page.context["form"].errors["file"])) == (422, 1)


def test_without_a_mapping_the_page_leads_to_it(client_of, coordinator, municipality):
    text = text_of(client_of(coordinator).get(address("form_upload", municipality)))
    assert ("Сначала сопоставление" in text, "Сложить и проверить" in text) == (True, False)


def test_the_prepared_table_is_what_is_read(client_of, coordinator, municipality, school, other_school, now):
    fill_mapping(municipality=municipality, form_year=2025, source="shipped", by=coordinator, at=now)
    client = client_of(coordinator)
    book = load_workbook(io.BytesIO(client.get(address("form_template", municipality)).content))
    sheet = book["Форма ОО-1"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:7] == ("Код школы", "Школа", "Филиал", "Раздел", "Строка", "3", "4")
    assert rows[1][:5] == ("002", "МАОУ СОШ № 2", None, "2.1.1", 17)
    assert len(rows) == 1 + 2 * 13
    places = {title: number for number, title in enumerate(rows[0], 1)}
    sheet.cell(2, places["11"]).value, sheet.cell(2, places["12"]).value = 88, 92
    page = uploaded(client, municipality, saved(book))
    figures = {
        told["school"]: {f["figure"]: f["value"] for f in told["figures"]}
        for told in ImportDraft.objects.get().workings
    }
    assert page.status_code == 200
    assert figures == {"МАОУ СОШ № 2": {"pupils_1_4": 0, "pupils_8_9": 180, "pupils_10_11": 0, "pupils_6_11": 180}}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_mapping_do_not_grow(
    client_of, coordinator, municipality, now, django_assert_num_queries, count
):
    for number in range(count):
        add_mapping(
            municipality=municipality, form_year=2025, **CELLS | {"table": f"9.{number}"}, by=coordinator, at=now
        )
    client = client_of(coordinator)
    client.get(address("reference_mapping", municipality))
    with django_assert_num_queries(6):  # session, person, roles, the menu's year, mapping, its changes
        client.get(address("reference_mapping", municipality))
