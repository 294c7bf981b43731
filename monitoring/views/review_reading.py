"""One claim before its second reader, who does not see what the first one said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.second_reading import read_claim
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.second_reading import JudgementForm
from monitoring.models import SecondReading
from monitoring.permissions import check_can_read_second
from monitoring.policies import check_is_readable
from monitoring.queries.second_reading import next_to_read
from monitoring.views.loading import reading_for
from monitoring.views.reading_screen.claim import BlindClaim, blind_claim_of


@require_http_methods(["GET", "POST"])
@reading_for(check_can_read_second)
def review_reading(request: HttpRequest, *, reading: SecondReading) -> HttpResponse:
    if request.method == "GET" and reading.read_at is not None:  # read already; the list says how
        return redirect("monitoring:review_readings", cycle_id=reading.sample.cycle_id)
    try:
        check_is_readable(reading.expert_map)
    except MonitoringError as refusal:
        messages.info(request, str(refusal))
        return redirect("monitoring:review_readings", cycle_id=reading.sample.cycle_id)
    claim = blind_claim_of(reading)
    if request.method == "GET":
        return _show(request, claim, _form(claim))
    form = _form(claim, request.POST)
    return _read(request, claim, form) if form.is_valid() else _show(request, claim, form, status=422)


def _form(claim: BlindClaim, data=None) -> JudgementForm:
    """Begins with the school's numbers and the opposite of its fact, so that a correction is a small change."""
    answer = claim.answer
    opposite = "no" if claim.outcome.points else "yes"
    initial = {"numerator": answer.numerator, "denominator": answer.denominator, "fact": opposite}
    return JudgementForm(data, indicator=claim.indicator, answer=answer, initial=initial)


def _read(request: HttpRequest, claim: BlindClaim, form: JudgementForm) -> HttpResponse:
    reading = claim.reading
    try:
        read_claim(reading=reading, finding=form.finding, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _show(request, claim, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, claim, form, status=409)
    messages.success(request, f"Показатель {reading.answer.code}, {reading.expert_map.school}: прочитано.")
    following = next_to_read(reading)
    if following:
        return redirect("monitoring:review_reading", reading_id=following.pk)
    return redirect("monitoring:review_readings", cycle_id=reading.sample.cycle_id)


def _show(request: HttpRequest, claim: BlindClaim, form: JudgementForm, *, status: int = 200) -> HttpResponse:
    context = {"claim": claim, "reading": claim.reading, "cycle": claim.reading.sample.cycle, "form": form}
    return render(request, "monitoring/review_reading.html", context, status=status)
