"""«Всё ещё верно?» of everything taken from last year's map, with its dates, in one list."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.carry_over_all import Waiting, confirm_all_carried, waiting_for_a_word
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.last_year import LastYearForm
from monitoring.models import Evidence, ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.policies import why_closed
from monitoring.views.loading import expert_map_for
from russian.plurals import EVIDENCE, counted


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of the list as it was typed, or as it stands."""

    piece: Evidence
    codes: list[str]
    is_ticked: bool
    dated: str
    error: str


@require_http_methods(["GET", "HEAD", "POST"])
@expert_map_for(check_can_fill)
def last_year_confirm(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    waiting = waiting_for_a_word(expert_map)
    if request.method != "POST":
        return _show(request, expert_map, waiting, LastYearForm(pieces=[]), status=200)
    form = LastYearForm(request.POST, pieces=[each.piece.pk for each in waiting])
    if not form.is_valid():
        return _show(request, expert_map, waiting, form, status=422)
    try:
        confirmed = confirm_all_carried(
            expert_map=expert_map, dates=form.confirmed, by=request.user, at=request.received_at
        )
    except InvalidAnswer as refusal:
        form.add_error(f"dated_{refusal.field}", str(refusal))
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
    else:
        return _done(request, expert_map, len(confirmed), len(waiting) - len(confirmed))
    return _show(request, expert_map, waiting, form, status=409 if form.non_field_errors() else 422)


def _done(request: HttpRequest, expert_map: ExpertMap, confirmed: int, left: int) -> HttpResponse:
    rest = f" Ждут вашего слова ещё {counted(left, EVIDENCE)}: они отмечены на карте." if left else ""
    messages.success(request, f"Всё ещё верно: {counted(confirmed, EVIDENCE)}.{rest}")
    return redirect("monitoring:expert_map", map_id=expert_map.pk)


def _show(
    request: HttpRequest, expert_map: ExpertMap, waiting: list[Waiting], form: LastYearForm, *, status: int
) -> HttpResponse:
    closed = why_closed(expert_map, request.received_at)
    context = {"expert_map": expert_map, "lines": [_line(each, form) for each in waiting], "closed": closed}
    return render(request, "monitoring/last_year_confirm.html", context | {"form": form}, status=status)


def _line(each: Waiting, form: LastYearForm) -> Line:
    piece, name = each.piece, f"dated_{each.piece.pk}"
    dated = form.data.get(name, "") if form.is_bound else piece.dated.isoformat() if piece.dated else ""
    error = next(iter(form.errors.get(name, [])), "")
    return Line(piece, each.codes, f"ok_{piece.pk}" in form.data, dated, str(error))
