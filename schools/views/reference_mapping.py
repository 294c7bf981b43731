"""From which cells of the year's form ОО-1 each figure is summed up; and some more cells."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import form_year_for
from schools.domain.reference_mapping import add_mapping
from schools.errors import RegisterError
from schools.forms.reference_mapping import ReferenceMappingForm
from schools.models import Municipality
from schools.permissions import check_can_keep_register
from schools.queries.reference_mapping import form_day_of, form_years, mapping_changes, year_mapping


@require_http_methods(["GET", "HEAD", "POST"])
@form_year_for(check_can_keep_register)
def reference_mapping(request: HttpRequest, municipality: Municipality, form_year: int) -> HttpResponse:
    form = ReferenceMappingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_mapping(
                municipality=municipality,
                form_year=form_year,
                by=request.user,
                at=request.received_at,
                **form.cleaned_data,
            )
        except RegisterError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "Ячейки добавлены в сопоставление.")
            return redirect("schools:reference_mapping", municipality.pk, form_year)
    today = municipality.today(request.received_at)
    context = {
        "municipality": municipality,
        "mapping": year_mapping(municipality, form_year),
        "changes": mapping_changes(municipality, form_year),
        "years": reversed(form_years(today)),
        "day": form_day_of(form_year),
        "may_upload": form_day_of(form_year) <= today,
        "form": form,
    }
    return render(request, "schools/reference_mapping.html", context, status=422 if form.errors else 200)
