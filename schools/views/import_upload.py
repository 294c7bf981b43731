"""A sheet of schools or of ОО-1 figures is offered; nothing is written to the register yet."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import municipality_for
from schools.domain.import_draft import keep_draft
from schools.errors import RegisterError
from schools.forms.sheet import SheetForm
from schools.models import ImportDraft, Municipality
from schools.permissions import check_can_keep_register
from schools.queries.sheet_template import last_form_day
from schools.sheets.columns import COLUMNS


@require_http_methods(["GET", "HEAD", "POST"])
@municipality_for(check_can_keep_register)
def import_upload(request: HttpRequest, municipality: Municipality, subject: str) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*posted)
    if form.is_valid():
        try:
            draft = keep_draft(
                municipality=municipality,
                subject=subject,
                file_name=form.cleaned_data["file"].name,
                sheet=form.cleaned_data["sheet"],
                by=request.user,
                at=request.received_at,
            )
        except RegisterError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("schools:import_preview", draft.pk)
    context = {
        "municipality": municipality,
        "subject": ImportDraft.Subject(subject),
        "columns": COLUMNS[subject],
        "form": form,
        "form_year": form_year_of(subject, municipality, request.received_at),
    }
    return render(request, "schools/import_upload.html", context, status=422 if form.errors else 200)


def form_year_of(subject: str, municipality: Municipality, at: datetime) -> int | None:
    """The form whose own layout can be read instead; None for the register."""
    return last_form_day(municipality.today(at)).year if subject == ImportDraft.Subject.FIGURES else None
