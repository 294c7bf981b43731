"""The methodologist's own recommendation: to one school, or to all that are ticked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement.domain.own import add_own
from improvement.errors import InvalidWords
from improvement.forms.own import OwnForm
from improvement.permissions import check_can_decide
from improvement.views.own_screen import own_screen
from improvement.views.year_screen import titles_of
from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_decide)
def recommendation_new(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    screen = own_screen(cycle, request.GET, request.user)
    indicators = [(code, f"{code} {title}") for code, title in titles_of(cycle).items()]
    form = OwnForm(request.POST or None, maps=screen.maps, indicators=indicators, initial=dict(screen.initial))
    if request.method == "POST" and form.is_valid():
        try:
            row = add_own(cycle=cycle, advice=form.advice(), by=request.user, at=request.received_at)
        except InvalidWords as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Рекомендация записана и принята. Школы увидят её после отправки.")
            return redirect("improvement:recommendation", row.pk)
    context = {"cycle": cycle, "screen": screen, "form": form}
    return render(request, "improvement/recommendation_new.html", context, status=422 if form.errors else 200)
