"""Who may read and who may keep the register? Rights are asked of the user object alone: accounts lie above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from schools.models import School

COORDINATOR = "coordinator"


def check_can_keep_register(user: Any, municipality_id: int) -> None:
    if not can_keep_register(user, municipality_id):
        raise PermissionDenied("Реестр школ ведёт координатор мониторинга вашего муниципалитета.")


def can_keep_register(user: Any, municipality_id: int) -> bool:
    return bool(user.holds(COORDINATOR, municipality_id=municipality_id))


def check_can_read_register(user: Any, municipality_id: int) -> None:
    if municipality_id not in user.municipality_ids:
        raise PermissionDenied("Реестр школ — для сотрудников отдела образования и методического центра.")


def check_belongs(user: Any, municipality_id: int) -> None:
    """Anybody with a role in the municipality, a school's people too."""
    if not any(held.municipality_id == municipality_id for held in user.active_memberships):
        raise PermissionDenied("Эта страница — для участников мониторинга муниципалитета.")


def check_can_read_school(user: Any, school: School) -> None:
    if school.pk not in user.school_ids and school.municipality_id not in user.municipality_ids:
        raise PermissionDenied("Карточку школы видят сама школа и сотрудники отдела образования.")


def check_can_keep_school(user: Any, school: School) -> None:
    check_can_keep_register(user, school.municipality_id)
