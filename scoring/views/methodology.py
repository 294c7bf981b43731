"""The rubric in full: what is asked, how it is counted, where it is written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scoring.access import methodology_for
from scoring.models import Methodology
from scoring.queries.comparability import declared_by
from scoring.queries.rubric import rubric


@require_safe
@methodology_for
def methodology(request: HttpRequest, methodology: Methodology) -> HttpResponse:
    memberships = request.user.active_memberships
    municipality = memberships[0].municipality if memberships else None
    context = {
        "rubric": rubric(methodology.pk),
        "municipality": municipality,
        "succession": declared_by(methodology.pk),
    }
    return render(request, "scoring/methodology.html", context)
