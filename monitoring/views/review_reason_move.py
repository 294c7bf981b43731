"""A reason goes one place up or down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.permissions import check_can_coordinate
from monitoring.domain.review_reasons import move_reason
from monitoring.models import ReviewReason
from monitoring.views.loading import review_reason_for

STEPS = {"up": -1, "down": 1}


@require_POST
@review_reason_for(check_can_coordinate)
def review_reason_move(request: HttpRequest, *, reason: ReviewReason) -> HttpResponse:
    step = STEPS.get(request.POST.get("step", ""))
    if step is not None:
        move_reason(reason=reason, step=step, by=request.user, at=request.received_at)
    return redirect(f"{reverse('monitoring:review_reasons', args=[reason.municipality_id])}#reason-{reason.pk}")
