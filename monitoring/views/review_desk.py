"""One claim before the reviewer: accept it, correct it, or return it with what to fix.

The script asks for the desk alone, and follows the same redirects: with it or without, the same page comes.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from monitoring.domain.verification import give_verdict
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.review import FORMS, VerdictForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk, reasons_for
from monitoring.views.answering import OUTCOME, indicator_or_404, parts, wants_parts
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.desk import desk_of
from monitoring.views.review_screen.one_claim import one_claim, sheet_of_one
from monitoring.views.review_screen.strip import strip_of
from monitoring.views.review_screen.way import way_of

NO_KIND = "Выберите, что сделать с показателем: принять, исправить или вернуть."


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map, map_on_desk)
def review_desk(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator_or_404(expert_map, code)
    if request.method == "GET":
        return _show(request, expert_map, code)
    form_class = FORMS.get(request.POST.get("kind", ""))
    if form_class is None:
        return _show(request, expert_map, code, refusal=NO_KIND, status=422)
    sheet, reasons = sheet_of_one(expert_map, code), reasons_for(expert_map.municipality_id, code)
    claim = {"indicator": sheet.indicator(code), "answer": sheet.answers[code], "reasons": reasons}
    return _judge(request, expert_map, code, form_class(request.POST, auto_id=f"{form_class.kind}_%s", **claim))


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
    """To the next claim without a verdict; when all are judged, to the map with its last steps, or to the list."""
    way = way_of(request.GET, strip_of(expert_map), code, request.user)
    if not wants_parts(request):
        where = f"{expert_map.school}: показатель" if way.is_by_indicator else "Показатель"
        messages.success(request, f"{where} {code} — {form.kind.label}.")
    elif not way.following:
        # A fetch that follows a redirect forgets the place on the page: the script is told the address instead.
        return HttpResponse(headers={OUTCOME: "leave", "X-Desk-Onward": way.afterwards})
    return redirect(way.onward)


def _show(
    request: HttpRequest,
    expert_map: ExpertMap,
    code: str,
    *,
    form: VerdictForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    claim, at = one_claim(expert_map, code), request.received_at
    desk = desk_of(claim, address=request.GET, user=request.user, at=at, refused=form, refusal=refusal)
    is_held = expert_map.reviewer_id not in {None, request.user.pk}
    context = {"desk": desk, "expert_map": expert_map, "is_part": wants_parts(request), "is_held": is_held}
    if context["is_part"]:
        response = parts(request, "monitoring/_review_desk.html", context, outcome="desk", status=status)
    else:
        response = render(request, "monitoring/review_desk.html", context, status=status)
    patch_vary_headers(response, ["X-Requested-With"])
    return response
