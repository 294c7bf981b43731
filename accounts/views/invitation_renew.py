"""A new one-time link instead of a lost or expired one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, municipality_for
from accounts.domain.people import renew_invitation
from accounts.errors import PeopleError
from accounts.permissions import check_can_coordinate
from accounts.queries.people import people_for
from accounts.views.invitation_link import shown_link
from schools.models import Municipality


@require_POST
@municipality_for(check_can_coordinate)
def invitation_renew(request: SignedInRequest, municipality: Municipality, user_id: int) -> HttpResponse:
    user = get_object_or_404(people_for(municipality), pk=user_id)
    try:
        secret = renew_invitation(user=user, municipality=municipality, by=request.user, at=request.received_at)
    except PeopleError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:people", municipality.pk)
    roles = [held for held in user.active_memberships if held.municipality_id == municipality.pk]
    return shown_link(request, municipality, user, roles, secret)
