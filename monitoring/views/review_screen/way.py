"""In which order does the reviewer go, and to which place does «назад» lead? The address says it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.review import QUEUE_FILTERS
from monitoring.queries.review_in_row import SHOWN, Asked, Place, places
from monitoring.views.cycle_screen.choice import known, search_text
from monitoring.views.division_screen.share import ALL, MINE
from monitoring.views.review_screen.strip import Strip
from schools.models import SchoolKind
from schools.models.school import LEVEL_TITLES

BY_INDICATOR = "indicator"
PAGE = 50
Address = Mapping[str, str]


def _query(**given: str) -> str:
    """«?state=new&page=2», empty when nothing is asked."""
    asked = {name: value for name, value in given.items() if value}
    return f"?{urlencode(asked)}" if asked else ""


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """What the queue shows, and which page of it."""

    whose: str = ""
    state: str = ""
    warnings: bool = False
    text: str = ""
    page: str = ""

    @property
    def suffix(self) -> str:
        return _query(
            whose=self.whose, state=self.state, warnings="yes" if self.warnings else "", q=self.text, page=self.page
        )


def queue_place(address: Address) -> QueuePlace:
    page = address.get("page", "")
    return QueuePlace(
        whose=known(address.get("whose"), (MINE, ALL)),
        state=known(address.get("state"), QUEUE_FILTERS),
        warnings=address.get("warnings") == "yes",
        text=search_text(address.get("q", "")),
        page=page if page.isascii() and page.isdigit() and len(page) < 7 else "",
    )


def asked_of(address: Address) -> Asked:
    """Filters of the list of schools beside one indicator; what is not known asks nothing."""
    return Asked(
        show=known(address.get("show"), SHOWN),
        kind=known(address.get("kind"), SchoolKind.values),
        level=known(address.get("level"), LEVEL_TITLES),
    )


def row_suffix(asked: Asked, **more: str) -> str:
    return _query(**more, show=asked.show, kind=asked.kind, level=asked.level)


class Way(Protocol):
    """What the desk asks of either order."""

    @property
    def is_by_indicator(self) -> bool: ...
    @property
    def suffix(self) -> str:
        """To be hung on every address of the desk, so that the order is kept."""

    @property
    def back(self) -> str:
        """The list, at the place the reviewer came from."""

    @property
    def previous(self) -> str: ...
    @property
    def next(self) -> str: ...
    @property
    def following(self) -> str:
        """The next claim without a verdict, empty when there is none."""

    @property
    def afterwards(self) -> str:
        """Where the work goes on when every claim has its verdict."""


@dataclass(frozen=True)
class BySchool:
    """The indicators of one map in turn."""

    strip: Strip
    code: str
    queue: QueuePlace

    is_by_indicator = False

    @property
    def suffix(self) -> str:
        return self.queue.suffix

    @property
    def back(self) -> str:
        address = reverse("monitoring:review_queue", args=[self.strip.expert_map.cycle_id])
        return f"{address}{self.suffix}#map-{self.strip.expert_map.pk}"

    @property
    def overview(self) -> str:
        return f"{reverse('monitoring:review_map', args=[self.strip.expert_map.pk])}{self.suffix}"

    @property
    def previous(self) -> str:
        return self._desk(self.strip.code_beside(self.code, -1))

    @property
    def next(self) -> str:
        return self._desk(self.strip.code_beside(self.code, 1))

    @property
    def following(self) -> str:
        return self._desk(self.strip.next_waiting(self.code))

    @property
    def afterwards(self) -> str:
        return self.overview

    @property
    def onward(self) -> str:
        return self.following or self.afterwards

    def _desk(self, code: str) -> str:
        if not code:
            return ""
        return f"{reverse('monitoring:review_desk', args=[self.strip.expert_map.pk, code])}{self.suffix}"


@dataclass(frozen=True)
class ByIndicator:
    """The schools of the list in turn, always the same indicator."""

    expert_map: ExpertMap
    code: str
    asked: Asked
    user: User

    is_by_indicator = True

    @property
    def suffix(self) -> str:
        return row_suffix(self.asked, order=BY_INDICATOR)

    @property
    def cycle(self) -> MonitoringCycle:
        return self.expert_map.cycle

    @cached_property
    def row(self) -> list[Place]:
        """One query."""
        return places(self.cycle, self.code, self.asked, self.expert_map, self.user)

    @cached_property
    def here(self) -> int:
        return next(at for at, place in enumerate(self.row) if place.map_id == self.expert_map.pk)

    @property
    def place(self) -> int:
        """Which of the schools shown this is, counted from one; the one before it when it has dropped out."""
        return sum(place.is_shown for place in self.row[: self.here + 1])

    @property
    def count(self) -> int:
        return sum(place.is_shown for place in self.row)

    @property
    def waiting(self) -> int:
        return sum(place.waits for place in self.row)

    @property
    def back(self) -> str:
        page = sum(place.is_shown for place in self.row[: self.here]) // PAGE + 1
        suffix = row_suffix(self.asked, page=str(page) if page > 1 else "")
        return (
            f"{reverse('monitoring:review_in_row', args=[self.cycle.pk, self.code])}{suffix}#map-{self.expert_map.pk}"
        )

    @property
    def previous(self) -> str:
        return self._desk(place for place in reversed(self.row[: self.here]) if place.is_shown)

    @property
    def next(self) -> str:
        return self._desk(place for place in self.row[self.here + 1 :] if place.is_shown)

    @property
    def following(self) -> str:
        """The next school that waits, then from the beginning of the row."""
        around = self.row[self.here + 1 :] + self.row[: self.here]
        return self._desk(place for place in around if place.waits)

    @property
    def afterwards(self) -> str:
        return self.back

    @property
    def onward(self) -> str:
        return self.following or self.afterwards

    def _desk(self, found: Iterator[Place]) -> str:
        place = next(found, None)
        return f"{reverse('monitoring:review_desk', args=[place.map_id, self.code])}{self.suffix}" if place else ""


def way_of(address: Address, strip: Strip, code: str, user) -> BySchool | ByIndicator:
    if address.get("order") == BY_INDICATOR:
        return ByIndicator(strip.expert_map, code, asked_of(address), user)
    return BySchool(strip, code, queue_place(address))
