"""The year's mapping anew: from the shipped sample or from the year before; what would go is said first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import form_year_for
from schools.domain.reference_mapping import fill_mapping
from schools.errors import RegisterError
from schools.models import Municipality
from schools.permissions import check_can_keep_register
from schools.queries.reference_mapping import form_day_of, year_mapping


@require_http_methods(["GET", "HEAD", "POST"])
@form_year_for(check_can_keep_register)
def reference_mapping_fill(
    request: HttpRequest, municipality: Municipality, form_year: int, source: str
) -> HttpResponse:
    if request.method == "POST":
        try:
            fill_mapping(
                municipality=municipality, form_year=form_year, source=source, by=request.user, at=request.received_at
            )
        except RegisterError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Сопоставление заполнено. Проверьте номера строк и граф по форме этого года.")
        return redirect("schools:reference_mapping", municipality.pk, form_year)
    context = {
        "municipality": municipality,
        "mapping": year_mapping(municipality, form_year),
        "day": form_day_of(form_year),
        "source": source,
    }
    return render(request, "schools/reference_mapping_fill.html", context)
