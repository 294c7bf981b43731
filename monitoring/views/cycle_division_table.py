"""The division as a workbook: to look at, or to fill in the addresses and bring back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.domain.division_sheet import COLUMNS
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.division import divided_maps
from monitoring.views.loading import cycle_for
from monitoring.views.tables import xlsx_response


@require_safe
@cycle_for(check_can_run_cycle)
def cycle_division_table(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    rows = [
        (row.school.code, str(row.school), row.reviewer.email if row.reviewer else "") for row in divided_maps(cycle)
    ]
    headers = [column.title for column in COLUMNS]
    return xlsx_response(f"division-{cycle.school_year}", "Распределение карт", headers, rows)
