"""Which sections of the product does this person see in the menu, and which one is the page in?"""

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


@dataclass(frozen=True, slots=True)
class Section:
    """An entry before it is shown; `views` are the beginnings of the names of its pages."""

    title: str
    url: str
    views: tuple[str, ...]


def navigation(request: HttpRequest) -> dict[str, list[NavItem]]:
    """`nav_items` for base.html: what the person's roles open, in the order of the year (at most 1 query)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.active_memberships:
        return {"nav_items": []}
    sections = [*_school_sections(user), *_department_sections(user)]
    name = request.resolver_match.view_name if request.resolver_match else ""
    # A page belongs to the section that names it most exactly: documents are a section of their own among reports.
    known = [section for section in sections if _nearness(section, name)]
    here = max(known, key=lambda section: _nearness(section, name), default=None)
    return {"nav_items": [NavItem(section.title, section.url, section is here) for section in sections]}


def _nearness(section: Section, name: str) -> int:
    """The length of the longest beginning of the page's name that the section knows."""
    return max((len(view) for view in section.views if name.startswith(view)), default=0)


def _school_sections(user) -> list[Section]:
    if not user.school_ids:
        return []
    return [
        Section(
            "Экспертная карта",
            reverse("monitoring:home"),
            ("monitoring:home", "monitoring:expert_map", "monitoring:map_", "monitoring:last_year"),
        ),
        Section(
            "Карты и результаты по годам",
            reverse("monitoring:my_maps"),
            ("monitoring:my_maps", "reports:school_", "improvement:school_"),
        ),
    ]


def _department_sections(user) -> list[Section]:
    membership = next((m for m in user.active_memberships if m.school_id is None), None)
    if membership is None:
        return []
    place = membership.municipality_id
    sections = [
        *_cycle_sections(user, place),
        Section(
            "Годы мониторинга",
            reverse("monitoring:cycle_list", args=[place]),
            ("monitoring:cycle_list", "monitoring:cycle_new"),
        ),
        Section("Школы", reverse("schools:school_list", args=[place]), ("schools:",)),
    ]
    if user.holds(Role.COORDINATOR, municipality_id=place):
        sections.append(Section("Люди", reverse("accounts:people", args=[place]), PEOPLE_VIEWS))
    sections.append(Section("Методика", reverse("scoring:methodology_list", args=[place]), ("scoring:",)))
    return sections


PEOPLE_VIEWS = ("accounts:people", "accounts:person_", "accounts:role_", "accounts:invitation_renew")


def _cycle_sections(user, place: int) -> list[Section]:
    """Sections of the latest year; the pages of earlier years belong to the same sections."""
    cycle = (
        MonitoringCycle.objects.filter(municipality_id=place)
        .order_by("-school_year")
        .values_list("pk", flat=True)
        .first()
    )
    if cycle is None:
        return []
    progress = (
        "monitoring:cycle_progress",
        "monitoring:cycle_extend",
        "monitoring:cycle_approve",
        "monitoring:cycle_journal",
        "monitoring:cycle_division",
        "monitoring:cycle_hand_over",
        "monitoring:cycle_reading",
        "monitoring:cycle_remind",
        "monitoring:cycle_links",
    )
    sections = [Section("Ход мониторинга", reverse("monitoring:cycle_progress", args=[cycle]), progress)]
    if user.holds(Role.REVIEWER, municipality_id=place):
        sections.append(Section("Проверка", reverse("monitoring:review_queue", args=[cycle]), ("monitoring:review_",)))
    if user.holds(Role.METHODOLOGIST, municipality_id=place):
        sections.append(
            Section(
                "Оценка",
                reverse("monitoring:evaluation_list", args=[cycle]),
                ("monitoring:evaluation_", "monitoring:commission"),
            )
        )
    sections.append(Section("Итоги мониторинга", reverse("reports:district", args=[cycle]), ("reports:",)))
    sections.append(Section("Документы", reverse("reports:documents", args=[cycle]), ("reports:document",)))
    sections.append(Section("Рекомендации", reverse("improvement:recommendations", args=[cycle]), ("improvement:",)))
    return sections
