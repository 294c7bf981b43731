"""A retired reason comes back to its place in the dictionary."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.permissions import check_can_coordinate
from monitoring.domain.review_reasons import restore_reason
from monitoring.errors import MonitoringError
from monitoring.models import ReviewReason
from monitoring.views.loading import review_reason_for


@require_POST
@review_reason_for(check_can_coordinate)
def review_reason_restore(request: HttpRequest, *, reason: ReviewReason) -> HttpResponse:
    try:
        restore_reason(reason=reason, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Причина снова в словаре.")
    return redirect("monitoring:review_reasons", reason.municipality_id)
