"""Recommendations are drawn from the bank, for the first time or anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from improvement.domain.drawing import Drawn, draw_recommendations
from improvement.errors import ImprovementError
from improvement.permissions import check_can_decide
from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for


@require_POST
@cycle_for(check_can_decide)
def recommendations_draw(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    try:
        drawn = draw_recommendations(cycle=cycle, by=request.user, at=request.received_at)
    except ImprovementError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, in_words(drawn))
    return redirect("improvement:recommendations", cycle.pk)


def in_words(drawn: Drawn) -> str:
    """«Добавлено 12, обновлено 3. Принятые, изменённые и снятые не тронуты.»"""
    parts = {
        "добавлено": drawn.added,
        "обновлено": drawn.refreshed,
        "убрано": drawn.removed,
        "основание изменилось": drawn.outdated,
    }
    said = ", ".join(f"{word} {count}" for word, count in parts.items() if count)
    if not said:
        return "Ничего не изменилось: рекомендации уже соответствуют банку и результатам."
    return f"{said[0].upper()}{said[1:]}. Принятые, изменённые и снятые рекомендации сохранили свой текст."
