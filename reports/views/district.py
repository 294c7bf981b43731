"""What came of the year in the whole district?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.queries.cycle import years_of
from monitoring.views.loading import cycle_for
from reports.contexts.district_page import build_district_page
from reports.forms import DistrictForm
from reports.permissions import check_can_read_district
from reports.sheets.district_tables import TABLES
from russian.dates import school_year
from scoring.queries.rubric import rubric

PAGE_TABLES = [(key, table.title) for key, table in TABLES.items()]


@require_safe
@cycle_for(check_can_read_district)
def district(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    """The filters live in the address; every figure is of the schools they leave."""
    form = DistrictForm(request.GET, rubric=rubric(cycle.methodology_id))
    page = build_district_page(cycle, form.chosen, at=request.received_at)
    other_years = [(pk, school_year(first)) for pk, first in years_of(cycle.municipality)]
    context = {"form": form, "tables": PAGE_TABLES, "other_years": other_years}
    return render(request, "reports/district.html", context | page)
