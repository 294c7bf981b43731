"""Which requisites does a year's document have?"""

from __future__ import annotations

from monitoring.models import MonitoringCycle
from reports.models import Requisites


def requisites_of(cycle: MonitoringCycle, document: str) -> Requisites:
    """Empty ones, of version 0, while nobody gave any (1 query)."""
    kept = Requisites.objects.filter(cycle=cycle, document=document).select_related("changed_by").first()
    return kept or Requisites(municipality_id=cycle.municipality_id, cycle=cycle, document=document)
