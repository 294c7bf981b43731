"""A school leaves the monitoring, with a reason and a «да», or comes back. Part of the page that edits the school."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from schools.domain.register import change_participation
from schools.forms.participation import LeavingForm
from schools.models import School


def leave(request: HttpRequest, school: School, form: LeavingForm) -> HttpResponse:
    change_participation(
        school=school, takes_part=False, reason=form.cleaned_data["reason"], by=request.user, at=request.received_at
    )
    messages.success(request, "Школа выведена из мониторинга. Её можно вернуть на этой странице.")
    return redirect("schools:school", school.pk)


def come_back(request: HttpRequest, school: School) -> HttpResponse:
    change_participation(school=school, takes_part=True, by=request.user, at=request.received_at)
    messages.success(request, "Школа снова участвует в мониторинге.")
    return redirect("schools:school", school.pk)
