"""How do the claims of the municipality's schools agree with ОО-1?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import can_run_cycle
from monitoring.views.cycle_screen.choice import choices_of
from monitoring.views.loading import cycle_for
from reports.contexts.reconciliation import SHOWN, build_reconciliation, figures_of
from reports.forms import ReconciliationForm
from reports.permissions import check_can_read_district
from reports.queries.desks import at_desk
from scoring.queries.rubric import rubric

PAGE = 25  # schools


@require_safe
@cycle_for(check_can_read_district)
def reconciliation(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    """The filters live in the address; every number leads to the desk, the map or the school's figures."""
    form = ReconciliationForm(request.GET, figures=figures_of(rubric(cycle.methodology_id), cycle))
    sought = form.sought
    context = build_reconciliation(cycle, sought=sought, at=request.received_at)
    page = Paginator(context.schools, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/reconciliation.html",
        {
            "cycle": cycle,
            "reconciliation": context,
            "form": form,
            "sought": sought,
            "choices": choices_of(SHOWN, context.counts, sought.show),
            "page": page,
            "at_desk": at_desk(request.user, [school.school.id for school in page]),
            "may_load": can_run_cycle(request.user, cycle),
        },
    )
