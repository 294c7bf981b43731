"""What did ОО-1 say of the schools of a cycle?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from monitoring.models import MonitoringCycle
from schools.models import REFERENCE_FIELDS, ReferenceFigures

Figures = Mapping[str, int | None]


def reference_of(cycle: MonitoringCycle) -> Mapping[tuple[int, date], Figures]:
    """Figures by school and day, of the two forms the cycle looks at (1 query)."""
    rows = ReferenceFigures.objects.filter(
        municipality=cycle.municipality_id, as_of__in=(cycle.past_reference_day, cycle.new_reference_day)
    ).values_list("school_id", "as_of", *REFERENCE_FIELDS)
    return {(school, day): dict(zip(REFERENCE_FIELDS, figures, strict=True)) for school, day, *figures in rows}
