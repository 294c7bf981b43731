"""Who sees the statistics, does «что если» live in the address, and do page, workbook and CSV agree?"""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from journal.models import JournalEntry
from monitoring.models import IndicatorAnswer
from monitoring.tests import stories
from reports.contexts.statistics_words import Telling
from reports.tests.many_schools import many_schools
from reports.tests.year import copies
from scoring.models import Indicator

TABLES = ("statistics_workbook", "statistics_csv")
SEED = 20261122


def address(name: str, cycle) -> str:
    return reverse(f"reports:{name}", args=[cycle.pk])


def words(answer) -> str:
    return " ".join(answer.content.decode().replace("&nbsp;", " ").split())


@pytest.fixture
def page(approved_year, client_of):
    """Opens the page as the methodologist."""
    client = client_of(approved_year.methodologist)

    def opened(query: str = ""):
        return client.get(f"{address('statistics', approved_year.cycle)}{query}")

    return opened


def test_the_department_reads_it(approved_year, client_of):
    for who in ("reviewer", "methodologist", "coordinator", "observer"):
        client = client_of(getattr(approved_year, who))
        for name in ("statistics", *TABLES):
            assert (who, client.get(address(name, approved_year.cycle)).status_code) == (who, 200)


@pytest.mark.parametrize("name", ["statistics", *TABLES])
def test_others_do_not(approved_year, client, client_of, foreign_coordinator, foreign_head, name):
    there = address(name, approved_year.cycle)
    assert client_of(approved_year.head).get(there).status_code == 403
    assert client_of(foreign_coordinator).get(there).status_code == 404
    assert client_of(foreign_head).get(there).status_code == 404
    assert client.get(there).url == f"{reverse('account_login')}?next={there}"
    assert client_of(approved_year.head).get(reverse(f"reports:{name}", args=[999_999])).status_code == 404
    assert client_of(approved_year.coordinator).post(there).status_code == 405


def test_few_schools_have_no_per_cent_of_schools(approved_year, page):
    said = words(page())
    assert "Школ меньше 10, поэтому здесь числа, а не проценты" in said
    assert "Учтено 3 школы с результатом</b> из 4. Карта не представлена: 1 школа." in said
    assert '<th scope="col" class="number">KR-20 без него</th>' not in said
    assert '<th scope="col" class="number">Доля</th>' not in said


def test_many_schools_have_all_three_and_a_sentence_each(approved_year, page):
    many_schools(approved_year.full, 30, seed=SEED)
    answer = page()
    said, statistics = words(answer), answer.context["statistics"]
    assert "Учтено 33 школы с результатом</b> из 34." in said
    for line in statistics.indicators:
        for sentence in (line.share_sentence, line.telling_sentence):
            assert sentence.replace("\u00a0", " ") in said.replace("\u00a0", " ")
    for line in statistics.changed:
        assert line.claims_sentence.replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert statistics.kr20.value in said
    assert {line.told for line in statistics.indicators} > {Telling.UNSURE}


def test_what_if_is_in_the_address_and_leaves_no_trace(approved_year, page):
    entries = JournalEntry.objects.count()
    answer = page("?1.1=20")
    said = words(answer)
    assert answer.status_code == 200
    assert "Степень сменится у 1 школы из 3. Сумма баллов без смены степени изменится у 2 школ." in said
    assert reverse("reports:school_result", args=[approved_year.full.pk]) in said
    assert (Indicator.objects.get(methodology=approved_year.cycle.methodology_id, code="1.1").threshold) == 30
    assert JournalEntry.objects.count() == entries


def test_the_address_is_shortened_to_what_was_asked(page):
    answer = page("?1.1=20&1.2=&1.3=&1.4=45")
    assert (answer.status_code, answer.url.split("?")[1]) == (302, "1.1=20&1.4=45")


@pytest.mark.parametrize(
    ("query", "code", "error"),
    [
        ("?1.1=0", "1.1", "Порог — целое число процентов от 1 до 100."),
        ("?1.1=101", "1.1", "Порог — целое число процентов от 1 до 100."),
        ("?1.1=сорок", "1.1", "Порог — целое число процентов от 1 до 100."),
        ("?1.1=29.5", "1.1", "Порог — целое число процентов от 1 до 100."),
        ("?1.1=30", "1.1", "Порог 30 % действует сейчас. Укажите другой или оставьте поле пустым."),
        ("?1.1=%3Cscript%3E&1.2=40", "1.1", "Порог — целое число процентов от 1 до 100."),
        ("?1.1=&1.2=", "__all__", "Укажите новый порог хотя бы для одного показателя."),
    ],
)
def test_an_impossible_threshold_is_said_at_its_field_and_nothing_is_counted(page, query, code, error):
    answer = page(query)
    errors = {
        name: [text.replace("\u00a0", " ") for text in texts] for name, texts in answer.context["form"].errors.items()
    }
    assert (answer.status_code, errors, answer.context["what_if"]) == (422, {code: [error]}, None)
    assert "<script>" not in answer.content.decode()


