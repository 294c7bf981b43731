"""Where is it kept who is signed in? In Django's table of sessions, asked by every request by one prepared query."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from prepared import PreparedQuery

SESSION = PreparedQuery[Session](lambda session_key: Session.objects.filter(session_key=session_key))


class SessionStore(DatabaseStore):
    """Django's own, but for how a session is found. Its name stays: the signatures of sessions are salted with it."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(session_key=self.session_key or "")
        if found is None or found.expire_date <= timezone.now():
            self._session_key = None
            return None
        return found
