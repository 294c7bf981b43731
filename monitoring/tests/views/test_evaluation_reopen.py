"""One approved result is opened, seen by everybody as being revised, and approved anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from monitoring.domain.evaluation import complete_evaluation, set_final
from monitoring.models import Reopening
from monitoring.states import MapState
from monitoring.tests.cast import NOW
from monitoring.tests.stories import again, approved, evaluated, reopened
from monitoring.tests.views.doors import turned_away

LATER = NOW + timedelta(days=60)  # 17 November 2026
REASON = "Найден подлинник договора"


@pytest.fixture
def year(cycle, expert_map, head, reviewer, methodologist, coordinator, now):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    return approved(cycle, by=coordinator)


@pytest.fixture
def opened(year, expert_map, coordinator):
    return reopened(expert_map, by=coordinator, at=LATER, reason=REASON)


@pytest.fixture
def revised(opened, expert_map, methodologist):
    set_final(expert_map=again(expert_map), code="2.1", points=0, reason="Договор чужой", by=methodologist, at=LATER)
    return complete_evaluation(expert_map=again(expert_map), by=methodologist, at=LATER)


def later(client_of, person, method, *args):
    with time_machine.travel(LATER, tick=False):
        return getattr(client_of(person), method)(*args)


@pytest.mark.parametrize("step", ["reopen", "approve"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_doors(client_of, year, expert_map, foreign_coordinator, methodologist, step, method):
    address = f"/evaluation/{expert_map.pk}/{step}/"
    doors = turned_away(address, client_of, stranger=foreign_coordinator, forbidden=methodologist, method=method)
    assert doors == [302, 404, 403]


def test_it_is_asked_first_and_opened_with_the_reason(client_of, year, expert_map, coordinator):
    address = f"/evaluation/{expert_map.pk}/reopen/"
    page = later(client_of, coordinator, "get", address).content.decode()
    assert ("Открыть для пересмотра</button>" in page, again(expert_map).state) == (True, MapState.APPROVED)
    answer = later(client_of, coordinator, "post", address, {"reason": REASON})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/evaluation/{expert_map.pk}/")
    assert (again(expert_map).state, Reopening.objects.get().reason) == (MapState.REOPENED, REASON)


def test_without_a_reason_it_is_said_at_the_field(client_of, year, expert_map, coordinator):
    page = later(client_of, coordinator, "post", f"/evaluation/{expert_map.pk}/reopen/", {"reason": " "})
    assert (page.status_code, page.context["form"].errors) == (
        422,
        {"reason": ["Напишите причину пересмотра: её увидят школа и комиссия."]},
    )


def test_before_approval_the_page_says_why_not(client_of, expert_map, head, reviewer, methodologist, coordinator):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    page = client_of(coordinator).get(f"/evaluation/{expert_map.pk}/reopen/")
    assert "Результат ещё не утверждён" in page.content.decode()
    refused = client_of(coordinator).post(f"/evaluation/{expert_map.pk}/reopen/", {"reason": REASON})
    assert (refused.status_code, again(expert_map).state) == (409, MapState.EVALUATED)


@pytest.mark.parametrize("person", ["head", "editor", "methodologist", "observer"])
def test_everybody_reads_that_it_is_revised_since_when_and_why(request, client_of, opened, expert_map, person):
    page = later(client_of, request.getfixturevalue(person), "get", f"/results/maps/{expert_map.pk}/")
    said = " ".join(page.content.decode().replace("\xa0", " ").split())
    assert f"Результат пересматривается с 17 ноября 2026 г.</b> Причина: {REASON} Был утверждён итог 16 из 23" in said


def test_the_methodologist_can_set_points_again(client_of, opened, expert_map, methodologist):
    page = later(client_of, methodologist, "get", f"/evaluation/{expert_map.pk}/")
    assert (page.context["page"].is_open, page.context["page"].revision.reason) == (True, REASON)
    given = {"points": "0", "reason": "Договор чужой"}
    answer = later(client_of, methodologist, "post", f"/evaluation/{expert_map.pk}/2.1/", given)
    assert (answer.status_code, again(expert_map).final_points) == (302, 15)


def test_what_changes_is_shown_before_it_is_approved(client_of, revised, expert_map, coordinator):
    page = later(client_of, coordinator, "get", f"/evaluation/{expert_map.pk}/approve/")
    revision = page.context["revision"]
    assert [(row.indicator.code, row.before, row.now, row.reason) for row in revision.moved] == [
        ("2.1", 1, 0, "Договор чужой")
    ]
    assert (revision.before.points, revision.now.points, revision.is_ready) == (16, 15, True)


def test_approved_anew_everybody_reads_both(client_of, revised, expert_map, coordinator, head):
    given = {"protocol_number": "7", "protocol_date": "2026-11-17"}
    address = f"/evaluation/{expert_map.pk}/approve/"
    assert later(client_of, coordinator, "post", address, given).status_code == 302
    again_sent = later(client_of, coordinator, "post", address, given)  # a second press changes nothing
    assert (again_sent.status_code, Reopening.objects.count(), again(expert_map).state) == (302, 1, MapState.APPROVED)
    page = later(client_of, head, "get", f"/results/maps/{expert_map.pk}/")
    said = page.content.decode().replace("\xa0", " ")
    assert (
        f"Результат пересмотрен (протокол № 7 от 17 ноября 2026 г.) по причине: {REASON}. "
        "До пересмотра был утверждён итог 16 из 23 (протокол № 4)."
    ) in said
    assert page.context["result"].approval.replace("\xa0", " ") == (
        "Результат утверждён 17 ноября 2026 г. (протокол № 7)."
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [({"protocol_number": ""}, "protocol_number"), ({"protocol_date": "2026-11-18"}, "protocol_date")],
)
def test_what_is_wrong_is_said_at_its_field(client_of, revised, expert_map, coordinator, given, field):
    whole = {"protocol_number": "7", "protocol_date": "2026-11-17"} | given
    page = later(client_of, coordinator, "post", f"/evaluation/{expert_map.pk}/approve/", whole)
    assert (page.status_code, list(page.context["form"].errors), again(expert_map).state) == (
        422,
        [field],
        MapState.REVISED,
    )


def test_too_early_is_said(client_of, opened, expert_map, coordinator):
    address = f"/evaluation/{expert_map.pk}/approve/"
    assert "Утверждать рано" in later(client_of, coordinator, "get", address).content.decode()
    given = {"protocol_number": "7", "protocol_date": "2026-11-17"}
    page = later(client_of, coordinator, "post", address, given)
    assert (page.status_code, again(expert_map).state) == (409, MapState.REOPENED)


def test_the_history_keeps_the_result_as_it_was(client_of, revised, expert_map, head):
    page = later(client_of, head, "get", f"/maps/{expert_map.pk}/history/").content.decode().replace("\xa0", " ")
    assert "прежний результат: 16 из 23, протокол № 4" in page
    assert "по показателям: 1.1 — 0, 1.2 — 1, 1.3 — 1" in page
