"""A recommendation is dropped, with a reason; it can be taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from improvement.domain.deciding import drop
from improvement.errors import ImprovementError
from improvement.forms.recommendation import DropForm
from improvement.models import Recommendation
from improvement.permissions import check_can_decide, check_can_decide_on
from improvement.views.bank_screen import title_in
from improvement.views.loading import recommendation_for
from improvement.views.year_screen import titles_of


@require_http_methods(["GET", "POST"])
@recommendation_for(check_can_decide)
def recommendation_drop(request: HttpRequest, *, recommendation: Recommendation) -> HttpResponse:
    check_can_decide_on(request.user, recommendation)
    form = DropForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drop(recommendation=recommendation, by=request.user, at=request.received_at, **form.cleaned_data)
        except ImprovementError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Рекомендация снята: школе она не уйдёт. Её можно вернуть.")
        return redirect("improvement:recommendation", recommendation.pk)
    context = {
        "cycle": recommendation.cycle,
        "row": recommendation,
        "title": title_in(titles_of(recommendation.cycle), recommendation.code),
        "form": form,
        "back": reverse("improvement:recommendation", args=[recommendation.pk]),
    }
    return render(request, "improvement/recommendation_drop.html", context, status=422 if form.errors else 200)
