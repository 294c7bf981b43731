"""How do the claims agree with ОО-1, as a workbook?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.reconciliation import build_reconciliation, figures_of
from reports.forms import ReconciliationForm
from reports.permissions import check_can_read_district
from reports.sheets.reconciliation import reconciliation_workbook
from reports.views.sending import workbook_response
from scoring.queries.rubric import rubric


@require_safe
@cycle_for(check_can_read_district)
def reconciliation_xlsx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    """The lines the page shows under the same address, all of them."""
    form = ReconciliationForm(request.GET, figures=figures_of(rubric(cycle.methodology_id), cycle))
    context = build_reconciliation(cycle, sought=form.sought, at=request.received_at)
    return workbook_response(reconciliation_workbook(context), f"Сверка с ОО-1 {context.year_title}")
