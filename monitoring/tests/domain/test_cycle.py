"""Is a year opened, prolonged and enlarged as the order of п. 3.3 says?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.cycle import add_school, default_terms, extend_filling, open_cycle
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import ExpertMap, MonitoringCycle, StageExtension
from monitoring.states import StageKind
from monitoring.tests.cast import METHODOLOGY_FILE, OPENED, make_cycle, make_school
from monitoring.tests.stories import again, submitted
from scoring.domain.methodology import load
from scoring.engine.types import Policy

TERMS = default_terms(2025)


def opening(municipality, methodology, by, **changes):
    given = {
        "municipality": municipality,
        "school_year": 2025,
        "methodology": methodology,
        "policy": Policy.STRICT,
        "last_days": TERMS,
        "by": by,
        "at": OPENED,
    }
    return open_cycle(**given | changes)


def test_default_terms_lie_in_the_autumn_after_the_school_year():
    assert list(TERMS.values()) == [date(2026, 9, 30), date(2026, 10, 15), date(2026, 11, 1)]


def test_a_cycle_makes_a_map_with_all_indicators_for_every_active_school(cycle, school, other_school, methodology):
    assert [m.school for m in ExpertMap.objects.of(cycle).in_natural_order()] == [school, other_school]
    assert [m.answers.count() for m in ExpertMap.objects.of(cycle)] == [23, 23]
    methodology.refresh_from_db()
    assert methodology.frozen_at == OPENED


def test_terms_are_stored_as_the_day_and_the_instant(cycle):
    assert [(s.kind, s.last_day, s.ends_at) for s in cycle.stages.all()] == [
        ("self_assessment", date(2026, 9, 30), datetime(2026, 9, 30, 19, 0, tzinfo=UTC)),
        ("control", date(2026, 10, 15), datetime(2026, 10, 15, 19, 0, tzinfo=UTC)),
        ("evaluation", date(2026, 11, 1), datetime(2026, 11, 1, 19, 0, tzinfo=UTC)),
    ]


def test_an_inactive_school_takes_no_part(municipality, methodology, coordinator, school):
    make_school(municipality, "099", "Закрытая школа", is_active=False)
    cycle = make_cycle(municipality, methodology, coordinator)
    assert [m.school for m in cycle.expert_maps.all()] == [school]


@pytest.mark.parametrize(
    ("policy", "levels", "maximum"),
    [
        (Policy.STRICT, "noo ooo", 23),
        (Policy.APPLICABLE, "noo ooo", 19),
        (Policy.STRICT, "noo", 23),
        (Policy.APPLICABLE, "noo", 11),
        (Policy.APPLICABLE, "noo ooo soo", 23),
    ],
)
def test_an_empty_map_has_nothing_filled_and_the_maximum_of_its_policy(
    municipality, methodology, coordinator, policy, levels, maximum
):
    make_school(municipality, "001", "Школа № 1", levels)
    cycle = make_cycle(municipality, methodology, coordinator, policy=policy)
    [expert_map] = cycle.expert_maps.all()
    assert (expert_map.filled, expert_map.maximum, expert_map.claimed_points) == (0, maximum, 0)


def test_a_year_is_opened_once(cycle, municipality, methodology, coordinator):
    with pytest.raises(InvalidAnswer, match="уже открыт") as refusal:
        opening(municipality, methodology, coordinator)
    assert refusal.value.field == "school_year"
    assert MonitoringCycle.objects.count() == 1


def test_a_methodology_of_another_place_is_refused(municipality, other_municipality, coordinator):
    foreign = load(content=METHODOLOGY_FILE.read_bytes(), municipality=other_municipality, at=OPENED).methodology
    with pytest.raises(InvalidAnswer) as refusal:
        opening(municipality, foreign, coordinator)
    foreign.refresh_from_db()
    assert (refusal.value.field, foreign.frozen_at, MonitoringCycle.objects.count()) == ("methodology", None, 0)


@pytest.mark.parametrize("kind", [StageKind.CONTROL, StageKind.EVALUATION])
def test_terms_out_of_order_are_refused_at_their_field(municipality, methodology, coordinator, kind):
    early = TERMS | {kind: TERMS[StageKind.SELF_ASSESSMENT]}
    with pytest.raises(InvalidAnswer, match="должен заканчиваться позже") as refusal:
        opening(municipality, methodology, coordinator, last_days=early)
    assert refusal.value.field == kind.value
    assert MonitoringCycle.objects.count() == 0


@pytest.mark.parametrize("person", ["reviewer", "methodologist", "observer", "head", "foreign_coordinator"])
def test_only_the_coordinator_of_the_place_opens_a_year(request, municipality, methodology, person):
    by = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        opening(municipality, methodology, by)
    assert MonitoringCycle.objects.count() == 0


def test_opening_is_journalled(cycle, coordinator):
    [entry] = JournalEntry.objects.filter(subject=f"cycle:{cycle.pk}")
    assert (entry.action, entry.by, entry.new["maps"], entry.new["year"]) == (
        "cycle.opened",
        coordinator,
        2,
        "2025/2026",
    )


def test_one_school_gets_a_longer_term(cycle, expert_map, other_map, coordinator, now):
    done = extend_filling(
        cycle=cycle, expert_map=expert_map, last_day=date(2026, 10, 3), reason=" Авария ", by=coordinator, at=now
    )
    assert (done.maps, done.extension.reason) == (1, "Авария")
    assert again(expert_map).fill_ends_at == datetime(2026, 10, 3, 19, 0, tzinfo=UTC)
    assert again(other_map).fill_last_day == date(2026, 9, 30)


def test_all_who_still_fill_get_a_longer_term(cycle, expert_map, other_map, head, coordinator, now):
    submitted(expert_map, by=head)
    done = extend_filling(
        cycle=cycle, expert_map=None, last_day=date(2026, 10, 3), reason="Авария", by=coordinator, at=now
    )
    assert (done.maps, done.extension.expert_map) == (1, None)
    assert (again(expert_map).fill_last_day, again(other_map).fill_last_day) == (date(2026, 9, 30), date(2026, 10, 3))


@pytest.mark.parametrize(
    ("last_day", "reason", "field"),
    [
        (date(2026, 10, 3), "  ", "reason"),
        (date(2026, 9, 17), "Авария", "last_day"),
        (date(2026, 9, 30), "Авария", "last_day"),
        (date(2026, 9, 20), "Авария", "last_day"),
    ],
)
def test_a_pointless_extension_is_refused_at_its_field(cycle, expert_map, coordinator, now, last_day, reason, field):
    with pytest.raises(InvalidAnswer) as refusal:
        extend_filling(cycle=cycle, expert_map=expert_map, last_day=last_day, reason=reason, by=coordinator, at=now)
    assert refusal.value.field == field
    assert StageExtension.objects.count() == 0


def test_a_map_of_another_year_is_not_extended(cycle, municipality, methodology, coordinator, school, now):
    past = make_cycle(municipality, methodology, coordinator, year=2024)
    foreign = past.expert_maps.get(school=school)
    with pytest.raises(InvalidAnswer):
        extend_filling(
            cycle=cycle, expert_map=foreign, last_day=date(2026, 10, 3), reason="Авария", by=coordinator, at=now
        )


def test_a_school_that_joined_later_gets_a_map(cycle, coordinator, now, primary_school):
    added = add_school(cycle=cycle, school=primary_school, by=coordinator, at=now)
    assert (added.school, added.fill_last_day, added.answers.count()) == (primary_school, date(2026, 9, 30), 23)
    with pytest.raises(MonitoringError, match="уже есть карта этого года"):
        add_school(cycle=cycle, school=primary_school, by=coordinator, at=now)
    assert ExpertMap.objects.of(cycle).count() == 3


def test_a_strange_or_closed_school_gets_no_map(cycle, coordinator, now, foreign_school, municipality):
    closed = make_school(municipality, "099", "Закрытая школа", is_active=False)
    for school in (foreign_school, closed):
        with pytest.raises(MonitoringError, match="нет среди участников"):
            add_school(cycle=cycle, school=school, by=coordinator, at=now)
    assert ExpertMap.objects.of(cycle).count() == 2


@pytest.mark.parametrize("person", ["reviewer", "methodologist", "observer", "head", "foreign_coordinator"])
def test_terms_and_schools_are_the_coordinators(request, cycle, primary_school, now, person):
    by = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        extend_filling(cycle=cycle, expert_map=None, last_day=date(2026, 10, 3), reason="Авария", by=by, at=now)
    with pytest.raises(PermissionDenied):
        add_school(cycle=cycle, school=primary_school, by=by, at=now)
