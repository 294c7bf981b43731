"""How a municipality and its first coordinator come to be: once, from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.people import Invited, invite
from accounts.models import Role
from schools.domain.register import found_municipality
from schools.errors import RegisterError
from schools.models import Municipality


@transaction.atomic
def found_with_coordinator(
    *, values: Mapping[str, Any], email: str, full_name: str, at: datetime, is_demonstration: bool = False
) -> tuple[Municipality, Invited]:
    """Makes a municipality from its fields and invites the first coordinator. Raises RegisterError or PeopleError.

    A real municipality never stands beside a demonstration, whose people share one password.
    """
    if not is_demonstration and Municipality.objects.filter(is_demonstration=True).exists():
        raise RegisterError(
            "В этой базе — демонстрационный район, настоящий с ним не смешивается. "
            "Возьмите для него отдельный каталог данных (DATA_DIR) и DEMONSTRATION=0."
        )
    municipality = found_municipality(values=values, at=at, is_demonstration=is_demonstration)
    invited = invite(municipality=municipality, email=email, full_name=full_name, role=Role.COORDINATOR, by=None, at=at)
    return municipality, invited
