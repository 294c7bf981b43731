"""Which recommendations of a year are shown, and how many does each filter show?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import User
from improvement.models import Recommendation
from improvement.models.recommendation import REVISED_NOT, UNSENT
from improvement.states import DECIDED, Addressee, AdviceState, Audience
from monitoring.models import ExpertMap, MonitoringCycle
from schools.models import School

WAITING = UNSENT & Q(state__in=DECIDED)
ADDRESSEES = {
    "school": ("школам", Q(addressee=Addressee.SCHOOL)),
    "group": ("группам школ", Q(addressee=Addressee.GROUP)),
}
AUDIENCES = dict(Audience.choices)
ORDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("по школам", ("addressee", "expert_map__school__sort_key", "position", "pk")),
    "indicator": ("по показателям", ("position", "addressee", "expert_map__school__sort_key", "pk")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address; empty values ask nothing."""

    state: str = ""
    code: str = ""
    addressee: str = ""
    audience: str = ""
    order: str = ""
    map_id: int | None = None
    text: str = ""


def states_on(today: date) -> dict[str, tuple[str, Q]]:
    """Filters by their key in the address; a term that is over holds a recommendation back."""
    ready = WAITING & REVISED_NOT & Q(is_outdated=False, due__gt=today)
    return {
        "": ("Все", Q()),
        "proposed": ("Предложены", Q(state=AdviceState.PROPOSED)),
        "accepted": ("Приняты", Q(state=AdviceState.ACCEPTED)),
        "changed": ("Изменены", Q(state=AdviceState.CHANGED)),
        "dropped": ("Сняты", Q(state=AdviceState.DROPPED)),
        "ready": ("Готовы к отправке", ready),
        "held": ("Отправить нельзя", WAITING & ~ready),
        "outdated": ("Основание изменилось", Q(is_outdated=True)),
        "sent": ("Отправлены", Q(sent_version__isnull=False)),
    }


def counts_of(cycle: MonitoringCycle, today: date) -> Mapping[str, int]:
    """How many each filter shows (1 query)."""
    known = states_on(today)
    wanted = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(known.values())}
    found = Recommendation.objects.of(cycle).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(known)}


def recommendations_of(cycle: MonitoringCycle, asked: Asked, today: date) -> QuerySet[Recommendation]:
    """Each with its school, and `schools` of a group counted."""
    rows = Recommendation.objects.of(cycle).filter(states_on(today)[asked.state][1])
    if asked.code:
        rows = rows.filter(code=asked.code)
    if asked.addressee:
        rows = rows.filter(ADDRESSEES[asked.addressee][1])
    if asked.audience:
        rows = rows.filter(audience=asked.audience)
    if asked.map_id is not None:
        rows = rows.filter(expert_map=asked.map_id)
    if asked.text:
        rows = rows.filter(expert_map__school__in=School.objects.found_by(asked.text))
    rows = rows.select_related("expert_map__school").annotate(schools=Count("group"))
    return rows.order_by(*ORDERS[asked.order][1])


def last_drawn(cycle: MonitoringCycle) -> Mapping[str, object]:
    """{"at": when the latest was drawn or None} (1 query)."""
    return Recommendation.objects.of(cycle).aggregate(at=Max("drawn_at"))


def map_named(cycle: MonitoringCycle, map_id: str) -> ExpertMap | None:
    """The map of this year the address narrows to; nonsense narrows to nothing (1 query when named)."""
    if not map_id.isascii() or not map_id.isdigit() or len(map_id) > 15:
        return None
    return ExpertMap.objects.of(cycle).filter(pk=int(map_id)).select_related("school").first()


def schools_to_advise(cycle: MonitoringCycle, user: User) -> list[ExpertMap]:
    """Maps of the year with their schools, but for those the person fills for (1 query)."""
    rows = ExpertMap.objects.of(cycle).exclude(school__in=user.school_ids)
    return list(rows.select_related("school").in_natural_order())


def recommendations_visible_to(user) -> QuerySet[Recommendation]:
    """Of the municipalities the person works for; a school reads what was sent, by other queries."""
    rows = Recommendation.objects.filter(municipality_id__in=user.municipality_ids)
    return rows.select_related("expert_map__school", "rule", "drawn_by", "decided_by")


def schools_of_group(recommendation: Recommendation) -> list[ExpertMap]:
    return list(recommendation.group.select_related("school").in_natural_order())
