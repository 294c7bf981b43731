"""What does the page of a year's recommendations show: figures, filters, rows?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from improvement.models import Recommendation
from improvement.queries.recommendations import (
    ADDRESSEES,
    AUDIENCES,
    ORDERS,
    Asked,
    counts_of,
    map_named,
    recommendations_of,
    states_on,
)
from improvement.views.bank_screen import title_in
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import UNDER_REVISION
from monitoring.views.cycle_screen.choice import Choice, choices_of, known, search_text
from monitoring.views.cycle_screen.commission import Figure, Select
from scoring.queries.rubric import rubric

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation in the list. `held` says why it cannot go out, empty when it can or is not to."""

    row: Recommendation
    title: str
    held: str


@dataclass(frozen=True, slots=True)
class YearList:
    asked: Asked
    school: ExpertMap | None
    choices: list[Choice]
    selects: tuple[Select, ...]
    figures: tuple[Figure, ...]
    counts: Mapping[str, int]
    page: Page
    lines: tuple[Line, ...]
    query: str

    @property
    def is_narrowed(self) -> bool:
        return self.asked != Asked()

    @property
    def has_proposed(self) -> bool:
        """Whether the list may hold what can still be accepted."""
        return self.asked.state in {"", "proposed"} and self.counts["proposed"] > 0


def titles_of(cycle: MonitoringCycle) -> dict[str, str]:
    return {indicator.code: indicator.short_title for indicator in rubric(cycle.methodology_id).indicators}


def asked_of(cycle: MonitoringCycle, address: QueryDict, today: date) -> tuple[Asked, ExpertMap | None]:
    """What the address asks for; a word the product does not know asks nothing."""
    school = map_named(cycle, address.get("map", ""))
    asked = Asked(
        state=known(address.get("state"), states_on(today)),
        code=known(address.get("code"), titles_of(cycle)),
        addressee=known(address.get("to"), ADDRESSEES),
        audience=known(address.get("who"), AUDIENCES),
        order=known(address.get("by"), ORDERS),
        map_id=school.pk if school else None,
        text=search_text(address.get("q", "")),
    )
    return asked, school


def year_list(cycle: MonitoringCycle, address: QueryDict, today: date) -> YearList:
    """Three queries, whatever the number of rows; one more when the address names a school."""
    (asked, school), counts, titles = asked_of(cycle, address, today), counts_of(cycle, today), titles_of(cycle)
    page = Paginator(recommendations_of(cycle, asked, today), PAGE).get_page(address.get("page"))
    return YearList(
        asked=asked,
        school=school,
        choices=choices_of({key: title for key, (title, _) in states_on(today).items()}, counts, asked.state),
        selects=_selects(asked, titles),
        figures=_figures(counts),
        counts=counts,
        page=page,
        lines=tuple(Line(row, title_in(titles, row.code), held(row, today)) for row in page),
        query=address.urlencode(),
    )


def held(row: Recommendation, today: date) -> str:
    """Why a decided recommendation cannot go out."""
    if not row.is_waiting and not row.is_outdated:
        return ""
    if row.is_outdated:
        return "основание изменилось" if row.drawn["now"] else "основания больше нет"
    if row.expert_map is not None and row.expert_map.state in UNDER_REVISION:
        return "результат пересматривается"
    return "срок уже прошёл" if row.due <= today else ""


def _selects(asked: Asked, titles: Mapping[str, str]) -> tuple[Select, ...]:
    everything = ("", "все")
    indicators = tuple((code, f"{code} {title}") for code, title in titles.items())
    addressees = tuple((key, title) for key, (title, _) in ADDRESSEES.items())
    orders = tuple((key, title) for key, (title, _) in ORDERS.items())
    return (
        Select("code", "Показатель", (everything, *indicators), asked.code),
        Select("who", "Кому", (everything, *AUDIENCES.items()), asked.audience),
        Select("to", "Каким школам", (everything, *addressees), asked.addressee),
        Select("by", "Порядок", orders, asked.order),
    )


def _figures(counts: Mapping[str, int]) -> tuple[Figure, ...]:
    shown = (
        ("Всего", "", False),
        ("Ждут решения", "proposed", False),
        ("Готовы к отправке", "ready", False),
        ("Отправить нельзя", "held", True),
        ("Отправлены", "sent", False),
    )
    return tuple(
        Figure(title, counts[key], f"state={key}" if key else "", is_alarm)
        for title, key, is_alarm in shown
        if counts[key] or not is_alarm
    )
