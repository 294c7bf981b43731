"""Which parts does the manual have, and which is whose?"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.urls import reverse

from accounts.models import Role, User
from guide.markup import Text, read_text

FOLDER = settings.BASE_DIR / "docs" / "guide"
START = "start"
# Key in the address → file, in the order of the list of parts.
FILES = {
    START: "README.md",
    "school": "school.md",
    "reviewer": "reviewer.md",
    "methodologist": "methodologist.md",
    "coordinator": "coordinator.md",
    "observer": "observer.md",
}
# A person of several roles begins with the first of these.
OWN = {
    Role.COORDINATOR: "coordinator",
    Role.METHODOLOGIST: "methodologist",
    Role.REVIEWER: "reviewer",
    Role.HEAD: "school",
    Role.EDITOR: "school",
    Role.OBSERVER: "observer",
}


def part_of(user: User) -> str:
    """The part to begin with; a person without a role gets the common one."""
    held = {membership.role for membership in user.active_memberships}
    return next((key for role, key in OWN.items() if role in held), START)


@cache
def part(key: str) -> Text:
    """Read once a process: the files change with a release only. Raises KeyError for a part there is not."""
    return read_text((FOLDER / FILES[key]).read_text(encoding="utf-8"), address_of)


def address_of(target: str) -> str:
    """«reviewer.md#ссылки» → the address of that place. Raises KeyError for a file that is no part of the manual."""
    name, _, anchor = target.partition("#")
    page = reverse("guide:part", args=[KEYS[name]]) if name else ""
    return f"{page}#{anchor}" if anchor else page


KEYS = {name: key for key, name in FILES.items()}
