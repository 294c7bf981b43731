"""The methodologies a municipality may work by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schools.access import municipality_for
from schools.models import Municipality
from schools.permissions import check_belongs
from scoring.queries.lookup import methodologies_of


@require_safe
@municipality_for(check_belongs)
def methodology_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    context = {"municipality": municipality, "methodologies": methodologies_of(municipality)}
    return render(request, "scoring/methodology_list.html", context)
