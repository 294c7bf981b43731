"""Which documents were made about a school's year: its result, its recommendations, its card, with number and date?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.states import UNDER_REVISION
from monitoring.views.loading import expert_map_for
from reports.documents.kinds import KINDS, title_of
from reports.models import MadeDocument
from reports.permissions import check_can_read_own_documents
from reports.queries.made_documents import issued_to


@dataclass(frozen=True, slots=True)
class Issued:
    """A document: the version in force, and those before it, the latest first."""

    title: str
    latest: MadeDocument
    before: tuple[MadeDocument, ...]


@require_safe
@expert_map_for(check_can_read_own_documents)
def school_documents(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    context = {
        "expert_map": expert_map,
        "documents": _issued(expert_map),
        "is_revised": expert_map.state in UNDER_REVISION,
    }
    return render(request, "reports/school_documents.html", context)


def _issued(expert_map: ExpertMap) -> list[Issued]:
    """In the order the kinds are offered (1 query)."""
    order = {kind.key: place for place, kind in enumerate(KINDS)}
    rows = sorted(issued_to(expert_map), key=lambda row: order.get(row.kind, len(order)))
    found = []
    for kind, versions in groupby(rows, key=lambda row: row.kind):
        latest, *before = versions
        found.append(Issued(title_of(kind), latest, tuple(before)))
    return found
