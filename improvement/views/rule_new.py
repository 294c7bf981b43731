"""A new rule of the bank."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import municipality_for
from improvement.domain.bank import add_rule
from improvement.errors import InvalidWords
from improvement.forms.bank import RuleForm
from improvement.permissions import check_can_keep_bank
from improvement.queries.bank import present_methodology
from improvement.views.bank_screen import indicator_titles, options_of
from schools.models import Municipality


@require_http_methods(["GET", "POST"])
@municipality_for(check_can_keep_bank)
def rule_new(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    methodology = present_methodology(municipality.pk)
    if methodology is None:
        return redirect("improvement:bank", municipality.pk)
    form = RuleForm(
        request.POST or None,
        indicators=options_of(indicator_titles(methodology)),
        initial={"helper": municipality.methodical_centre, "term_day": 31, "term_month": 5},
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_rule(
                municipality=municipality,
                methodology_code=methodology.code,
                words=form.words(),
                by=request.user,
                at=request.received_at,
            )
        except InvalidWords as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Правило добавлено. Оно подействует при следующем составлении рекомендаций.")
            return redirect("improvement:bank", municipality.pk)
    context = {"municipality": municipality, "form": form}
    return render(request, "improvement/rule.html", context, status=422 if form.errors else 200)
