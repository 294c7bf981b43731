"""The card of a school: who it is, what ОО-1 says of it by year, who works in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schools.access import school_for
from schools.models import School
from schools.permissions import can_keep_register, check_can_read_school
from schools.queries.school_card import school_card


@require_safe
@school_for(check_can_read_school)
def school(request: HttpRequest, school: School) -> HttpResponse:
    return render(
        request,
        "schools/school.html",
        {
            "municipality": school.municipality,
            "school": school,
            "card": school_card(school),
            "can_keep": can_keep_register(request.user, school.municipality_id),
            "reads_register": school.municipality_id in request.user.municipality_ids,
        },
    )
