"""Claimed, verified and final points of one map, row by row."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.forms.evaluation import FinalForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_read_evaluation
from monitoring.views.cycle_screen.evaluation import evaluation_of
from monitoring.views.loading import expert_map_for


@require_safe
@expert_map_for(check_can_read_evaluation)
def evaluation_map(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    return show_evaluation(request, expert_map)


def show_evaluation(
    request: HttpRequest, expert_map: ExpertMap, *, refused: dict[str, FinalForm] | None = None, status: int = 200
) -> HttpResponse:
    """The whole page; `refused` brings back the form that was sent, with its sentence."""
    page = evaluation_of(expert_map, request.user, refused=refused)
    return render(request, "monitoring/evaluation_map.html", {"page": page, "expert_map": expert_map}, status=status)
