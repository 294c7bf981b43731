"""One or all of a reviewer's maps pass to another: chosen, shown, confirmed, with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from monitoring.domain.division import hand_over
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.division import HandOverForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.division import maps_in_hands, reviewers_of, reviewers_with_maps
from monitoring.views.loading import cycle_for
from russian.plurals import MAPS, counted


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_hand_over(request: HttpRequest, *, cycle: MonitoringCycle, reviewer_id: int) -> HttpResponse:
    giver = get_object_or_404(reviewers_with_maps(cycle), pk=reviewer_id)
    maps = maps_in_hands(cycle, giver.pk)
    people = [person for person in reviewers_of(cycle) if person != giver]
    if request.method == "GET":
        form = HandOverForm(maps=maps, people=people, initial={"maps": [str(row.pk) for row in maps]})
        return _show(request, cycle, giver, form)
    form = HandOverForm(request.POST, maps=maps, people=people)
    if not form.is_valid():
        return _show(request, cycle, giver, form, status=422)
    if "confirmed" not in request.POST and form.cleaned_data["reason"].strip():
        return _show(request, cycle, giver, form, is_summary=True)
    return _hand_over(request, cycle, giver, form)


def _hand_over(request: HttpRequest, cycle: MonitoringCycle, giver: User, form: HandOverForm) -> HttpResponse:
    try:
        moved = hand_over(
            cycle=cycle,
            map_ids=[row.pk for row in form.chosen],
            giver=giver,
            taker=form.person,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=request.received_at,
        )
    except InvalidAnswer as refusal:
        form.add_error("taker" if refusal.field == "reviewer" else refusal.field, str(refusal))
        return _show(request, cycle, giver, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, giver, form, status=409)
    messages.success(request, f"Передано: {counted(len(moved), MAPS)}. Теперь их проверяет {form.person.short_name}.")
    return redirect("monitoring:cycle_division", cycle_id=cycle.pk)


def _show(
    request: HttpRequest,
    cycle: MonitoringCycle,
    giver: User,
    form: HandOverForm,
    *,
    is_summary: bool = False,
    status: int = 200,
) -> HttpResponse:
    template = "monitoring/cycle_hand_over_summary.html" if is_summary else "monitoring/cycle_hand_over.html"
    return render(request, template, {"cycle": cycle, "giver": giver, "form": form}, status=status)
