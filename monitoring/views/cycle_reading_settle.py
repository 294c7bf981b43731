"""A difference of two readings is settled with a reason, or entrusted to a third."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring.domain.second_reading import entrust, settle
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.second_reading import EntrustForm, SettleForm
from monitoring.models import SecondReading
from monitoring.permissions import can_run_cycle, can_verify, check_can_settle
from monitoring.queries.second_reading import third_people
from monitoring.views.loading import reading_for
from monitoring.views.reading_screen.claim import BlindClaim, blind_claim_of
from monitoring.views.reading_screen.sample import in_words

ENTRUST = "entrust"


@require_http_methods(["GET", "POST"])
@reading_for(check_can_settle)
def cycle_reading_settle(request: HttpRequest, *, reading: SecondReading) -> HttpResponse:
    claim = blind_claim_of(reading)
    may_entrust = can_run_cycle(request.user, reading.sample.cycle)
    third = EntrustForm(people=third_people(reading) if may_entrust else [])
    if request.method == "GET":
        return _show(request, claim, _settle_form(request, claim), third)
    if may_entrust and ENTRUST in request.POST:
        return _entrust(request, claim, EntrustForm(request.POST, people=third_people(reading)))
    form = _settle_form(request, claim, request.POST)
    return _settle(request, claim, form, third) if form.is_valid() else _show(request, claim, form, third, status=422)


def _settle_form(request: HttpRequest, claim: BlindClaim, data=None) -> SettleForm:
    """Who may not verify the map decides that the first stands, or entrusts it to somebody who may."""
    answer, first = claim.answer, claim.reading.first
    numbers = {"numerator": answer.numerator, "denominator": answer.denominator, "fact": "yes" if first.fact else "no"}
    may_judge = can_verify(request.user, claim.reading.expert_map)
    return SettleForm(data, indicator=claim.indicator, answer=answer, may_judge=may_judge, initial=numbers)


def _settle(request: HttpRequest, claim: BlindClaim, form: SettleForm, third: EntrustForm) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    try:
        settle(reading=claim.reading, finding=form.anew, reason=reason, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _show(request, claim, form, third, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, claim, form, third, status=409)
    messages.success(request, "Расхождение решено.")
    return redirect(_back(request, claim.reading))


def _entrust(request: HttpRequest, claim: BlindClaim, third: EntrustForm) -> HttpResponse:
    form = _settle_form(request, claim)
    if not third.is_valid():
        return _show(request, claim, form, third, status=422)
    try:
        entrust(reading=claim.reading, third=third.person, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        third.add_error("third", str(refusal))
        return _show(request, claim, form, third, status=409)
    messages.success(request, f"Решение поручено: {third.person.short_name}.")
    return redirect(_back(request, claim.reading))


def _back(request: HttpRequest, reading: SecondReading) -> str:
    """The coordinator's list of differences, or the reviewer's own list."""
    cycle = reading.sample.cycle
    name = "cycle_reading" if can_run_cycle(request.user, cycle) else "review_readings"
    return reverse(f"monitoring:{name}", args=[cycle.pk])


def _show(
    request: HttpRequest, claim: BlindClaim, form: SettleForm, third: EntrustForm, *, status: int = 200
) -> HttpResponse:
    reading = claim.reading
    context = {
        "claim": claim,
        "reading": reading,
        "cycle": reading.sample.cycle,
        "first": in_words(reading.first),
        "second": in_words(reading) if reading.read_at else "",
        "form": form,
        "third": third,
        "may_judge": can_verify(request.user, reading.expert_map),
        "back": _back(request, reading),
    }
    return render(request, "monitoring/cycle_reading_settle.html", context, status=status)
