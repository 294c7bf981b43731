"""Other words or conditions of a rule; two editors never overwrite each other silently."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement.domain.bank import change_rule
from improvement.errors import InvalidWords, StaleVersion
from improvement.forms.bank import RuleForm, initial_of
from improvement.models import AdviceRule
from improvement.permissions import check_can_keep_bank
from improvement.queries.bank import present_methodology
from improvement.views.bank_screen import indicator_titles, options_of
from improvement.views.loading import rule_for


@require_http_methods(["GET", "POST"])
@rule_for(check_can_keep_bank)
def rule(request: HttpRequest, *, rule: AdviceRule) -> HttpResponse:
    form = _form(request, rule)
    if request.method == "GET":
        return _show(request, rule, form)
    if not form.is_valid():
        return _show(request, rule, form, status=422)
    try:
        change_rule(
            rule=rule,
            words=form.words(),
            version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=request.received_at,
        )
    except InvalidWords as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, rule, form, status=422)
    except StaleVersion as refusal:
        form.add_error(None, str(refusal))
        return _show(request, rule, _with_present_version(request, rule, form), status=409, stored=rule)
    messages.success(request, "Правило изменено. Оно подействует при следующем составлении рекомендаций.")
    return redirect("improvement:bank", rule.municipality_id)


def _form(request: HttpRequest, rule: AdviceRule) -> RuleForm:
    methodology = present_methodology(rule.municipality_id)
    titles = indicator_titles(methodology) if methodology else {}
    return RuleForm(request.POST or None, indicators=options_of(titles, rule.code), initial=initial_of(rule))


def _with_present_version(request: HttpRequest, rule: AdviceRule, refused: RuleForm) -> RuleForm:
    """What was typed stays; the next press is made knowing what stands."""
    typed = request.POST.copy()
    typed["version"] = str(rule.version)
    form = RuleForm(typed, indicators=refused.fields["code"].choices)
    form.is_valid()
    for sentence in refused.non_field_errors():
        form.add_error(None, sentence)
    return form


def _show(
    request: HttpRequest, rule: AdviceRule, form: RuleForm, *, status: int = 200, stored: AdviceRule | None = None
) -> HttpResponse:
    context = {"municipality": rule.municipality, "rule": rule, "form": form, "stored": stored}
    return render(request, "improvement/rule.html", context, status=status)
