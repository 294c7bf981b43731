"""Who opens an indicator's page, and where do its figures lead?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from monitoring.tests import stories
from reports.tests.year import copies


def address(cycle, code: str = "1.2") -> str:
    return reverse("reports:indicator", args=[cycle.pk, code])


def words(text: str) -> str:
    return " ".join(text.replace("&nbsp;", " ").split())


def test_the_department_reads_it_and_others_do_not(approved_year, client, client_of, foreign_coordinator, foreign_head):
    there = address(approved_year.cycle)
    for who in ("reviewer", "methodologist", "coordinator", "observer"):
        assert (who, client_of(getattr(approved_year, who)).get(there).status_code) == (who, 200)
    assert client_of(approved_year.head).get(there).status_code == 403
    assert client_of(foreign_coordinator).get(there).status_code == 404
    assert client_of(foreign_head).get(there).status_code == 404
    assert client.get(there).url == f"{reverse('account_login')}?next={there}"
    assert client_of(approved_year.coordinator).post(there).status_code == 405


def test_an_unknown_code_is_not_found(approved_year, client_of):
    client = client_of(approved_year.methodologist)
    assert [client.get(address(approved_year.cycle, code)).status_code for code in ("9.9", "1.20", "x")] == [404] * 3


def test_the_act_s_words_stand_there_with_every_school(approved_year, client_of):
    answer = client_of(approved_year.methodologist).get(address(approved_year.cycle))
    page, shown = words(answer.content.decode()), answer.context["page"]
    for text in (shown.indicator.wording, shown.indicator.clarification, shown.indicator.method):
        assert words(text) in page
    for school in shown.schools:
        assert words(school.said) in page
        assert reverse("reports:school_result", args=[school.row.map_id]) in page
    assert "не хватает" in page.lower()


def test_figures_keep_the_filters_and_narrow_to_their_schools(approved_year, client_of):
    client = client_of(approved_year.methodologist)
    page = client.get(address(approved_year.cycle), {"level": "ooo"}).content.decode()
    assert 'href="?level=ooo&amp;reached=1.2#schools"' in page
    narrowed = client.get(address(approved_year.cycle), {"level": "ooo", "reached": "1.2"}).context["page"]
    assert [school.row.map_id for school in narrowed.schools] == [approved_year.basic.pk]


def test_few_schools_are_numbers_and_ten_are_shares(approved_year, client_of):
    client = client_of(approved_year.methodologist)
    page = words(client.get(address(approved_year.cycle, "3.3")).content.decode())
    assert "% школ, к которым" not in page
    copies(approved_year.full, 7)
    page = words(client.get(address(approved_year.cycle, "3.3")).content.decode())
    assert "100,0 % школ, к которым показатель применим" in page


def test_a_filter_that_leaves_nobody_says_so(approved_year, client_of):
    client = client_of(approved_year.methodologist)
    assert "Таких школ нет" in client.get(address(approved_year.cycle), {"kind": "evening"}).content.decode()
    page = client.get(address(approved_year.cycle, "7.1"), {"kind": "primary"}).content.decode()
    assert "Проверенных ответов нет" in page


def test_before_the_first_checked_map(cycle, expert_map, head, client_of, observer):
    stories.submitted(expert_map, by=head)
    page = client_of(observer).get(address(cycle)).content.decode()
    assert ("Проверенных ответов нет" in page, "<b>Предварительно</b>" in page) == (True, True)


def test_an_unknown_order_is_said_and_leaves_the_natural_one(approved_year, client_of):
    answer = client_of(approved_year.observer).get(address(approved_year.cycle), {"order": "best"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (200, ["order"])


def test_poison_is_shown_as_text(approved_year, client_of):
    school = approved_year.full.school
    school.short_name = '"><script>alert(1)</script>'
    school.save()
    page = client_of(approved_year.observer).get(address(approved_year.cycle)).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("schools", [1, 3])
def test_queries_do_not_grow_with_schools(year_before, approved_year, client_of, schools, django_assert_num_queries):
    copies(approved_year.full, schools)
    client = client_of(approved_year.observer)
    client.get(address(approved_year.cycle))
    with django_assert_num_queries(16):
        client.get(address(approved_year.cycle))
