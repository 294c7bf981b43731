"""One table of the district's year as a file, of the schools the page's filters leave."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.forms import DistrictForm
from reports.permissions import check_can_read_district
from reports.sheets.delimited import delimited
from reports.sheets.district_tables import TABLES
from reports.sheets.workbook import workbook
from reports.views.sending import delimited_response, workbook_response
from scoring.queries.rubric import rubric


@require_safe
@cycle_for(check_can_read_district)
def district_table(request: HttpRequest, cycle: MonitoringCycle, table: str, sheet_kind: str) -> HttpResponse:
    if table not in TABLES or sheet_kind not in {"xlsx", "csv"}:
        raise Http404
    form = DistrictForm(request.GET, rubric=rubric(cycle.methodology_id))
    district = build_district(cycle, chosen=form.chosen, at=request.received_at)
    name = f"{TABLES[table].title} {district.year_title}"
    sheet = TABLES[table].sheet(district)
    if sheet_kind == "csv":
        return delimited_response(delimited(sheet), name)
    return workbook_response(workbook([sheet], title=name), name)
