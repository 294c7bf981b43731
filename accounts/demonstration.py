"""How does one sign in to the demonstration? One password for all its people, made at random for each installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import Membership, User
from schools.models import Municipality

WORDS = ("карта", "школа", "класс", "опыт", "выбор", "завод", "ремесло", "мастер", "проба", "город", "район", "урок")


def password_file() -> Path:
    return Path(settings.DATA_DIR) / "demonstration_password"


def give_password(municipality: Municipality) -> None:
    """Gives every person of the demonstration the same password (hashed once) and keeps it for `show_signins`."""
    password = os.environ.get("DEMONSTRATION_PASSWORD") or _invent()
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(password, encoding="utf-8")
    path.chmod(0o600)
    people = Membership.objects.of(municipality).values("user")
    User.objects.filter(pk__in=people).update(password=make_password(password))


def _invent() -> str:
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(secrets.randbelow(9000) + 1000)])
