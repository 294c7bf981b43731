"""How a year is opened and its terms moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import check_can_coordinate
from journal.domain import record
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Stage, StageExtension
from monitoring.permissions import check_can_run_cycle
from monitoring.policies import check_cycle_is_running
from monitoring.states import MapState, StageKind
from schools.models import Municipality, School
from scoring.domain.methodology import freeze
from scoring.engine.score import score
from scoring.engine.types import Claim, Empty, IndicatorRule, Level, Outcome, Policy
from scoring.models import Methodology
from scoring.queries.rubric import Rubric, rubric

STAGE_ORDER = (StageKind.SELF_ASSESSMENT, StageKind.CONTROL, StageKind.EVALUATION)


def default_terms(school_year: int) -> dict[StageKind, date]:
    """п. 3.3: 30 September, 15 October and 1 November of the year the school year ends in."""
    year = school_year + 1
    days = (date(year, 9, 30), date(year, 10, 15), date(year, 11, 1))
    return dict(zip(STAGE_ORDER, days, strict=True))


@transaction.atomic
def open_cycle(
    *,
    municipality: Municipality,
    school_year: int,
    methodology: Methodology,
    policy: Policy,
    last_days: Mapping[StageKind, date],
    by: User,
    at: datetime,
) -> MonitoringCycle:
    """Opens a year: freezes the methodology, writes the terms, makes a map for every active school.

    Raises InvalidAnswer for terms out of order (field: the stage's kind) and for a year opened before (school_year).
    """
    check_can_coordinate(by, municipality.pk)
    _check_terms(last_days)
    if methodology.municipality_id not in {None, municipality.pk}:
        raise InvalidAnswer("Эта методика принадлежит другому муниципалитету.", field="methodology")
    freeze(methodology=methodology, at=at)
    cycle = _new_cycle(
        municipality=municipality,
        school_year=school_year,
        methodology=methodology,
        policy=policy,
        opened_by=by,
        opened_at=at,
    )
    _add_stages(cycle, last_days)
    maps = add_maps(cycle=cycle, schools=School.objects.of(municipality).active())
    terms = {kind.value: last_days[kind].isoformat() for kind in STAGE_ORDER}
    record(
        subject=f"cycle:{cycle.pk}",
        municipality_id=municipality.pk,
        action="cycle.opened",
        by=by,
        at=at,
        new={"year": cycle.year_title, "policy": str(policy), "maps": len(maps), "terms": terms},
    )
    return cycle


def _add_stages(cycle: MonitoringCycle, last_days: Mapping[StageKind, date]) -> None:
    Stage.objects.bulk_create(
        Stage(
            municipality=cycle.municipality,
            cycle=cycle,
            kind=kind,
            position=place,
            last_day=last_days[kind],
            ends_at=cycle.municipality.end_of(last_days[kind]),
        )
        for place, kind in enumerate(STAGE_ORDER, start=1)
    )


def _new_cycle(**fields: Any) -> MonitoringCycle:
    """The row; the database decides which of two coordinators was first."""
    try:
        with transaction.atomic():
            return MonitoringCycle.objects.create(**fields)
    except IntegrityError:
        raise InvalidAnswer("Цикл за этот учебный год уже открыт.", field="school_year") from None


def _check_terms(last_days: Mapping[StageKind, date]) -> None:
    for earlier, later in pairwise(STAGE_ORDER):
        if last_days[later] <= last_days[earlier]:
            raise InvalidAnswer(
                f"Этап «{later.label}» должен заканчиваться позже этапа «{earlier.label}».", field=later.value
            )


def add_maps(*, cycle: MonitoringCycle, schools: Iterable[School]) -> list[ExpertMap]:
    """An empty map with all indicators for each school; called inside a verb's transaction."""
    tree = rubric(cycle.methodology_id)
    term = cycle.stages.get(kind=StageKind.SELF_ASSESSMENT)
    maps = ExpertMap.objects.bulk_create(
        ExpertMap(
            municipality_id=cycle.municipality_id,
            cycle=cycle,
            school=school,
            levels=sorted(school.levels),
            fill_last_day=term.last_day,
            fill_ends_at=term.ends_at,
            **_blank_totals(tree, school, cycle),
        )
        for school in schools
    )
    IndicatorAnswer.objects.bulk_create(
        IndicatorAnswer(
            municipality_id=cycle.municipality_id,
            expert_map=expert_map,
            indicator_id=indicator.id,
            code=indicator.code,
            position=place,
            claimed_points=_blank(indicator.rule, expert_map.levels, cycle).points,
        )
        for expert_map in maps
        for place, indicator in enumerate(tree.indicators, start=1)
    )
    return maps


def _blank(rule: IndicatorRule, levels: Iterable[str], cycle: MonitoringCycle) -> Outcome:
    return score(rule, Claim(), levels=frozenset(Level(level) for level in levels), policy=Policy(cycle.policy))


def _blank_totals(tree: Rubric, school: School, cycle: MonitoringCycle) -> dict[str, int]:
    outcomes = [_blank(indicator.rule, school.levels, cycle) for indicator in tree.indicators]
    beyond = sum(outcome.empty == Empty.NOT_APPLICABLE for outcome in outcomes)
    left = beyond if cycle.policy == Policy.APPLICABLE else 0
    return {"filled": 0, "maximum": len(outcomes) - left, "claimed_points": 0}


@transaction.atomic
def add_school(*, cycle: MonitoringCycle, school: School, by: User, at: datetime) -> ExpertMap:
    """A map for a school that joined the register after the year was opened."""
    check_can_run_cycle(by, cycle)
    check_cycle_is_running(cycle)
    if school.municipality_id != cycle.municipality_id or not school.is_active:
        raise MonitoringError(f"Школы «{school}» нет среди участников мониторинга вашего муниципалитета.")
    try:
        with transaction.atomic():
            [expert_map] = add_maps(cycle=cycle, schools=[school])
    except IntegrityError:
        raise MonitoringError(f"У школы «{school}» уже есть карта этого года.") from None
    record(subject=expert_map.subject, municipality_id=cycle.municipality_id, action="map.added", by=by, at=at)
    return expert_map


@dataclass(frozen=True, slots=True)
class Extended:
    extension: StageExtension
    maps: int


@transaction.atomic
def extend_filling(
    *, cycle: MonitoringCycle, expert_map: ExpertMap | None, last_day: date, reason: str, by: User, at: datetime
) -> Extended:
    """A longer stage 1 for one school (`expert_map`) or for every school still filling (None)."""
    check_can_run_cycle(by, cycle)
    check_cycle_is_running(cycle)
    if not reason.strip():
        raise InvalidAnswer("Напишите причину продления: она останется в журнале.", field="reason")
    if last_day < cycle.municipality.today(at):
        raise InvalidAnswer("Этот день уже прошёл.", field="last_day")
    maps = ExpertMap.objects.of(cycle).filter(state=MapState.FILLING, fill_last_day__lt=last_day)
    if expert_map is not None:
        maps = maps.filter(pk=expert_map.pk)
    extended = maps.update(fill_last_day=last_day, fill_ends_at=cycle.municipality.end_of(last_day))
    if not extended:
        raise InvalidAnswer(
            "Продлевать некому: карта уже представлена или её срок не раньше этого дня.", field="last_day"
        )
    extension = StageExtension.objects.create(
        municipality_id=cycle.municipality_id,
        cycle=cycle,
        expert_map=expert_map,
        last_day=last_day,
        reason=reason.strip(),
        allowed_by=by,
        allowed_at=at,
    )
    record(
        subject=expert_map.subject if expert_map else f"cycle:{cycle.pk}",
        municipality_id=cycle.municipality_id,
        action="term.extended",
        new={"last_day": last_day.isoformat(), "maps": extended},
        reason=reason.strip(),
        by=by,
        at=at,
    )
    return Extended(extension, extended)
