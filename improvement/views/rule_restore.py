"""A retired rule comes back into the bank."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from improvement.domain.bank import restore_rule
from improvement.models import AdviceRule
from improvement.permissions import check_can_keep_bank
from improvement.views.loading import rule_for


@require_POST
@rule_for(check_can_keep_bank)
def rule_restore(request: HttpRequest, *, rule: AdviceRule) -> HttpResponse:
    restore_rule(rule=rule, by=request.user, at=request.received_at)
    messages.success(request, "Правило снова в банке.")
    return redirect("improvement:bank", rule.municipality_id)
