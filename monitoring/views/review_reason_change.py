"""Other words for a reason; verdicts given with the old ones keep them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import check_can_coordinate
from monitoring.domain.review_reasons import change_reason
from monitoring.errors import InvalidAnswer
from monitoring.forms.review_reason import ReviewReasonForm
from monitoring.models import ReviewReason
from monitoring.queries.review_reasons import indicators_to_choose
from monitoring.views.loading import review_reason_for


@require_http_methods(["GET", "POST"])
@review_reason_for(check_can_coordinate)
def review_reason_change(request: HttpRequest, *, reason: ReviewReason) -> HttpResponse:
    initial = {"kind": reason.kind, "code": reason.code, "text": reason.text}
    indicators = indicators_to_choose(reason.municipality_id)
    form = ReviewReasonForm(request.POST or None, indicators=indicators, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_reason(reason=reason, by=request.user, at=request.received_at, **form.cleaned_data)
        except InvalidAnswer as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Причина изменена. В заключениях, данных раньше, останутся прежние слова.")
            return redirect("monitoring:review_reasons", reason.municipality_id)
    context = {"municipality": reason.municipality, "reason": reason, "form": form}
    return render(request, "monitoring/review_reason_change.html", context, status=422 if form.errors else 200)
