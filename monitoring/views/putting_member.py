"""How is a person written into the commission from a form?"""

from __future__ import annotations

from django.http import HttpRequest

from monitoring.domain.commission import put_member
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.commission import MemberForm
from monitoring.models import CommissionMember, MonitoringCycle


def put(request: HttpRequest, cycle: MonitoringCycle, member: CommissionMember | None, form: MemberForm) -> bool:
    """Whether it went through; a refusal stands in the form."""
    try:
        put_member(cycle=cycle, member=member, **form.cleaned_data, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
