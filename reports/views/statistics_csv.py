"""The statistics of the year, as a table for any program?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from monitoring.views.tables import csv_response
from reports.contexts.district import build_district
from reports.contexts.statistics import statistics_of
from reports.permissions import check_can_read_district
from reports.sheets.statistics import csv_headers, csv_rows


@require_safe
@cycle_for(check_can_read_district)
def statistics_csv(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    found = statistics_of(build_district(cycle, at=request.received_at))
    return csv_response(f"statistics-{cycle.school_year}", csv_headers(), csv_rows(found))
