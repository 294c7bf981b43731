"""What stands on the page of a district beyond what its documents hold?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitoring.models import MonitoringCycle
from reports.contexts.district import build_district
from reports.contexts.district_practices import build_practices
from reports.contexts.filters import Chosen
from reports.contexts.years import build_years


def build_district_page(cycle: MonitoringCycle, chosen: Chosen, *, at: datetime) -> dict[str, Any]:
    """`district`, `practices` and `years`, all of the chosen schools."""
    district = build_district(cycle, chosen=chosen, at=at)
    school_ids = None if chosen.is_everything else {row.school_id for row in district.schools}
    return {
        "district": district,
        "practices": build_practices(district, cycle),
        "years": build_years(cycle, school_ids, district.rubric.indicators),
    }
