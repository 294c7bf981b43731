"""The people of the municipality: roles, schools, who has not come in yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import municipality_for
from accounts.forms.filters import PeopleFilters
from accounts.permissions import check_can_coordinate
from accounts.queries.people import people_page, school_choices
from schools.models import Municipality


@require_safe
@municipality_for(check_can_coordinate)
def people(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    filters = PeopleFilters(request.GET, schools=school_choices(municipality))
    found = people_page(municipality, filters.sought, number=request.GET.get("page"), at=request.received_at)
    return render(
        request,
        "accounts/people.html",
        {"municipality": municipality, "filters": filters, "page": found.page, "people": found.rows},
    )
