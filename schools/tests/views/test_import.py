"""The way of a sheet through the screens: template, upload, preview, «да», result."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from schools.models import ImportDraft, ReferenceFigures, School
from schools.tests.books import csv_of, figures_row, school_row, table, workbook


def upload_address(municipality, subject="schools") -> str:
    return reverse("schools:import_upload", args=[municipality.pk, subject])


def file_of(data: bytes, name="школы.csv") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


def uploaded(client, municipality, rows, subject="schools"):
    """The answer to the page the upload leads to."""
    return client.post(upload_address(municipality, subject), file_of(csv_of(rows)), follow=True)


def test_the_whole_way(client_of, coordinator, municipality, school):
    client = client_of(coordinator)
    rows = [school_row(), school_row(Код_в_реестре="002", Краткое_наименование=school.short_name)]
    posted = client.post(upload_address(municipality), file_of(workbook(table(rows)), "школы.xlsx"))
    address = reverse("schools:import_preview", args=[ImportDraft.objects.get().pk])
    assert posted.headers["Location"] == address
    page = client.get(address).content.decode()
    assert "Будет добавлено <strong>1</strong>, изменено <strong>1</strong>, без изменений <strong>0</strong>" in page
    assert School.objects.count() == 1
    assert client.post(address).headers["Location"] == address
    assert list(School.objects.values_list("short_name", flat=True)) == ["МАОУ СОШ № 2", "СОШ № 77"]
    result = client.get(address)
    assert next(part.name for part in result.templates) == "schools/import_result.html"
    assert (result.context["counts"].created, result.context["counts"].updated) == (1, 1)


def test_confirming_twice_is_confirming_once(client_of, coordinator, municipality):
    client = client_of(coordinator)
    uploaded(client, municipality, [school_row()])
    address = reverse("schools:import_preview", args=[ImportDraft.objects.get().pk])
    assert [client.post(address).headers["Location"] for _ in range(2)] == [address, address]
    assert School.objects.count() == 1


def test_errors_stand_by_row_and_column_and_nothing_can_be_confirmed(client_of, coordinator, municipality):
    client = client_of(coordinator)
    page = uploaded(client, municipality, [school_row(), school_row(Код_в_реестре="78", НОО="1,5")])
    text = page.content.decode()
    assert '<td class="number">3</td><td>НОО</td><td>Нужно «да» или «нет», а здесь «1,5».</td>' in text
    assert "Загрузить</button>" not in text
    client.post(page.redirect_chain[0][0])
    assert School.objects.count() == 0


def test_figures_by_the_same_way(client_of, coordinator, municipality, school):
    client = client_of(coordinator)
    page = uploaded(client, municipality, [figures_row(Код_школы="002", тьюторы="2")], "figures")
    client.post(page.redirect_chain[0][0])
    assert ReferenceFigures.objects.get().tutors == 2


def test_nothing_to_change(client_of, coordinator, municipality):
    client = client_of(coordinator)
    client.post(uploaded(client, municipality, [school_row()]).redirect_chain[0][0])
    assert "Загружать нечего" in uploaded(client, municipality, [school_row()]).content.decode()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ({}, "Выберите файл."),
        (file_of(b""), "Файл пуст."),
        (file_of(b"\x89PNG\x00"), "Это не таблица. Нужен файл XLSX или CSV."),
        (file_of(b"<svg/>"), "Не хватает столбцов: «Код в реестре»,"),
        (file_of(csv_of([school_row(Код_в_реестре="ПРИМЕР")])), "В таблице нет строк с данными"),
        (file_of(csv_of([school_row(Директор="x")])), "Неизвестные столбцы: «Директор»"),
    ],
)
def test_a_file_that_is_no_table_gets_a_sentence(client_of, coordinator, municipality, file, sentence):
    response = client_of(coordinator).post(upload_address(municipality), file)
    assert response.status_code == 422
    assert response.context["form"].errors["file"][0].startswith(sentence)
    assert ImportDraft.objects.count() == 0


def test_only_the_coordinator_uploads(
    client, client_of, coordinator, observer, head, foreign_coordinator, municipality
):
    people = (observer, head, foreign_coordinator)
    for address in (upload_address(municipality), upload_address(municipality, "figures") + "template.xlsx"):
        assert [client_of(person).get(address).status_code for person in people] == [403, 403, 404]
        assert client.get(address).status_code == 302


def test_a_sheet_of_another_municipality_does_not_exist(
    client_of, coordinator, observer, head, foreign_coordinator, municipality
):
    uploaded(client_of(coordinator), municipality, [school_row()])
    address = reverse("schools:import_preview", args=[ImportDraft.objects.get().pk])
    assert [client_of(person).post(address).status_code for person in (foreign_coordinator, observer, head)] == [
        404,
        403,
        403,
    ]
    assert School.objects.filter(code="77").count() == 0


def test_another_kind_of_sheet_is_no_address(client_of, coordinator, municipality):
    address = upload_address(municipality).replace("/schools/import/schools/", "/schools/import/people/")
    assert client_of(coordinator).get(address).status_code == 404


def test_markup_in_cells_and_names_stays_text(client_of, coordinator, municipality):
    rows = [school_row(Краткое_наименование="<script>1</script>", Вид="<b>")]
    client = client_of(coordinator)
    page = client.post(upload_address(municipality), file_of(csv_of(rows), "<i>.csv"), follow=True).content.decode()
    assert ("<script>1" in page, "<b>»" in page, "<i>.csv" in page) == (False, False, False)


def test_the_template_of_schools(client_of, coordinator, municipality):
    response = client_of(coordinator).get(reverse("schools:import_template", args=[municipality.pk, "schools"]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="reestr-shkol.xlsx"'
    assert load_workbook(io.BytesIO(response.content)).sheetnames == ["Школы", "Как заполнять"]


def test_the_template_of_figures_holds_ones_own_active_schools(
    client_of, coordinator, municipality, school, other_school, foreign_school
):
    School.objects.filter(pk=other_school.pk).update(is_active=False)
    response = client_of(coordinator).get(reverse("schools:import_template", args=[municipality.pk, "figures"]))
    rows = list(load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(min_row=3, values_only=True))
    assert [row[:3] for row in rows] == [("002", "МАОУ СОШ № 2", "20.09.2025")]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_preview_do_not_grow_with_rows(
    client_of, coordinator, municipality, django_assert_num_queries, count
):
    client = client_of(coordinator)
    page = uploaded(client, municipality, [school_row(Код_в_реестре=str(number)) for number in range(count)])
    with django_assert_num_queries(6):
        client.get(page.redirect_chain[0][0])
