"""Names of the department and the centre, the time zone, the letterhead of documents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import municipality_for
from schools.domain.register import change_municipality
from schools.errors import RegisterError
from schools.forms.municipality import MunicipalityForm
from schools.models import Municipality
from schools.permissions import check_can_keep_register


@require_http_methods(["GET", "HEAD", "POST"])
@municipality_for(check_can_keep_register)
def municipality_edit(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    form = MunicipalityForm(data=request.POST or None, municipality=municipality, now=request.received_at)
    if form.is_valid():
        try:
            change_municipality(
                municipality=municipality, values=form.cleaned_data, by=request.user, at=request.received_at
            )
        except RegisterError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "Сведения о муниципалитете сохранены.")
            return redirect("schools:municipality_edit", municipality.pk)
    context = {"municipality": municipality, "form": form}
    return render(request, "schools/municipality_edit.html", context, status=422 if form.errors else 200)
