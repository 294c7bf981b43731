"""What stands on the screen of the commission and its protocol?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monitoring.forms.commission import MemberForm, RequisitesForm
from monitoring.models import CommissionProtocol, MonitoringCycle
from monitoring.permissions import can_keep_commission
from monitoring.queries.commission import earlier_members, members_of, missing_roles, protocol_of


def show_commission(
    request: HttpRequest,
    cycle: MonitoringCycle,
    *,
    requisites: RequisitesForm | None = None,
    member: MemberForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; a form given is one sent back with its sentences."""
    members, may_keep = list(members_of(cycle)), can_keep_commission(request.user, cycle)
    protocol = protocol_of(cycle)
    context = {
        "cycle": cycle,
        "members": members,
        "missing": missing_roles(members),
        "may_keep": may_keep,
        "protocol": protocol,
        "earlier": earlier_members(cycle) if may_keep and not members else [],
        "requisites": requisites or RequisitesForm(is_approved=cycle.is_approved, initial=_initial(protocol)),
        "form": member or requisites or None,
        "member_form": member or MemberForm(auto_id="member_%s"),
    }
    return render(request, "monitoring/commission.html", context, status=status)


def _initial(protocol: CommissionProtocol | None) -> dict[str, object]:
    names = ("number", "held_on", "place", "agenda")
    return {name: getattr(protocol, name) for name in names} if protocol else {}
