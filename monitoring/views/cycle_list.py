"""Which years were monitored here, and how far did each come?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import municipality_for
from accounts.permissions import can_coordinate, check_works_for_department
from monitoring.queries.cycle import cycles_of
from schools.models import Municipality


@require_safe
@municipality_for(check_works_for_department)
def cycle_list(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    context = {
        "municipality": municipality,
        "cycles": cycles_of(municipality),
        "may_open": can_coordinate(request.user, municipality.pk),
    }
    return render(request, "monitoring/cycle_list.html", context)
