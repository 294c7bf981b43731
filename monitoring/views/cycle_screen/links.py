"""What does the list of a year's links show?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.urls import reverse

from monitoring.domain.link_watch import are_looked_at_in
from monitoring.models import Evidence, ExpertMap, MonitoringCycle
from monitoring.permissions import can_read_evidence, can_review_map
from monitoring.queries.links import LINK_FILTERS, link_counts, narrowed_links
from monitoring.views.answering import place_of
from monitoring.views.cycle_screen.choice import choices_of, known, search_text

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address: a filter's key, and a part of a school's name."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """An indicator the link stands behind, and where this person looks at it."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    evidence: Evidence
    places: tuple[Place, ...]
    shows_copy: bool


def links_page(cycle: MonitoringCycle, address: Mapping[str, str], user) -> dict[str, Any]:
    """The context of the screen: four queries, whatever the number of links."""
    asked = Asked(known(address.get("state", ""), LINK_FILTERS), search_text(address.get("q", "")))
    titles = {key: title for key, (title, _) in LINK_FILTERS.items()}
    page = Paginator(narrowed_links(cycle, state=asked.state, text=asked.text), PAGE).get_page(address.get("page"))
    return {
        "cycle": cycle,
        "asked": asked,
        "choices": choices_of(titles, link_counts(cycle), asked.state),
        "page": page,
        "rows": [_row(evidence, user) for evidence in page],
        "are_checked": are_looked_at_in(cycle.municipality),
    }


def _row(evidence: Evidence, user) -> LinkRow:
    expert_map = evidence.expert_map
    codes = [code for _, code in sorted((answer.position, answer.code) for answer in evidence.answers.all())]
    # To the desk for who judges the map, to the map for the others.
    at_desk = can_review_map(user, expert_map)
    places = tuple(Place(code, _desk(expert_map, code) if at_desk else place_of(expert_map, code)) for code in codes)
    return LinkRow(evidence, places, can_read_evidence(user, expert_map) and _has_copy(evidence))


def _desk(expert_map: ExpertMap, code: str) -> str:
    return reverse("monitoring:review_desk", args=[expert_map.pk, code])


def _has_copy(evidence: Evidence) -> bool:
    try:
        return evidence.watch.kept_id is not None
    except ObjectDoesNotExist:
        return False
