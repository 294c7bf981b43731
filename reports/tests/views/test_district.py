"""Who sees the district's year, and do page, справка and workbook agree?"""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from bench.measuring.plans import OF_TENANTS, tables_of, whole_tables_read
from monitoring.models import ExpertMap
from monitoring.tests import stories
from monitoring.tests.cast import make_cycle
from reports.tests.year import copies
from russian.numbers import percent

DOCUMENTS = ("district", "district_pdf", "registry")


def address(name: str, cycle) -> str:
    return reverse(f"reports:{name}", args=[cycle.pk])


def words(text: str) -> str:
    return " ".join(text.replace("&nbsp;", " ").split())


def without_tags(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


def test_the_department_reads_it(approved_year, client_of):
    for who in ("reviewer", "methodologist", "coordinator", "observer"):
        client = client_of(getattr(approved_year, who))
        for name in ("district", "registry"):
            assert (who, client.get(address(name, approved_year.cycle)).status_code) == (who, 200)
    assert client.get(address("district_pdf", approved_year.cycle)).status_code == 200


@pytest.mark.parametrize("name", DOCUMENTS)
def test_others_do_not(approved_year, client, client_of, foreign_coordinator, foreign_head, name):
    there = address(name, approved_year.cycle)
    assert client_of(approved_year.head).get(there).status_code == 403
    assert client_of(foreign_coordinator).get(there).status_code == 404
    assert client_of(foreign_head).get(there).status_code == 404
    assert client.get(there).url == f"{reverse('account_login')}?next={there}"
    assert client_of(approved_year.head).get(reverse(f"reports:{name}", args=[999_999])).status_code == 404
    assert client_of(approved_year.coordinator).post(there).status_code == 405


def test_page_paper_and_workbook_say_the_same(approved_year, client_of):
    observer = approved_year.observer
    client = client_of(observer)
    answer = client.get(address("district", approved_year.cycle))
    page, district = words(without_tags(answer.content.decode())), answer.context["district"]
    pdf = PdfReader(BytesIO(client.get(address("district_pdf", approved_year.cycle)).content))
    paper = words(" ".join(sheet.extract_text() for sheet in pdf.pages))
    book = load_workbook(BytesIO(client.get(address("registry", approved_year.cycle)).content))
    totals = {row[0]: row for row in book["Итоги"].iter_rows(min_row=3, values_only=True)}
    for text in (percent(district.figures.mean), percent(district.figures.median)):
        assert words(text) in page
        assert words(text) in paper
    for row in district.schools:
        if row.result:
            assert words(row.result.share) in page
            assert words(row.result.share) in paper
            shown = totals[row.register_name]
            assert (shown[5], round(100 * shown[7], 6)) == (row.result.points, round(float(row.result.percent), 6))
    for line in district.indicators:
        said = f"{line.reached} из {line.applicable}"
        assert said in page
        assert said in paper


def test_every_school_leads_to_its_result(approved_year, client_of):
    observer = approved_year.observer
    page = client_of(observer).get(address("district", approved_year.cycle)).content.decode()
    for row in (approved_year.full, approved_year.basic, approved_year.primary):
        assert reverse("reports:school_result", args=[row.pk]) in page
    # What may not be opened is not a link.
    assert reverse("reports:school_result", args=[approved_year.absent.pk]) not in page


def test_filters_live_in_the_address(approved_year, client_of):
    observer = approved_year.observer
    answer = client_of(observer).get(address("district", approved_year.cycle), {"kind": "primary"})
    assert [row.map_id for row in answer.context["district"].schools] == [approved_year.primary.pk]
    assert "Показано школ: 1 из 4 · НОШ." in words(answer.content.decode())


def test_an_unknown_filter_is_said_and_leaves_everything(approved_year, client_of):
    observer = approved_year.observer
    answer = client_of(observer).get(address("district", approved_year.cycle), {"kind": "<script>", "missed": "9.9"})
    assert answer.status_code == 200
    assert len(answer.context["district"].schools) == 4
    assert sorted(answer.context["form"].errors) == ["kind", "missed"]


def test_a_filter_that_leaves_nobody_says_so(approved_year, client_of):
    observer = approved_year.observer
    answer = client_of(observer).get(address("district", approved_year.cycle), {"kind": "evening"})
    assert "Таких школ нет" in answer.content.decode()


def test_before_the_first_checked_map_the_page_says_what_to_wait_for(cycle, expert_map, head, client_of, observer):
    stories.submitted(expert_map, by=head)
    page = client_of(observer).get(address("district", cycle)).content.decode()
    assert "Проверенных карт пока нет" in page
    assert "<b>Предварительно</b>" in page


def test_a_cycle_without_schools_says_where_to_begin(municipality, methodology, coordinator, client_of, now):
    cycle = make_cycle(municipality, methodology, coordinator)
    page = client_of(coordinator).get(address("district", cycle)).content.decode()
    assert "В этом цикле нет школ" in page


def test_poison_is_shown_as_text(approved_year, client_of):
    observer, school = approved_year.observer, approved_year.full.school
    school.short_name = "<script>alert(1)</script>"
    school.save()
    page = client_of(observer).get(address("district", approved_year.cycle)).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("schools", [1, 3, pytest.param(161, marks=pytest.mark.slow)])
def test_queries_do_not_grow_with_schools(
    year_before, approved_year, client_of, observer, schools, django_assert_num_queries
):
    copies(approved_year.full, schools)
    client = client_of(approved_year.observer)
    client.get(address("district", approved_year.cycle))
    with django_assert_num_queries(19):
        client.get(address("district", approved_year.cycle))
    with django_assert_num_queries(12):
        client.get(address("registry", approved_year.cycle))
    if connection.vendor == "sqlite":  # PostgreSQL decides by the rows there are: bench/scale.py asks it
        for name in ("district", "registry"):
            page = partial(client.get, address(name, approved_year.cycle))
            assert whole_tables_read(page, tables_of(*OF_TENANTS)) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL decides by the rows there are, see above")
def test_a_whole_table_that_is_read_would_be_found(approved_year):
    everywhere = ExpertMap.objects.filter(state="approved").values_list("pk")
    (found,) = whole_tables_read(lambda: list(everywhere), tables_of(*OF_TENANTS))
    assert found.startswith("monitoring_expertmap: SELECT ")
    assert whole_tables_read(lambda: list(everywhere.filter(cycle=approved_year.cycle)), tables_of(*OF_TENANTS)) == []


def test_every_year_leads_to_the_others(year_before, approved_year, client_of):
    client = client_of(approved_year.observer)
    years = client.get(address("district", approved_year.cycle)).context["other_years"]
    assert years == [(approved_year.cycle.pk, "2025/2026"), (year_before.pk, "2024/2025")]
    found = client.get(address("district", year_before))
    assert (found.status_code, found.context["other_years"]) == (200, years)
    listed = client.get(f"/municipalities/{approved_year.cycle.municipality_id}/cycles/").content.decode()
    assert [f'href="/results/{pk}/"' in listed for pk, _ in years] == [True, True]
