"""Does the server close at the exclusive instant, and say what, since when and who can change it?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import IllegalStep, MonitoringError, StageClosed
from monitoring.policies import (
    WAITING,
    check_answer_is_open,
    check_cycle_is_running,
    check_is_checked,
    check_is_evaluated,
    check_school_may_change,
    may_school_change,
    why_closed,
)
from monitoring.states import CycleState, MapState, VerdictKind
from monitoring.tests.cast import make_municipality
from monitoring.tests.stories import again, submitted

INSTANT = timedelta(microseconds=1)
ZONES = [
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
]


def test_the_last_instant_is_in_and_the_next_is_out(expert_map):
    ends = expert_map.fill_ends_at
    assert ends == datetime(2026, 9, 30, 19, 0, tzinfo=UTC)
    assert (may_school_change(expert_map, ends - INSTANT), may_school_change(expert_map, ends)) == (True, False)


def test_a_closed_map_says_since_when_and_who_can_open_it(expert_map):
    assert why_closed(expert_map, expert_map.fill_ends_at) == (
        "Срок заполнения истёк: карта принималась по 30\u00a0сентября 2026\u00a0г. включительно. "
        "Продлить срок может координатор мониторинга."
    )
    assert why_closed(expert_map, expert_map.fill_ends_at - INSTANT) == ""


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 10, 25), date(2027, 2, 28), date(2026, 12, 31)])
def test_an_inclusive_day_ends_at_local_midnight_in_every_zone(db, zone, day):
    ends = make_municipality(zone, zone).end_of(day)
    local = ends.astimezone(ZoneInfo(zone))
    assert (local.date(), local.hour, local.minute) == (day + timedelta(days=1), 0, 0)
    expert_map = SimpleNamespace(state=MapState.FILLING, fill_ends_at=ends, fill_last_day=day)
    moments = [ends - timedelta(seconds=1), ends - INSTANT, ends, ends + INSTANT]
    assert [may_school_change(expert_map, at) for at in moments] == [True, True, False, False]


def test_a_returned_map_closes_at_its_own_term(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Нужен отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    returned = return_to_school(expert_map=again(expert_map), last_day=date(2026, 9, 25), by=reviewer, at=now)
    ends = datetime(2026, 9, 25, 19, 0, tzinfo=UTC)
    assert [may_school_change(returned, at) for at in (ends - INSTANT, ends)] == [True, False]
    assert why_closed(returned, ends) == (
        "Срок исправления истёк: замечания принимались по 25\u00a0сентября 2026\u00a0г. включительно. "
        "Обратитесь к проверяющему или координатору."
    )


@pytest.mark.parametrize("state", sorted(WAITING))
def test_a_map_that_is_not_the_schools_says_whose_it_is(state, now):
    with pytest.raises(StageClosed) as refusal:
        check_school_may_change(SimpleNamespace(state=state, check_begun_at=None), now)
    assert str(refusal.value) == WAITING[state]


def test_an_indicator_that_was_not_returned_is_closed():
    check_answer_is_open(SimpleNamespace(code="1.1", is_open=True))
    with pytest.raises(StageClosed, match=r"Показатель 1\.1 не возвращался"):
        check_answer_is_open(SimpleNamespace(code="1.1", is_open=False))


@pytest.mark.parametrize(
    ("check", "open_in"), [(check_is_checked, {"submitted"}), (check_is_evaluated, {"verified", "reopened"})]
)
def test_the_department_works_on_a_map_in_its_own_states_only(check, open_in):
    refused = set()
    for state in MapState:
        try:
            check(SimpleNamespace(state=state, get_state_display=lambda label=state.label: label))
        except IllegalStep:
            refused.add(state.value)
    assert refused == {state.value for state in MapState} - open_in


def test_an_approved_cycle_takes_no_changes():
    check_cycle_is_running(SimpleNamespace(state=CycleState.RUNNING))
    with pytest.raises(MonitoringError, match="Результаты этого года утверждены"):
        check_cycle_is_running(SimpleNamespace(state=CycleState.APPROVED))
