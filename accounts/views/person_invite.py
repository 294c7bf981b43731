"""A person gets a role; a new one also a one-time link, shown on this answer and nowhere else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, municipality_for
from accounts.domain.people import Invited, invite
from accounts.errors import PeopleError
from accounts.forms.invitation import InviteForm
from accounts.permissions import check_can_coordinate
from accounts.queries.people import schools_to_choose
from accounts.views.invitation_link import shown_link
from schools.models import Municipality


@require_http_methods(["GET", "HEAD", "POST"])
@municipality_for(check_can_coordinate)
def person_invite(request: SignedInRequest, municipality: Municipality) -> HttpResponse:
    form = InviteForm(
        data=request.POST or None,
        schools=schools_to_choose(municipality),
        # The card of a school offers to invite for that school.
        initial={"school": request.GET.get("school")},
    )
    if form.is_valid():
        try:
            invited = invite(municipality=municipality, by=request.user, at=request.received_at, **form.cleaned_data)
        except PeopleError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return _answer(request, municipality, invited)
    context = {"municipality": municipality, "form": form}
    return render(request, "accounts/person_invite.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, municipality: Municipality, invited: Invited) -> HttpResponse:
    membership = invited.membership
    if invited.secret is None:
        messages.success(request, f"{membership.user}: роль добавлена. Человек входит с прежним паролем.")
        return redirect("accounts:people", municipality.pk)
    return shown_link(request, municipality, membership.user, [membership], invited.secret)
