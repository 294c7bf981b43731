"""A form ОО-1 is offered in its own layout; nothing is written to the register yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import form_year_for
from schools.domain.form_draft import FormUnfit, keep_form_draft
from schools.errors import RegisterError
from schools.forms.sheet import LongSheetForm
from schools.models import Municipality
from schools.permissions import check_can_keep_register
from schools.queries.reference_mapping import form_day_of, year_mapping
from schools.sheets.form_figures import FormProblem


@require_http_methods(["GET", "HEAD", "POST"])
@form_year_for(check_can_keep_register)
def form_upload(request: HttpRequest, municipality: Municipality, form_year: int) -> HttpResponse:
    day = form_day_of(form_year)
    if day > municipality.today(request.received_at):
        raise Http404
    form = LongSheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    problems: Sequence[FormProblem] = ()
    if form.is_valid():
        try:
            draft = keep_form_draft(
                municipality=municipality,
                as_of=day,
                file_name=form.cleaned_data["file"].name,
                sheet=form.cleaned_data["sheet"],
                by=request.user,
                at=request.received_at,
            )
        except FormUnfit as refusal:
            problems = refusal.problems
            form.add_error("file", str(refusal))
        except RegisterError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("schools:import_preview", draft.pk)
    context = {
        "municipality": municipality,
        "mapping": year_mapping(municipality, form_year),
        "day": day,
        "form": form,
        "problems": problems,
    }
    return render(request, "schools/form_upload.html", context, status=422 if form.errors else 200)
