"""A person is added to the commission."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.forms.commission import MemberForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_keep_commission
from monitoring.views.cycle_screen.members import show_commission
from monitoring.views.loading import cycle_for
from monitoring.views.putting_member import put


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_keep_commission)
def commission_member_new(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "GET":  # where signing in again leads back to
        return redirect("monitoring:commission", cycle_id=cycle.pk)
    form = MemberForm(request.POST, auto_id="member_%s")
    if not form.is_valid() or not put(request, cycle, None, form):
        return show_commission(request, cycle, member=form, status=422)
    messages.success(request, f"В составе комиссии: {form.cleaned_data['full_name']}.")
    return redirect("monitoring:commission", cycle_id=cycle.pk)