def test_what_is_no_share_indicator_is_not_asked(page):
    answer = page("?1.6=40&page=2")
    assert (answer.status_code, answer.context["form"].is_bound, answer.context["what_if"]) == (200, False, None)
    assert list(answer.context["form"].fields) == [
        "1.1", "1.2", "1.3", "1.4", "1.5", "1.7", "4.1", "4.2", "5.3", "6.2", "7.1",
    ]  # fmt: skip


def test_points_set_by_people_are_named(approved_year, page):
    answer = IndicatorAnswer.objects.get(expert_map=approved_year.full, code="1.3")
    IndicatorAnswer.objects.filter(pk=answer.pk).update(final_points=0, final_reason="Решение комиссии")
    assert "Не пересчитано 1 ответ: балл там поставлен решением" in words(page("?1.3=10"))


def test_before_the_first_checked_map_the_page_says_what_to_wait_for(cycle, expert_map, head, client_of, observer):
    stories.submitted(expert_map, by=head)
    said = words(client_of(observer).get(f"{address('statistics', cycle)}?1.1=40"))
    assert "Проверенных карт пока нет" in said
    assert "<b>Предварительно</b>" in said


def test_the_district_leads_here(approved_year, client_of):
    said = words(client_of(approved_year.observer).get(address("district", approved_year.cycle)))
    assert address("statistics", approved_year.cycle) in said


def table(approved_year, client_of) -> list[list[str]]:
    answer = client_of(approved_year.observer).get(address("statistics_csv", approved_year.cycle))
    text = answer.content.decode()
    assert text[0] == "\ufeff"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statistics-2025.csv"'
    return list(csv.reader(StringIO(text[1:]), delimiter=";"))


def test_page_workbook_and_csv_hold_the_same_numbers(approved_year, client_of, page):
    many_schools(approved_year.full, 30, seed=SEED)
    statistics = page().context["statistics"]
    answer = client_of(approved_year.observer).get(address("statistics_workbook", approved_year.cycle))
    book = load_workbook(BytesIO(answer.content))
    rows = list(book["Показатели"].iter_rows(min_row=3, values_only=True))
    lines = table(approved_year, client_of)[1:]
    assert len(rows) == len(lines) == 23
    for line, row, text in zip(statistics.indicators, rows, lines, strict=True):
        found = [line.share, line.interval.low, line.interval.high, line.telling.value]
        assert (row[0], row[3], row[4]) == (line.code, line.applicable, line.reached)
        assert text[0] == f"{line.code} {line.indicator.short_title}"
        assert list(row[5:9]) == [round(float(value), 4) for value in found]
        assert [float(value.replace(",", ".")) for value in text[4:8]] == list(row[5:9])
        assert (row[13], row[14], row[16]) == (line.claims.over, line.claims.under, text[15])
    whole = {row[0]: row[1] for row in book["В целом"].iter_rows(min_row=3, values_only=True)}
    assert whole["KR-20"] == round(float(statistics.coherence.value), 4)
    assert whole["Школ с результатом"] == 33


def test_a_negative_number_stays_a_number_and_no_cell_computes(approved_year, client_of):
    many_schools(approved_year.full, 30, seed=SEED)
    lines = table(approved_year, client_of)[1:]
    lows = [text[8] for text in lines]
    assert [low for low in lows if low.startswith("-")] != []
    assert [cell for text in lines for cell in text if cell[:1] in {"=", "+", "@", "'"}] == []
    answer = client_of(approved_year.observer).get(address("statistics_workbook", approved_year.cycle))
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [b"<f" in sheet for sheet in sheets] == [False, False]


def test_few_schools_leave_the_finer_columns_blank(approved_year, client_of):
    for text in table(approved_year, client_of)[1:]:
        assert (text[4:10], text[10], text[11]) == ([""] * 6, "мало школ", "")


@pytest.mark.parametrize("schools", [1, 3])
def test_queries_do_not_grow_with_schools(year_before, approved_year, client_of, schools, django_assert_num_queries):
    copies(approved_year.full, schools)
    client = client_of(approved_year.observer)
    client.get(address("statistics", approved_year.cycle))
    with django_assert_num_queries(13):
        client.get(f"{address('statistics', approved_year.cycle)}?1.1=20")
    with django_assert_num_queries(12):
        client.get(address("statistics_csv", approved_year.cycle))
