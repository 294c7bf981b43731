"""A school is added to the register by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import municipality_for
from schools.domain.register import record_school
from schools.errors import RegisterError
from schools.forms.school import SchoolForm
from schools.models import Municipality
from schools.permissions import check_can_keep_register


@require_http_methods(["GET", "HEAD", "POST"])
@municipality_for(check_can_keep_register)
def school_new(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    form = SchoolForm(data=request.POST or None)
    if form.is_valid():
        try:
            school = record_school(
                municipality=municipality, values=form.cleaned_data, by=request.user, at=request.received_at
            )
        except RegisterError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"{school.short_name}: школа добавлена в реестр.")
            return redirect("schools:school", school.pk)
    context = {"municipality": municipality, "form": form}
    return render(request, "schools/school_new.html", context, status=422 if form.errors else 200)
