"""One person is taken out of the commission, after a question."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.commission import remove_member
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_keep_commission
from monitoring.queries.commission import members_of
from monitoring.views.loading import cycle_for


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_keep_commission)
def commission_member_remove(request: HttpRequest, *, cycle: MonitoringCycle, member_id: int) -> HttpResponse:
    member = get_object_or_404(members_of(cycle), pk=member_id)
    if request.method == "GET":
        return render(request, "monitoring/commission_member_remove.html", {"cycle": cycle, "member": member})
    remove_member(cycle=cycle, member=member, by=request.user, at=request.received_at)
    messages.success(request, f"Убрано из состава комиссии: {member.full_name}.")
    return redirect("monitoring:commission", cycle_id=cycle.pk)
