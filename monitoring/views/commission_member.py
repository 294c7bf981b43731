"""One person of the commission is changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.forms.commission import MemberForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_keep_commission
from monitoring.queries.commission import members_of
from monitoring.views.loading import cycle_for
from monitoring.views.putting_member import put


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_keep_commission)
def commission_member(request: HttpRequest, *, cycle: MonitoringCycle, member_id: int) -> HttpResponse:
    member = get_object_or_404(members_of(cycle), pk=member_id)
    initial = {"full_name": member.full_name, "position": member.position, "role": member.role}
    form = MemberForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"cycle": cycle, "member": str(member), "form": form, "member_id": member.pk}
    if request.method == "GET":
        return render(request, "monitoring/commission_member.html", context)
    if not form.is_valid() or not put(request, cycle, member, form):
        return render(request, "monitoring/commission_member.html", context, status=422)
    messages.success(request, f"Сохранено: {form.cleaned_data['full_name']}.")
    return redirect("monitoring:commission", cycle_id=cycle.pk)
