"""The head disputes the points of one indicator; the school reads what it was answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.objection import raise_objection
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.objection import ObjectionForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill, check_can_sign
from monitoring.views.answering import indicator_or_404
from monitoring.views.loading import expert_map_for
from monitoring.views.objection_screen import disputed


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill)
def objection(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator_or_404(expert_map, code)
    page = disputed(expert_map, code, user=request.user, at=request.received_at)
    if request.method == "GET":
        return _show(request, expert_map, page, ObjectionForm(pieces=page.pieces))
    check_can_sign(request.user, expert_map)
    form = ObjectionForm(request.POST, pieces=page.pieces)
    if not form.is_valid() or not _raise(request, expert_map, code, form):
        return _show(request, expert_map, page, form, status=422)
    messages.success(request, f"Возражение по показателю {code} подано. Ответ появится здесь и на странице результата.")
    return redirect("monitoring:objection", map_id=expert_map.pk, code=code)


def _raise(request: HttpRequest, expert_map: ExpertMap, code: str, form: ObjectionForm) -> bool:
    text, pieces = form.cleaned_data["text"], form.chosen
    try:
        raise_objection(
            expert_map=expert_map, code=code, text=text, evidence=pieces, by=request.user, at=request.received_at
        )
    except InvalidAnswer as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(request: HttpRequest, expert_map: ExpertMap, page, form: ObjectionForm, *, status: int = 200) -> HttpResponse:
    context = {"page": page, "expert_map": expert_map, "form": form}
    return render(request, "monitoring/objection.html", context, status=status)
