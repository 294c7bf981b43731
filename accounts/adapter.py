"""How does the sign-in library ask our rules?"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Site:
    """What the letters call this site."""

    domain: str
    name: str


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited. Names and links in mail come from SITE_URL, never from the Host header."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        domain = urlsplit(settings.SITE_URL).netloc
        super().send_mail(template_prefix, email, context | {"current_site": Site(domain=domain, name=domain)})

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Failures are counted by account and address together: a stranger cannot lock a head out on the last day."""
        login = credentials.get("email", "").strip().lower()
        return f"{login}:{self.get_client_ip(request)}"
