"""The methodologist puts own words in the place of the bank's; two people never overwrite each other silently."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement.domain.deciding import change
from improvement.errors import IllegalStep, InvalidWords, StaleVersion
from improvement.forms.recommendation import ChangeForm, initial_of
from improvement.models import Recommendation
from improvement.permissions import check_can_decide, check_can_decide_on
from improvement.views.bank_screen import title_in
from improvement.views.loading import recommendation_for
from improvement.views.year_screen import titles_of


@require_http_methods(["GET", "POST"])
@recommendation_for(check_can_decide)
def recommendation_change(request: HttpRequest, *, recommendation: Recommendation) -> HttpResponse:
    check_can_decide_on(request.user, recommendation)
    form = ChangeForm(request.POST or None, initial=initial_of(recommendation), is_sent=recommendation.is_sent)
    if request.method == "GET":
        return _show(request, recommendation, form)
    if not form.is_valid():
        return _show(request, recommendation, form, status=422)
    return _change(request, recommendation, form)


def _change(request: HttpRequest, row: Recommendation, form: ChangeForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        change(
            recommendation=row,
            words=form.words(),
            version=said["version"] or 0,
            reason=said["reason"],
            by=request.user,
            at=request.received_at,
        )
    except InvalidWords as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, row, form, status=422)
    except StaleVersion as refusal:
        return _show(request, row, _knowing_what_stands(request, row, str(refusal)), status=409, stored=row)
    except IllegalStep as refusal:
        form.add_error(None, str(refusal))
        return _show(request, row, form, status=409)
    messages.success(request, "Рекомендация изменена. Школа увидит её после отправки.")
    return redirect("improvement:recommendation", row.pk)


def _knowing_what_stands(request: HttpRequest, row: Recommendation, refusal: str) -> ChangeForm:
    """What was typed stays; the next press is made knowing the other version."""
    typed = request.POST.copy()
    typed["version"] = str(row.version)
    form = ChangeForm(typed, is_sent=row.is_sent)
    form.add_error(None, refusal)
    return form


def _show(
    request: HttpRequest,
    row: Recommendation,
    form: ChangeForm,
    *,
    status: int = 200,
    stored: Recommendation | None = None,
) -> HttpResponse:
    title = title_in(titles_of(row.cycle), row.code)
    context = {"cycle": row.cycle, "row": row, "title": title, "form": form, "stored": stored}
    return render(request, "improvement/recommendation_change.html", context, status=status)
