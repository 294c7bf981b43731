"""Which sections of the product does this person see in the menu?"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Role
from monitoring.models import MonitoringCycle


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the menu; `current` marks the section the page is in."""

    title: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, list[NavItem]]:
    """`nav_items` for base.html: what the person's roles open, in the order of the year (at most 1 query)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.active_memberships:
        return {"nav_items": []}
    entries = [*_school_entries(user), *_department_entries(user)]
    here = request.path
    longest = max((url for _, url in entries if _is_within(here, url)), key=len, default="")
    return {"nav_items": [NavItem(title, url, url == longest) for title, url in entries]}


def _is_within(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _school_entries(user) -> list[tuple[str, str]]:
    if not user.school_ids:
        return []
    return [("Экспертная карта", reverse("monitoring:home")), ("Карты и результаты по годам", reverse("monitoring:my_maps"))]


def _department_entries(user) -> list[tuple[str, str]]:
    membership = next((m for m in user.active_memberships if m.school_id is None), None)
    if membership is None:
        return []
    place = membership.municipality_id
    latest = MonitoringCycle.objects.filter(municipality_id=place).order_by("-school_year").values_list("pk", flat=True).first()
    entries = _cycle_entries(user, place, latest) if latest else []
    entries.append(("Годы", reverse("monitoring:cycle_list", args=[place])))
    entries.append(("Школы", reverse("schools:school_list", args=[place])))
    if user.holds(Role.COORDINATOR, municipality_id=place):
        entries.append(("Люди", reverse("accounts:people", args=[place])))
    entries.append(("Методика", reverse("scoring:methodology_list", args=[place])))
    return entries


def _cycle_entries(user, place: int, cycle: int) -> list[tuple[str, str]]:
    entries = [("Ход мониторинга", reverse("monitoring:cycle_progress", args=[cycle]))]
    if user.holds(Role.REVIEWER, municipality_id=place):
        entries.append(("Проверка", reverse("monitoring:review_queue", args=[cycle])))
    if user.holds(Role.METHODOLOGIST, municipality_id=place):
        entries.append(("Оценка", reverse("monitoring:evaluation_list", args=[cycle])))
    entries.append(("Аналитика", reverse("reports:district", args=[cycle])))
    return entries
