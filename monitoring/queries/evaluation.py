"""What does the commission read: every school of the year with its three totals, the disputed ones first?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from monitoring.models import ExpertMap, MonitoringCycle, Verdict
from monitoring.queries.objections import undecided_on_map
from monitoring.states import UNDER_REVISION, VERDICTS_KNOWN, MapState, VerdictKind
from schools.models import School
from scoring.engine.bands import Band

RESULT = Q(state__in=VERDICTS_KNOWN)
ABSENT = Q(state__in=[MapState.FILLING, MapState.NOT_SUBMITTED])
CHECKING = Q(state__in=[MapState.SUBMITTED, MapState.RETURNED])
STATES: dict[str, tuple[str, Q]] = {
    "": ("Все школы", Q()),
    "checking": ("Ещё не проверены", CHECKING),
    "verified": ("Ждут оценки", Q(state=MapState.VERIFIED)),
    "evaluated": ("Оценены", Q(state=MapState.EVALUATED)),
    "revision": ("Результат пересматривается", Q(state__in=UNDER_REVISION)),
    "approved": ("Утверждены", Q(state=MapState.APPROVED)),
    "absent": ("Карта не представлена", ABSENT),
}
OBJECTED, CORRECTED = Q(undecided__gt=0), RESULT & Q(corrected__gt=0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address; empty texts ask nothing."""

    state: str = ""
    dispute: str = ""
    band: str = ""
    kind: str = ""
    text: str = ""


def on_edge(bands: Iterable[Band]) -> Q:
    """One point more, or one fewer, would be another degree; 100 · points beside share · maximum, in whole numbers."""
    found = Q(pk__in=[])
    for band in bands:
        if band.share_from:
            limit = F("maximum") * band.share_from
            reached = Q(hundredfold__gte=limit, hundredfold__lt=limit + 100)
            missed = Q(hundredfold__lt=limit, hundredfold__gte=limit - 100)
            found |= reached | missed
    return RESULT & Q(maximum__gt=0) & found


def disputes(bands: Iterable[Band]) -> dict[str, tuple[str, Q]]:
    """What makes a school worth the commission's time, by the key in the address."""
    edge = on_edge(bands)
    return {
        "any": ("Спорные: любой признак", OBJECTED | CORRECTED | edge),
        "objections": ("Ждут ответа на возражение", OBJECTED),
        "corrected": ("Исправлены при проверке", CORRECTED),
        "edge": ("На границе степени", edge),
    }


def in_band(key: str, bands: Iterable[Band]) -> Q:
    """Maps with a result whose final points reach exactly this degree; a maximum of 0 reaches the lowest only."""
    by_share = sorted(bands, key=lambda band: band.share_from)
    place = next(n for n, band in enumerate(by_share) if band.key == key)
    found = Q(hundredfold__gte=F("maximum") * by_share[place].share_from)
    if place + 1 < len(by_share):
        found &= Q(hundredfold__lt=F("maximum") * by_share[place + 1].share_from)
    return RESULT & (Q(maximum=0) | found if place == 0 else Q(maximum__gt=0) & found)


def commission_maps(cycle: MonitoringCycle) -> QuerySet[ExpertMap]:
    """Each with its objections nobody has answered, its corrections in force, and a hundredfold of its final points."""
    corrections = Verdict.objects.current().filter(answer__expert_map=OuterRef("pk"), kind=VerdictKind.CORRECTED)
    counted = corrections.order_by().values("answer__expert_map").annotate(n=Count("pk")).values("n")
    return ExpertMap.objects.of(cycle).annotate(
        undecided=undecided_on_map(),
        corrected=Coalesce(Subquery(counted), 0),
        hundredfold=Coalesce(F("final_points"), 0, output_field=IntegerField()) * 100,
    )


def counts_of(cycle: MonitoringCycle, bands: Iterable[Band]) -> Mapping[str, int]:
    """How many schools each filter shows, by «state:verified», «dispute:edge», «band:high» (1 query)."""
    known = list(bands)
    conditions = {f"state:{key}": condition for key, (_, condition) in STATES.items()}
    conditions |= {"state:result": RESULT}
    conditions |= {f"dispute:{key}": condition for key, (_, condition) in disputes(known).items()}
    conditions |= {f"band:{band.key}": in_band(band.key, known) for band in known}
    wanted = {f"f{place}": Count("pk", filter=condition) for place, condition in enumerate(conditions.values())}
    found = commission_maps(cycle).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(conditions)}


def maps_for_commission(cycle: MonitoringCycle, asked: Asked, bands: Iterable[Band]) -> QuerySet[ExpertMap]:
    """Objections to answer first, then revisions, corrections, edges, the rest; within each, natural order."""
    known = list(bands)
    maps = commission_maps(cycle).select_related("school").filter(STATES[asked.state][1])
    if asked.dispute:
        maps = maps.filter(disputes(known)[asked.dispute][1])
    if asked.band:
        maps = maps.filter(in_band(asked.band, known))
    if asked.kind:
        maps = maps.filter(school__kind=asked.kind)
    if asked.text:
        maps = maps.filter(school__in=School.objects.found_by(asked.text))
    return maps.annotate(is_edge=Case(When(on_edge(known), then=True), default=False)).order_by(
        _rank(known), "school__sort_key", "pk"
    )


def _rank(bands: Iterable[Band]) -> Case:
    ranked = (OBJECTED, Q(state__in=UNDER_REVISION), CORRECTED, on_edge(bands), RESULT, CHECKING)
    return Case(*(When(condition, then=place) for place, condition in enumerate(ranked)), default=Value(len(ranked)))
