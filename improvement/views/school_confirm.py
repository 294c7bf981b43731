"""«Ознакомлен»: the head says that the recommendations were read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from improvement.domain.receipt import confirm_receipt
from improvement.permissions import check_can_confirm
from monitoring.models import ExpertMap
from monitoring.views.loading import expert_map_for


@require_POST
@expert_map_for(check_can_confirm)
def school_confirm(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if confirm_receipt(expert_map=expert_map, by=request.user, at=request.received_at):
        messages.success(request, "Спасибо. Отдел образования видит, что вы ознакомились с рекомендациями.")
    return redirect("improvement:school_recommendations", expert_map.pk)
