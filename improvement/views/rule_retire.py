"""A rule leaves the bank; it can be brought back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from improvement.domain.bank import retire_rule
from improvement.models import AdviceRule
from improvement.permissions import check_can_keep_bank
from improvement.views.loading import rule_for


@require_POST
@rule_for(check_can_keep_bank)
def rule_retire(request: HttpRequest, *, rule: AdviceRule) -> HttpResponse:
    retire_rule(rule=rule, by=request.user, at=request.received_at)
    messages.success(request, "Правило убрано из банка. Его можно вернуть: оно в списке «Убранные».")
    return redirect("improvement:bank", rule.municipality_id)
