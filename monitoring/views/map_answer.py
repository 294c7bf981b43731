"""One answer is saved, or refused with a sentence at its place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.expert_map import SavedAnswer, record_answer
from monitoring.domain.sheet import read_sheet
from monitoring.errors import InvalidAnswer, StageClosed, StaleVersion
from monitoring.forms.answer import AnswerForm
from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.permissions import check_can_fill
from monitoring.policies import why_closed
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import bare_parts, indicator_or_404, place_of, wants_parts
from monitoring.views.keeping_late import keep_late
from monitoring.views.loading import expert_map_for
from monitoring.views.map_screen.saved import saved_parts
from monitoring.views.refusing import NO_VERSION, refuse, refuse_stale


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def map_answer(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator = indicator_or_404(expert_map, code)
    if request.method == "GET":  # where signing in again leads back to
        return redirect(place_of(expert_map, code))
    form = AnswerForm(request.POST, indicator=indicator, levels=expert_map.levels)
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return refuse(request, expert_map, indicator, outcome="unversioned", status=428, refusal=NO_VERSION)
    if not form.is_valid():
        if why_closed(expert_map, request.received_at):  # even what makes no sense is kept as it was typed
            return keep_late(request, expert_map, indicator, form)
        return refuse(request, expert_map, indicator, outcome="invalid", status=422, errors=form.sentences)
    return _record(request, expert_map, form, code=code, version=int(version))


def _record(request: HttpRequest, expert_map: ExpertMap, form: AnswerForm, *, code: str, version: int) -> HttpResponse:
    indicator = indicator_or_404(expert_map, code)
    try:
        saved = record_answer(
            expert_map=expert_map,
            code=code,
            values=form.values,
            version=version,
            by=request.user,
            at=request.received_at,
        )
    except StaleVersion:
        return _stale(request, expert_map, form, code)
    except StageClosed:
        return _closed(request, expert_map, form, code)
    except InvalidAnswer as invalid:
        errors = {invalid.field if invalid.field in form.fields else next(iter(form.fields)): str(invalid)}
        return refuse(request, expert_map, indicator, outcome="invalid", status=422, errors=errors)
    return _saved(request, expert_map, saved)


def _closed(request: HttpRequest, expert_map: ExpertMap, form: AnswerForm, code: str) -> HttpResponse:
    """A repeat of what was saved in time is no late text: only its acknowledgement was lost."""
    sheet = read_sheet(expert_map)
    if _is_there(sheet.answers[code], form):
        return _saved(request, expert_map, SavedAnswer(sheet, sheet.answers[code], (), sheet.outcomes()))
    return keep_late(request, expert_map, sheet.indicator(code), form)


def _is_there(answer: IndicatorAnswer, form: AnswerForm) -> bool:
    return all(getattr(answer, name) == value for name, value in form.values.items())


def _stale(request: HttpRequest, expert_map: ExpertMap, form: AnswerForm, code: str) -> HttpResponse:
    """A repeat whose first answer was lost on the way is not a conflict: the values are there already."""
    sheet = read_sheet(expert_map)
    answer = sheet.answers[code]
    if _is_there(answer, form):
        return _saved(request, expert_map, SavedAnswer(sheet, answer, (), sheet.outcomes()))
    return refuse_stale(request, expert_map, sheet.indicator(code), answer, values=form.values)


def _saved(request: HttpRequest, expert_map: ExpertMap, saved: SavedAnswer) -> HttpResponse:
    if not wants_parts(request):
        return redirect(place_of(expert_map, saved.answer.code))
    return bare_parts(saved_parts(saved, expert_map), outcome="saved")
