"""The register: schools of the municipality, searched and filtered by the address."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schools.access import municipality_for
from schools.forms.filters import SchoolFilters
from schools.models import Municipality
from schools.permissions import can_keep_register, check_can_read_register
from schools.queries.school_list import PAGE, schools_found


@require_safe
@municipality_for(check_can_read_register)
def school_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    filters = SchoolFilters(request.GET)
    page = Paginator(schools_found(municipality, filters.sought), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "schools/school_list.html",
        {
            "municipality": municipality,
            "filters": filters,
            "page": page,
            "can_keep": can_keep_register(request.user, municipality.pk),
        },
    )
