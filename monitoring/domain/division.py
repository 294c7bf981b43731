"""How do maps come into a reviewer's hands, and pass from one to another?

A map given to nobody may be judged by any reviewer of the municipality, as ever: dividing is the coordinator's choice.
Once a map is in somebody's hands, the others judge it only after taking it over, by name and with a reason; the choice
of the order of work stays free (the queue shows «мои» first, «все» on request). Nobody is given, handed or takes a
school they belong to (п. 3.4; permissions.check_not_own_school). `ExpertMap.reviewer` repeats the assignment in force,
so that no list pays for a join; only this module writes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Role, User
from accounts.queries.staff import holders_of, schools_of
from monitoring.domain.history import note
from monitoring.errors import InvalidAnswer, StaleVersion
from monitoring.models import ExpertMap, MonitoringCycle, ReviewAssignment
from monitoring.permissions import check_can_run_cycle, check_can_verify
from monitoring.policies import check_cycle_is_running

Way = ReviewAssignment.Way


@transaction.atomic
def assign(
    *,
    cycle: MonitoringCycle,
    reviewers: Mapping[int, User | None],
    way: str = Way.BY_HAND,
    reason: str = "",
    by: User,
    at: datetime,
) -> list[ExpertMap]:
    """Gives maps to reviewers ({map id: reviewer, None for nobody}), all of them or none; returns those that moved.

    Raises InvalidAnswer for a person who may not check a school (field reviewer), and for a map taken from somebody
    without a reason (field reason).
    """
    check_can_run_cycle(by, cycle)
    check_cycle_is_running(cycle)
    moving = [row for row in _locked(cycle, reviewers) if row.reviewer != reviewers[row.pk]]
    _check_suitable(cycle, [(row, reviewers[row.pk]) for row in moving])
    if any(row.reviewer_id for row in moving) and not reason.strip():
        raise InvalidAnswer(
            "Часть карт уже у проверяющих. Напишите, почему они меняются: причина останется в журнале.", field="reason"
        )
    for row in moving:
        _move(row, reviewers[row.pk], way, reason.strip(), by, at)
    return moving


@transaction.atomic
def hand_over(
    *, cycle: MonitoringCycle, map_ids: Collection[int], giver: User, taker: User, reason: str, by: User, at: datetime
) -> list[ExpertMap]:
    """The named maps pass from one reviewer to another. Raises StaleVersion when one of them is not the giver's."""
    check_can_run_cycle(by, cycle)
    check_reason(reason)
    if any(row.reviewer_id != giver.pk for row in _locked(cycle, map_ids)):
        raise StaleVersion("Пока вы смотрели, часть карт перешла к другому. Посмотрите список ещё раз.")
    reviewers = dict.fromkeys(map_ids, taker)
    return assign(cycle=cycle, reviewers=reviewers, way=Way.HANDED_OVER, reason=reason, by=by, at=at)


@transaction.atomic
def take_over(*, expert_map: ExpertMap, reason: str, by: User, at: datetime) -> ExpertMap:
    """The reviewer takes a map into own hands, from a colleague or from nobody; one's own stays as it is."""
    check_can_verify(by, expert_map)
    check_cycle_is_running(expert_map.cycle)
    [row] = _locked(expert_map.cycle, [expert_map.pk])
    if row.reviewer_id == by.pk:
        return row
    check_reason(reason)
    _move(row, by, Way.TAKEN_OVER, reason.strip(), by, at)
    return row


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidAnswer("Напишите причину: она останется в журнале.", field="reason")


def _locked(cycle: MonitoringCycle, map_ids: Collection[int]) -> list[ExpertMap]:
    """The cycle's own maps among the named, locked until the transaction ends, with school and reviewer."""
    rows = ExpertMap.objects.of(cycle).filter(pk__in=list(map_ids)).select_related("school", "reviewer")
    return list(rows.in_natural_order().select_for_update(of=("self",)))


def _check_suitable(cycle: MonitoringCycle, pairs: list[tuple[ExpertMap, User | None]]) -> None:
    """A reviewer of the place, and of a school the person does not belong to (two queries)."""
    reviewers = holders_of(Role.REVIEWER, cycle.municipality)
    own = schools_of(reviewers)
    for row, person in pairs:
        if person is None:
            continue
        if person.pk not in own:
            raise InvalidAnswer(f"{person.short_name} не проверяет карты вашего муниципалитета.", field="reviewer")
        if row.school_id in own[person.pk]:
            raise InvalidAnswer(
                f"{person.short_name} работает в этой школе ({row.school}): её карту проверяет другой сотрудник.",
                field="reviewer",
            )


def _move(row: ExpertMap, reviewer: User | None, way: str, reason: str, by: User, at: datetime) -> None:
    before, row.reviewer = row.reviewer, reviewer
    row.assignments.in_force().update(ended_at=at, ended_by=by, end_reason=reason or "Закрепление снято")
    if reviewer is not None:
        ReviewAssignment.objects.create(
            municipality_id=row.municipality_id,
            expert_map=row,
            reviewer=reviewer,
            way=way,
            reason=reason,
            given_by=by,
            given_at=at,
        )
    row.save(update_fields=["reviewer"])
    note(row, _action(way, reviewer), by, at, old=_named(before), new=_named(reviewer), reason=reason)


def _action(way: str, reviewer: User | None) -> str:
    if reviewer is None:
        return "map.unassigned"
    return {Way.HANDED_OVER: "map.handed_over", Way.TAKEN_OVER: "map.taken_over"}.get(Way(way), "map.assigned")


def _named(reviewer: User | None) -> dict | None:
    return {"reviewer": str(reviewer), "reviewer_id": reviewer.pk} if reviewer else None
