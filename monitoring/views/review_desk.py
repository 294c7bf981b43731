"""One claim before the reviewer: accept it, correct it, or return it with what to fix."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.verification import give_verdict
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.review import FORMS, VerdictForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.answering import indicator_or_404
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.check import check_of
from monitoring.views.review_screen.desk import desk_of

NO_KIND = "Выберите, что сделать с показателем: принять, исправить или вернуть."


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_desk(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator_or_404(expert_map, code)
    if request.method == "GET":
        return _show(request, expert_map, code)
    form_class = FORMS.get(request.POST.get("kind", ""))
    if form_class is None:
        return _show(request, expert_map, code, refusal=NO_KIND, status=422)
    line = check_of(expert_map, request.received_at).by_code[code]
    form = form_class(request.POST, indicator=line.indicator, answer=line.answer, auto_id=f"{form_class.kind}_%s")
    return _judge(request, expert_map, code, form)


def _judge(request: HttpRequest, expert_map: ExpertMap, code: str, form: VerdictForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, expert_map, code, form=form, status=422)
    try:
        give_verdict(
            expert_map=expert_map,
            code=code,
            finding=form.finding,
            seen_verdict=form.cleaned_data["seen_verdict"],
            by=request.user,
            at=request.received_at,
        )
    except InvalidAnswer as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _show(request, expert_map, code, form=form, status=422)
    except MonitoringError as refusal:
        return _show(request, expert_map, code, form=form, refusal=str(refusal), status=409)
    return _go_on(request, expert_map, code, form)


def _go_on(request: HttpRequest, expert_map: ExpertMap, code: str, form: VerdictForm) -> HttpResponse:
    """To the next claim without a verdict; when all are judged, to the map with its last steps."""
    messages.success(request, f"Показатель {code}: {form.kind.label}.")
    following = check_of(expert_map, request.received_at).next_waiting(code)
    if following:
        return redirect("monitoring:review_desk", map_id=expert_map.pk, code=following)
    return redirect("monitoring:review_map", map_id=expert_map.pk)


def _show(
    request: HttpRequest,
    expert_map: ExpertMap,
    code: str,
    *,
    form: VerdictForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    desk = desk_of(check_of(expert_map, request.received_at), code, refused=form, refusal=refusal)
    return render(request, "monitoring/review_desk.html", {"desk": desk, "expert_map": expert_map}, status=status)
