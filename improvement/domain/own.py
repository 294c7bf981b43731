"""How does the methodologist advise a school, or several, without a rule of the bank?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from improvement.domain.words import Words
from improvement.errors import InvalidWords
from improvement.models import Recommendation
from improvement.permissions import check_can_decide
from improvement.states import Addressee, AdviceState, Audience
from journal.domain import record
from monitoring.models import ExpertMap, MonitoringCycle
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class OwnAdvice:
    """What is said to whom; an empty code is about the year's result as a whole."""

    map_ids: frozenset[int]
    audience: str
    code: str
    observed: str
    words: Words


@transaction.atomic
def add_own(*, cycle: MonitoringCycle, advice: OwnAdvice, by: User, at: datetime) -> Recommendation:
    """Accepted as it is written, sent with the others. One school is advised alone, more are a group.

    The same words to the same schools are one recommendation, however often the button is pressed. Raises
    InvalidWords with its field.
    """
    check_can_decide(by, cycle)
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    maps = _maps(cycle, advice.map_ids, by)
    _check(advice, cycle, at)
    twin = _twin(cycle, advice)
    return twin if twin is not None else _written(cycle, advice, maps, by, at)


def _maps(cycle: MonitoringCycle, ids: Collection[int], by: User) -> list[ExpertMap]:
    maps = list(ExpertMap.objects.of(cycle).filter(pk__in=ids).in_natural_order())
    if not maps:
        raise InvalidWords("Отметьте хотя бы одну школу.", field="schools")
    if any(row.school_id in by.school_ids for row in maps):
        raise PermissionDenied("Вы заполняете карту одной из этих школ, поэтому рекомендации ей даёт другой методист.")
    return maps


def _check(advice: OwnAdvice, cycle: MonitoringCycle, at: datetime) -> None:
    if advice.audience not in Audience.values:
        raise InvalidWords("Выберите, кому.", field="audience")
    if advice.code and advice.code not in rubric(cycle.methodology_id).by_code:
        raise InvalidWords("Выберите показатель из списка.", field="code")
    if not advice.observed.strip():
        raise InvalidWords("Напишите, что установлено: на чём стоит рекомендация.", field="observed")
    if not advice.words.action.strip():
        raise InvalidWords("Напишите, что сделать: так это прочитает школа.", field="action")
    if advice.words.due <= cycle.municipality.today(at):
        raise InvalidWords("Срок уже прошёл. Укажите день в будущем.", field="due")


def _twin(cycle: MonitoringCycle, advice: OwnAdvice) -> Recommendation | None:
    rows = Recommendation.objects.of(cycle).filter(
        rule=None, audience=advice.audience, code=advice.code, action=advice.words.action.strip(), due=advice.words.due
    )
    for row in rows.exclude(state=AdviceState.DROPPED).prefetch_related("group"):
        held = [member.pk for member in row.group.all()] if row.is_group else [row.expert_map_id]
        if set(held) == set(advice.map_ids):
            return row
    return None


def _written(
    cycle: MonitoringCycle, advice: OwnAdvice, maps: list[ExpertMap], by: User, at: datetime
) -> Recommendation:
    is_group = len(maps) > 1 or advice.audience == Audience.CENTRE
    indicator = rubric(cycle.methodology_id).by_code.get(advice.code)
    observed, words = advice.observed.strip().rstrip("."), advice.words
    facts = [observed, {}]
    row = Recommendation.objects.create(
        municipality_id=cycle.municipality_id,
        cycle=cycle,
        addressee=Addressee.GROUP if is_group else Addressee.SCHOOL,
        audience=advice.audience,
        expert_map=None if is_group else maps[0],
        code=advice.code,
        position=indicator.position if indicator else 0,
        state=AdviceState.ACCEPTED,
        observed=observed,
        action=words.action.strip(),
        helper=words.helper,
        target=words.target,
        due=words.due,
        drawn={"words": words.kept, "facts": facts, "now": facts},
        drawn_by=by,
        drawn_at=at,
        decided_by=by,
        decided_at=at,
    )
    if is_group:
        row.group.set(maps)
    _note(row, maps, by, at)
    return row


def _note(row: Recommendation, maps: list[ExpertMap], by: User, at: datetime) -> None:
    record(
        subject=f"cycle:{row.cycle_id}",
        municipality_id=row.municipality_id,
        action="advice.written",
        by=by,
        at=at,
        target=row.code,
        new={"recommendation": row.pk, "maps": [one.pk for one in maps], "audience": row.audience} | row.drawn["words"],
    )
