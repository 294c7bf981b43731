"""The cells the year's mapping asks for, of every school, as a workbook to be filled from the forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schools.access import form_year_for
from schools.models import Municipality
from schools.permissions import check_can_keep_register
from schools.queries.sheet_template import filled_form_workbook
from schools.views.import_template import XLSX


@require_safe
@form_year_for(check_can_keep_register)
def form_template(request: HttpRequest, municipality: Municipality, form_year: int) -> HttpResponse:
    return HttpResponse(
        filled_form_workbook(municipality, form_year),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="oo-1-{form_year}.xlsx"'},
    )
