"""Is the person of a session the one Django would find, and nobody where it would find nobody?"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User
from accounts.sessions import SessionStore
from accounts.signed_in import SignedInMiddleware, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(head, client_of) -> SessionStore:
    return SessionStore(client_of(head).cookies[settings.SESSION_COOKIE_NAME].value)


def found(session: SessionStore) -> object:
    request = HttpRequest()
    request.session = session
    SignedInMiddleware(lambda request: None).process_request(request)
    return request.user


def test_the_person_of_the_session_is_found_at_once(session, head):
    assert (person_of(session), found(session), get_user_of(session)) == (head, head, head)


def get_user_of(session: SessionStore) -> object:
    request = HttpRequest()
    request.session = SessionStore(session.session_key)
    return get_user(request)


def test_who_is_not_signed_in_is_nobody():
    assert (person_of(SessionStore()), found(SessionStore())) == (None, AnonymousUser())


def test_who_may_not_come_in_any_more_is_nobody(session, head):
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert (person_of(session), found(session)) == (None, AnonymousUser())


def test_a_changed_password_ends_the_session(session, head):
    head.set_password("другой длинный пароль")
    head.save()
    assert (person_of(session), found(session)) == (None, AnonymousUser())
    assert not session.exists(session.session_key)


@pytest.mark.parametrize("key", [SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY])
def test_a_session_that_names_nobody_is_nobodys(session, key):
    session[key] = "0"
    assert (person_of(session), found(session)) == (None, AnonymousUser())


@pytest.mark.parametrize("key", [SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY])
def test_a_session_that_lacks_something_is_nobodys(session, key):
    del session[key]
    assert (person_of(session), found(session)) == (None, AnonymousUser())


def test_a_session_of_an_older_secret_goes_on(session, head, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "новый ключ " * 5, [settings.SECRET_KEY]
    assert (person_of(session), found(session)) == (None, head)
    assert person_of(session) == head
