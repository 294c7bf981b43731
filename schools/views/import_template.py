"""An empty workbook to fill in; for ОО-1 with the schools already in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schools.access import municipality_for
from schools.models import ImportDraft, Municipality
from schools.permissions import check_can_keep_register
from schools.queries.sheet_template import filled_figures_workbook
from schools.sheets.template import schools_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAMES = {ImportDraft.Subject.SCHOOLS.value: "reestr-shkol.xlsx", ImportDraft.Subject.FIGURES.value: "oo-1.xlsx"}


@require_safe
@municipality_for(check_can_keep_register)
def import_template(request: HttpRequest, municipality: Municipality, subject: str) -> HttpResponse:
    if subject == ImportDraft.Subject.SCHOOLS:
        content = schools_workbook()
    else:
        content = filled_figures_workbook(municipality, today=municipality.today(request.received_at))
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAMES[subject]}"'},
    )
