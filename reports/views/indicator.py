"""What came of one indicator in the whole district?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.indicator import build_indicator
from reports.forms import IndicatorForm
from reports.permissions import check_can_read_district
from scoring.queries.rubric import rubric


@require_safe
@cycle_for(check_can_read_district)
def indicator(request: HttpRequest, cycle: MonitoringCycle, code: str) -> HttpResponse:
    """The filters are those of the district's page, and the order of the list."""
    tree = rubric(cycle.methodology_id)
    if code not in tree.by_code:
        raise Http404
    form = IndicatorForm(request.GET, rubric=tree)
    page = build_indicator(cycle, code, chosen=form.chosen, order=form.order_asked)
    return render(request, "reports/indicator.html", {"page": page, "form": form})
