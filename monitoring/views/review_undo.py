"""A verdict is taken back, right after it was given or from the map's overview."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from monitoring.domain.taking_back import take_back_verdict
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk
from monitoring.views.answering import indicator_or_404
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.strip import strip_of
from monitoring.views.review_screen.way import way_of

TO_OVERVIEW = "map"


@require_POST
@expert_map_for(check_can_review_map, map_on_desk)
def review_undo(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    """Back to the claim, or to the overview when it was undone from there."""
    indicator_or_404(expert_map, code)
    seen = request.POST.get("seen_verdict", "")
    try:
        before = take_back_verdict(
            expert_map=expert_map,
            code=code,
            seen_verdict=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None,
            by=request.user,
            at=request.received_at,
        )
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        now = f"снова действует прежнее — {before.get_kind_display()}" if before else "показатель ждёт заключения"
        messages.success(request, f"Заключение по показателю {code} отменено: {now}.")
    return redirect(_way_back(request, expert_map, code))


def _way_back(request: HttpRequest, expert_map: ExpertMap, code: str) -> str:
    way = way_of(request.GET, strip_of(expert_map), code, request.user)
    if request.POST.get("to") == TO_OVERVIEW:
        return f"{reverse('monitoring:review_map', args=[expert_map.pk])}{way.suffix}#claim-{code.replace('.', '-')}"
    return f"{reverse('monitoring:review_desk', args=[expert_map.pk, code])}{way.suffix}"
