"""What is a document about: which map, of which school?"""

from __future__ import annotations

from monitoring.models import ExpertMap, MonitoringCycle


def map_of(cycle: MonitoringCycle, school_id: int | None) -> ExpertMap | None:
    """The school's map of the year with all a report reads around it (at most 2 queries)."""
    return ExpertMap.objects.with_context().filter(cycle=cycle, school=school_id).first()
