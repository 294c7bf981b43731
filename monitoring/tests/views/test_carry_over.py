"""«Взять прошлогоднее» and «всё ещё верно» on the page of a map."""

from __future__ import annotations

import re
from datetime import date

import pytest

from monitoring.domain.evidence import add_link
from monitoring.domain.verification import Finding, give_verdict
from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.states import VerdictKind
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, approved, evaluated, submitted
from monitoring.tests.views.doors import parts_of, turned_away
from monitoring.tests.views.test_expert_map import article, cost, shown


@pytest.fixture
def following(
    expert_map, cycle, school, municipality, methodology, head, reviewer, methodologist, coordinator, now
) -> ExpertMap:
    """The next year's map, after an approved one with a dated link behind 1.2 and a correction of 1.2."""
    link = {"url": "https://a.example.org/", "title": "Отчёт", "dated": date(2026, 3, 12)}
    add_link(expert_map=expert_map, code="1.2", **link, by=head, at=now)
    note = {"numerator": 104, "denominator": 180, "note": "По журналам"}
    submitted(expert_map, by=head, i1_2=note)
    finding = Finding(VerdictKind.CORRECTED, points=0, reason="Посчитаны посещения")
    give_verdict(expert_map=again(expert_map), code="1.2", finding=finding, seen_verdict=None, by=reviewer, at=now)
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    return ExpertMap.objects.with_context().get(
        cycle=make_cycle(municipality, methodology, coordinator, year=2026), school=school
    )


def address(expert_map, code="1.2"):
    return f"/maps/{expert_map.pk}/indicators/{code}/last-year/"


def confirming(expert_map):
    piece = IndicatorAnswer.objects.get(expert_map=expert_map, code="1.2").evidence.get()
    return piece, f"/maps/{expert_map.pk}/indicators/1.2/evidence/{piece.pk}/confirm/"


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    for place in (address(expert_map), f"/maps/{expert_map.pk}/indicators/1.2/evidence/1/confirm/"):
        assert turned_away(place, client_of, stranger=foreign_head, forbidden=reviewer, method="post") == [
            302,
            404,
            403,
        ]


def test_it_is_offered_where_there_is_something_to_take(following, client_of, head):
    page = shown(client_of(head), following)
    assert "Взять прошлогоднее" in article(page, "1-2")
    assert "Взять прошлогоднее" not in article(page, "1-3")
    assert "Проверяющий в прошлом году: исправлено: Посчитаны посещения" in article(page, "1-2")


def test_taken_it_asks_whether_it_still_holds(following, client_of, head):
    client = client_of(head)
    answer = client.post(address(following))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/maps/{following.pk}/#i1-2")
    one = article(shown(client, following), "1-2")
    assert "По журналам</textarea>" in one
    assert "Всё ещё верно?" in one
    assert 'type="date" value="2026-03-12"' in one
    assert "из прошлогодней карты, не подтверждено" in one
    assert "Взять прошлогоднее" not in one
    assert "Взято из прошлогодней карты: «Отчёт»." in client.get(f"/maps/{following.pk}/submit/").content.decode()


def test_confirmed_it_asks_no_more(following, client_of, head):
    client = client_of(head)
    client.post(address(following))
    _, place = confirming(following)
    answer = parts_of(client, place, {"dated": "2026-09-01"})
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (200, "saved")
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert "Подтверждено: «Отчёт» всё ещё верно." in page
    assert "Всё ещё верно?" not in page
    piece, _ = confirming(following)
    assert (piece.dated, piece.wants_confirming) == (date(2026, 9, 1), False)


@pytest.mark.parametrize(("dated", "status"), [("когда-то", 422), ("2027-01-01", 403)])
def test_a_bad_date_is_said_and_confirms_nothing(following, client_of, head, dated, status):
    client = client_of(head)
    client.post(address(following))
    _, place = confirming(following)
    assert parts_of(client, place, {"dated": dated}).status_code == status
    assert client.post(place, {"dated": dated}).status_code == 302
    assert confirming(following)[0].wants_confirming is True


def test_nothing_to_take_is_said_on_the_page(following, client_of, head):
    answer = client_of(head).post(address(following, "1.8"), follow=True)
    assert "Показатель 1.8: В прошлогодней карте по этому показателю нет" in answer.content.decode()


def test_the_page_costs_no_query_more(following, client_of, head):
    client = client_of(head)
    before = cost(client, following)
    client.post(address(following))
    assert (before, cost(client, following)) == (9, 9)
