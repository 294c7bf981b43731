"""The maps that are nobody's are divided evenly: first a look at what each would get, then the «да»."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.division import Way, assign
from monitoring.errors import MonitoringError
from monitoring.forms.division import EvenForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.division import reviewers_of, undivided_maps
from monitoring.views.division_screen.even import Proposal, proposal_of
from monitoring.views.loading import cycle_for
from russian.plurals import MAPS, counted

MOVED_ON = "Пока вы смотрели, карты или проверяющие изменились. Ниже — новое распределение: проверьте его ещё раз."


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_division_even(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    people = reviewers_of(cycle)
    if request.method == "GET":
        return _ask(request, cycle, EvenForm(people=people, initial={"reviewers": [str(p.pk) for p in people]}))
    form = EvenForm(request.POST, people=people)
    if not form.is_valid():
        return _ask(request, cycle, form, status=422)
    proposal = proposal_of(cycle, form.chosen)
    confirmed = request.POST.get("confirmed")
    if confirmed == proposal.digest:
        return _divide(request, cycle, form, proposal)
    return _propose(request, cycle, form, proposal, refusal=MOVED_ON if confirmed else "")


def _divide(request: HttpRequest, cycle: MonitoringCycle, form: EvenForm, proposal: Proposal) -> HttpResponse:
    try:
        moved = assign(
            cycle=cycle, reviewers=proposal.reviewers, way=Way.EVENLY, by=request.user, at=request.received_at
        )
    except MonitoringError as refusal:
        return _propose(request, cycle, form, proposal, refusal=str(refusal))
    messages.success(request, f"Поровну распределено: {counted(len(moved), MAPS)}.")
    return redirect("monitoring:cycle_division", cycle_id=cycle.pk)


def _ask(request: HttpRequest, cycle: MonitoringCycle, form: EvenForm, *, status: int = 200) -> HttpResponse:
    context = {"cycle": cycle, "form": form, "undivided": len(undivided_maps(cycle))}
    return render(request, "monitoring/cycle_division_even.html", context, status=status)


def _propose(
    request: HttpRequest, cycle: MonitoringCycle, form: EvenForm, proposal: Proposal, *, refusal: str = ""
) -> HttpResponse:
    context = {"cycle": cycle, "form": form, "proposal": proposal, "refusal": refusal}
    status = 409 if refusal else 200
    return render(request, "monitoring/cycle_division_proposal.html", context, status=status)
