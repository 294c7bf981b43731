"""The head looks through what is left, confirms п. 3.4 and signs."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.submission import STATEMENT, submit
from monitoring.errors import MonitoringError
from monitoring.forms.submission import SubmitForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill, check_can_sign
from monitoring.queries.figures import map_with_figures
from monitoring.views.loading import expert_map_for
from monitoring.views.map_screen.before_signing import before_signing

TOO_MANY_ATTEMPTS = "Слишком много попыток. Подождите минуту и введите пароль ещё раз."


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def map_submit(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if request.method == "GET":
        return _show(request, expert_map, SubmitForm(user=request.user))
    check_can_sign(request.user, expert_map)
    form = SubmitForm(request.POST, user=request.user)
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.errors.clear()
        form.add_error("password", TOO_MANY_ATTEMPTS)
        return _show(request, expert_map, form, status=429)
    if not form.is_valid():
        return _show(request, expert_map, form, status=422)
    return _sign(request, expert_map, form)


def _sign(request: HttpRequest, expert_map: ExpertMap, form: SubmitForm) -> HttpResponse:
    try:
        submit(expert_map=expert_map, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, expert_map, form, status=409)
    return redirect("monitoring:map_receipt", map_id=expert_map.pk)


def _show(request: HttpRequest, expert_map: ExpertMap, form: SubmitForm, *, status: int = 200) -> HttpResponse:
    page = before_signing(expert_map, user=request.user, at=request.received_at)
    return render(
        request, "monitoring/map_submit.html", {"page": page, "form": form, "statement": STATEMENT}, status=status
    )
