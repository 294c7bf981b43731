"""Which methodologies may this person read: the shared ones and those of the municipalities the person belongs to?"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from schools.models import Municipality
from scoring.models import Methodology


def methodologies_for(user: Any) -> QuerySet[Methodology]:
    mine = {held.municipality_id for held in user.active_memberships}
    return Methodology.objects.filter(Q(municipality=None) | Q(municipality_id__in=mine))


def methodologies_of(municipality: Municipality) -> QuerySet[Methodology]:
    """The shared ones and the municipality's own, with `indicator_count`, the newest version of each first."""
    offered = Methodology.objects.filter(Q(municipality=None) | Q(municipality=municipality))
    return offered.annotate(indicator_count=Count("indicators")).order_by("title", "-version", "pk")
