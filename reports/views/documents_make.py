"""One document is asked for: made in the background, once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.kinds import named
from reports.domain.asking import Wanted, ask
from reports.forms import MakeForm
from reports.permissions import check_can_make_documents
from reports.queries.subjects import map_of

UNKNOWN = "Такого документа нет. Выберите документ из списка."


@require_POST
@cycle_for(check_can_make_documents)
def documents_make(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    form = MakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, UNKNOWN)
        return _back(request, cycle)
    refusal, wanted = _wanted(cycle, form.cleaned_data["what"], form.cleaned_data["school"])
    if wanted is None:
        messages.error(request, refusal)
        return _back(request, cycle)
    document = ask(cycle=cycle, wanted=wanted, by=request.user, at=request.received_at)
    if document.is_ready:
        messages.info(request, f"Этот документ уже составлен: №\u00a0{document.number}.")
    return _back(request, cycle)


def _wanted(cycle: MonitoringCycle, what: str, school_id: int | None) -> tuple[str, Wanted | None]:
    """What to ask for; or why it cannot be asked for."""
    kind, file_format = named(what) or (None, None)
    if kind is None or file_format is None or kind.is_of_school != (school_id is not None):
        return UNKNOWN, None
    if kind.is_of_school:
        expert_map = map_of(cycle, school_id)
        if expert_map is None:
            return UNKNOWN, None
        if expert_map.state not in kind.states:
            return kind.refusal, None
    return "", Wanted(kind.key, file_format.value, school_id)


def _back(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    """To the list as it was filtered."""
    address = QueryDict(request.POST.get("address", "")[:500]).urlencode()
    there = reverse("reports:documents", args=[cycle.pk])
    return redirect(f"{there}?{address}" if address else there)
