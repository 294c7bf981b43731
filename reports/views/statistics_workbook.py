"""The statistics of the year, as a workbook?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.contexts.statistics import statistics_of
from reports.permissions import check_can_read_district
from reports.sheets import statistics as sheet
from reports.views.sending import workbook_response


@require_safe
@cycle_for(check_can_read_district)
def statistics_workbook(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    found = statistics_of(build_district(cycle, at=request.received_at))
    return workbook_response(sheet.statistics_workbook(found), f"Статистика {cycle.year_title}")
