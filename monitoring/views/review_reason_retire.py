"""A reason leaves the dictionary; it can be brought back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.permissions import check_can_coordinate
from monitoring.domain.review_reasons import retire_reason
from monitoring.models import ReviewReason
from monitoring.views.loading import review_reason_for


@require_POST
@review_reason_for(check_can_coordinate)
def review_reason_retire(request: HttpRequest, *, reason: ReviewReason) -> HttpResponse:
    retire_reason(reason=reason, by=request.user, at=request.received_at)
    messages.success(request, "Причина убрана из словаря. Её можно вернуть: она в списке убранных внизу.")
    return redirect("monitoring:review_reasons", reason.municipality_id)
