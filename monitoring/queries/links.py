"""What is known of the links of a year? Each function is one query, whatever the number of links."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from monitoring.models import Evidence, ExpertMap, LinkCheck, MonitoringCycle
from monitoring.states import CLAIM_VISIBLE, LinkState
from schools.models import School

SEEN = Q(watch__seen_at__isnull=False) & (Q(watch__last=None) | Q(watch__seen_at__gte=F("watch__last__at")))
LOOKED_AT = Q(watch__last__isnull=False) | SEEN

# Filters of the list: key in the address, words on the screen, condition.
LINK_FILTERS: dict[str, tuple[str, Q]] = {
    "": ("Все ссылки", Q()),
    "dead": ("Не открываются", Q(watch__last__state=LinkState.DEAD) & ~SEEN),
    "moved": ("Открываются по другому адресу", Q(watch__last__state=LinkState.MOVED)),
    "changed": ("Изменились после представления", Q(watch__last__is_changed=True)),
    "unchecked": (
        "Проверить не удалось",
        Q(watch__last__state__in=[LinkState.REFUSED, LinkState.UNCHECKED]) & ~SEEN,
    ),
    "waiting": ("Ждут проверки", Q(watch__wanted_at__isnull=False)),
    "unseen": ("Не проверялись", Q(watch__last=None) & ~SEEN & Q(watch__wanted_at=None)),
    "seen": ("Открыл проверяющий", SEEN),
    "opens": ("Открываются", Q(watch__last__state__in=[LinkState.OPENS, LinkState.MOVED])),
}


@dataclass(frozen=True, slots=True)
class LinkProgress:
    """How far the look at the year's links has come."""

    total: int
    looked_at: int
    dead: int
    waiting: int


def signed_links_of(cycle: MonitoringCycle) -> QuerySet[Evidence]:
    """Links in use behind the claims of signed maps: a draft is the school's own."""
    return Evidence.objects.in_use().filter(
        kind=Evidence.Kind.LINK, expert_map__cycle=cycle, expert_map__state__in=CLAIM_VISIBLE
    )


def link_progress(cycle: MonitoringCycle) -> LinkProgress:
    found = (
        signed_links_of(cycle)
        .order_by()
        .aggregate(
            total=Count("pk"),
            looked_at=Count("pk", filter=LOOKED_AT),
            dead=Count("pk", filter=LINK_FILTERS["dead"][1]),
            waiting=Count("pk", filter=LINK_FILTERS["waiting"][1]),
        )
    )
    return LinkProgress(**found)


def link_counts(cycle: MonitoringCycle) -> dict[str, int]:
    """How many links each filter shows."""
    counts = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(LINK_FILTERS.values())}
    found = signed_links_of(cycle).order_by().aggregate(**counts)
    return {key: found[f"f{place}"] for place, key in enumerate(LINK_FILTERS)}


def narrowed_links(cycle: MonitoringCycle, *, state: str, text: str) -> QuerySet[Evidence]:
    """Links school by school in natural order, narrowed by a filter's key and a part of the school's name.

    Each with its map, its school and what became of it; the codes of its indicators are one query more.
    """
    links = signed_links_of(cycle).filter(LINK_FILTERS[state][1])
    if text.strip():
        links = links.filter(expert_map__school__in=School.objects.found_by(text))
    links = links.select_related("expert_map__school", "watch__last", "watch__seen_by").prefetch_related("answers")
    return links.order_by("expert_map__school__sort_key", "expert_map_id", "added_at", "pk")


def checks_with_copy(evidence: Evidence) -> list[LinkCheck]:
    """The looks that left the words of the page, the latest first; not the words themselves."""
    return list(LinkCheck.objects.filter(evidence=evidence, copy__isnull=False))


def copy_text(check: LinkCheck) -> str:
    """The words one look left."""
    return LinkCheck.objects.filter(pk=check.pk).values_list("copy__text", flat=True).get()


def links_of_map(expert_map: ExpertMap) -> QuerySet[Evidence]:
    return Evidence.objects.in_use().filter(expert_map=expert_map, kind=Evidence.Kind.LINK)


def link_of_map(expert_map: ExpertMap, evidence_id: int) -> Evidence | None:
    return links_of_map(expert_map).filter(pk=evidence_id).first()


def codes_of(evidence: Evidence) -> list[str]:
    """The indicators a piece stands behind, in the order of the rubric."""
    return list(evidence.answers.order_by("position").values_list("code", flat=True))
