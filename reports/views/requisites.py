"""The number, the day, the signature and the terms of a document."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.models import MonitoringCycle
from reports.contexts.worded import Worded
from reports.domain.requisites import change_requisites
from reports.errors import StaleWords
from reports.forms import NEVER_A_VERSION, RequisitesForm
from reports.models import Requisites
from reports.permissions import check_can_write_words
from reports.queries.requisites import requisites_of
from reports.views.words_screen.place import document_for


@require_http_methods(["GET", "HEAD", "POST"])
@document_for(check_can_write_words)
def requisites(request: HttpRequest, *, cycle: MonitoringCycle, document: Worded) -> HttpResponse:
    kept = requisites_of(cycle, document.key)
    form = RequisitesForm(request.POST or None, kept=kept, has_terms=document.has_terms)
    if not form.is_valid():
        return _show(request, cycle, document, kept, form, status=422 if form.is_bound else 200)
    values = dict(form.cleaned_data)
    seen = values.pop("version", NEVER_A_VERSION)
    try:
        change_requisites(
            cycle=cycle,
            document=document.key,
            values=values,
            seen_version=seen,
            by=request.user,
            at=request.received_at,
        )
    except StaleWords as refusal:
        # What was typed stays; the next press is made knowing what is saved, shown beside.
        fresh = requisites_of(cycle, document.key)
        typed = RequisitesForm(kept=fresh, has_terms=document.has_terms, typed=values)
        return _show(request, cycle, document, fresh, typed, refusal=str(refusal), status=409)
    messages.success(request, "Реквизиты сохранены.")
    return redirect("reports:words", cycle.pk, document.key)


def _show(
    request: HttpRequest,
    cycle: MonitoringCycle,
    document: Worded,
    kept: Requisites,
    form: RequisitesForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"cycle": cycle, "document": document, "kept": kept, "form": form, "refusal": refusal}
    return render(request, "reports/requisites.html", context, status=status)  # fmt: skip
