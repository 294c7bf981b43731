"""What came of the year in the whole district, as a workbook?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.permissions import check_can_read_district
from reports.sheets.registry import registry_workbook
from reports.views.sending import workbook_response


@require_safe
@cycle_for(check_can_read_district)
def registry(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    context = build_district(cycle, at=request.received_at)
    return workbook_response(registry_workbook(context), f"Реестр результатов {context.year_title}")
