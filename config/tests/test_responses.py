"""What does every response carry?"""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory

from config.health import healthz

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; manifest-src 'self'; object-src 'none'; script-src 'self'; "
    "style-src 'self'"
)


def directives(policy: str) -> set[str]:
    return {directive.strip() for directive in policy.split(";")}


def test_healthz_answers_a_stranger(client: Client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_touches_the_database(rf: RequestFactory, django_assert_num_queries):
    with django_assert_num_queries(1):
        healthz(rf.get("/healthz"))


def test_protective_headers(client: Client):
    response = client.get("/healthz")
    assert directives(response.headers["Content-Security-Policy"]) == directives(POLICY)
    assert {
        name: response.headers[name]
        for name in (
            "X-Frame-Options",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Permissions-Policy",
        )
    } == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def test_what_a_signed_in_person_sees_is_not_kept(client: Client):
    client.force_login(get_user_model().objects.create_user(email="head@example.ru", full_name="Примеров Пётр"))
    assert client.get("/healthz").headers["Cache-Control"] == "no-store, private"


def test_a_request_knows_when_it_came(client: Client):
    request = client.get("/healthz").wsgi_request
    assert request.received_at.utcoffset().total_seconds() == 0
