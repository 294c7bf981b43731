"""Who may manage people and the register? Each rule is a pair: `check_can_x` raises with a reason, `can_x` answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from accounts.models.membership import DEPARTMENT_ROLES, Role

if TYPE_CHECKING:
    from accounts.models import User


def as_question(check: Callable[..., None]) -> Callable[..., bool]:
    """The same rule as a bool, for templates and menus."""

    def question(*args: Any, **kwargs: Any) -> bool:
        try:
            check(*args, **kwargs)
        except PermissionDenied:
            return False
        return True

    return question


def check_can_coordinate(user: User, municipality_id: int) -> None:
    if not user.holds(Role.COORDINATOR, municipality_id=municipality_id):
        raise PermissionDenied("Это делает координатор мониторинга вашего муниципалитета.")


def check_works_for_department(user: User, municipality_id: int) -> None:
    if not user.holds_any(DEPARTMENT_ROLES, municipality_id=municipality_id):
        raise PermissionDenied("Эта страница — для сотрудников отдела образования и методического центра.")


can_coordinate = as_question(check_can_coordinate)
works_for_department = as_question(check_works_for_department)
