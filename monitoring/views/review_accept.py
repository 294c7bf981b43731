"""Everything that raised no warning is accepted at once, after a look at the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.acceptance import accept_claims
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.check import check_of
from monitoring.views.review_screen.way import BySchool, queue_place
from russian.plurals import INDICATORS, counted


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map, map_on_desk)
def review_accept(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    check = check_of(expert_map, request.received_at)
    if request.method == "GET":
        context = {"check": check, "expert_map": expert_map, "way": BySchool(check, "", queue_place(request.GET))}
        return render(request, "monitoring/review_accept.html", context)
    # Only what stood on the page confirmed, and only while it still raises no warning.
    codes = [line.code for line in check.clean_lines if line.code in request.POST.getlist("code")]
    try:
        accepted = accept_claims(expert_map=expert_map, codes=codes, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Принято: {counted(len(accepted), INDICATORS)}.")
    return redirect(BySchool(check, "", queue_place(request.GET)).overview)
