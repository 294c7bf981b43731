"""The dictionary of reasons: what the reviewers choose from, in which order; and a new reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import municipality_for
from accounts.permissions import check_can_coordinate
from monitoring.domain.review_reasons import add_reason
from monitoring.errors import InvalidAnswer
from monitoring.forms.review_reason import ReviewReasonForm
from monitoring.queries.review_reasons import dictionary_of, indicators_to_choose
from monitoring.views.review_screen.dictionary import parts_of
from schools.models import Municipality


@require_http_methods(["GET", "POST"])
@municipality_for(check_can_coordinate)
def review_reasons(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    form = ReviewReasonForm(request.POST or None, indicators=indicators_to_choose(municipality.pk))
    if request.method == "POST" and form.is_valid():
        try:
            add_reason(municipality=municipality, by=request.user, at=request.received_at, **form.cleaned_data)
        except InvalidAnswer as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Причина добавлена в словарь.")
            return redirect("monitoring:review_reasons", municipality.pk)
    active, retired = dictionary_of(municipality.pk)
    context = {"municipality": municipality, "form": form, "parts": parts_of(active), "retired": retired}
    return render(request, "monitoring/review_reasons.html", context, status=422 if form.errors else 200)
