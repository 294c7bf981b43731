"""Who is signed in? Asked by every request, and found by one prepared query."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from accounts.models import User
from prepared import PreparedQuery

PERSON = PreparedQuery[User](lambda user_id: User.objects.filter(pk=user_id))


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own, which decides itself wherever a session is not simply that of a person who may come in."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        person = person_of(request.session)
        if person is not None:
            request.user = person


def person_of(session: SessionBase) -> User | None:
    """The person Django would find; None where it has to look closer.

    That is: nobody is signed in, the person is gone or may not come in any more, or the password was changed since.
    """
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    person = PERSON.first(user_id=int(session.get(SESSION_KEY, 0)))
    if person is None or not person.is_active:
        return None
    is_same = constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    return person if is_same else None
