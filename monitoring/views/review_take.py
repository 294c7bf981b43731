"""A reviewer takes a map into own hands, from a colleague or from nobody, and says why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.division import take_over
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.loading import expert_map_for
from monitoring.views.stepping_back import StepBack, step_back


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_take(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if expert_map.reviewer_id == request.user.pk:  # taken already, or opened from an old tab
        return redirect("monitoring:review_map", map_id=expert_map.pk)
    return step_back(request, expert_map, _step(expert_map), take_over)


def _step(expert_map: ExpertMap) -> StepBack:
    holder = expert_map.reviewer
    whose = f"Сейчас её проверяет {holder.short_name}." if holder else "Сейчас она ни за кем не закреплена."
    return StepBack(
        title="Взять карту себе",
        explanation=f"{whose} Данные заключения сохранятся, дальше карту проверяете вы. "
        "Координатор увидит это в журнале.",
        button="Взять карту",
        done="Карта у вас. Можно продолжать проверку.",
        leads_to="monitoring:review_map",
        section="Проверка",
    )
