"""Is sign-in guarded: closed to strangers, limited in failures, silent about who exists, honest in its links?"""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "верный длинный пароль"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def head():
    return get_user_model().objects.create_user(
        email="head@example.ru", full_name="Примеров Пётр Петрович", password=PASSWORD
    )


def sign_in(client: Client, email: str, password: str, address: str = HERE):
    return client.post("/accounts/login/", {"login": email, "password": password}, REMOTE_ADDR=address)


def without_token(response: HttpResponse) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.content.decode())


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_lets_in(client: Client, head):
    sign_in(client, "Head@Example.ru", PASSWORD)
    assert is_in(client)


def test_five_failures_close_the_door_for_this_account_from_this_address(client: Client, head):
    for _ in range(5):
        sign_in(client, head.email, "неверный")
    sign_in(client, head.email, PASSWORD)
    assert not is_in(client)


def test_four_failures_do_not(client: Client, head):
    for _ in range(4):
        sign_in(client, head.email, "неверный")
    sign_in(client, head.email, PASSWORD)
    assert is_in(client)


def test_a_stranger_elsewhere_cannot_lock_the_head_out(client: Client, head):
    for _ in range(6):
        sign_in(client, head.email, "неверный", THERE)
    sign_in(client, head.email, PASSWORD, HERE)
    assert is_in(client)


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client, head):
    known = without_token(sign_in(client, head.email, "неверный"))
    unknown = without_token(sign_in(client, "nobody@example.ru", "неверный"))
    assert unknown.replace("nobody@", "head@") == known


def test_nobody_signs_up(client: Client):
    fields = {"email": "new@example.ru", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", fields)
    assert get_user_model().objects.count() == 0


def test_the_link_in_a_mail_is_built_from_a_setting(client: Client, head, settings):
    settings.SITE_URL = "https://monitoring.example.ru"
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": head.email}, headers={"host": "evil.example"})
    (letter,) = mail.outbox
    assert "https://monitoring.example.ru/accounts/password/reset/key/" in letter.body
    assert "evil.example" not in letter.body


def test_no_mail_goes_to_an_unknown_address_and_the_answer_is_the_same(client: Client, head):
    known = client.post("/accounts/password/reset/", {"email": head.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.ru"})
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert [letter.to for letter in mail.outbox] == [[head.email]]
