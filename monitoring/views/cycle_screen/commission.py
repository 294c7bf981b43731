"""What does the commission see of a year: figures that lead to their schools, and every school with its points?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.evaluation import STATES, Asked, counts_of, disputes, maps_for_commission
from monitoring.states import ONCE_APPROVED, VERDICTS_KNOWN, MapState
from monitoring.views.cycle_screen.choice import Choice, choices_of, known, search_text
from monitoring.views.cycle_screen.evaluation import percent_of
from schools.models import SchoolKind
from scoring.engine.bands import Band, band_of
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricBand

PAGE = 50
SIGNED = VERDICTS_KNOWN | {MapState.SUBMITTED}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on top of the page; `query` are the filters of the address that show its schools."""

    title: str
    count: int
    query: str
    is_alarm: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A filter of the address as a list to choose from: options are (key, words)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school of the year. `band` and `percent` are None while there is no result: never 0 points in its place."""

    expert_map: ExpertMap
    band: Band | None
    percent: Fraction | None

    @property
    def claimed(self) -> int | None:
        """What the school signed; a draft and an answer to a return are its own."""
        return self.expert_map.claimed_points if self.expert_map.state in SIGNED else None

    @property
    def has_result(self) -> bool:
        return self.band is not None

    @property
    def why(self) -> str:
        """Why there is no result, in words."""
        state = self.expert_map.state
        if state == MapState.RETURNED:
            return "у школы на исправлении"
        if state == MapState.SUBMITTED:
            return "карта проверяется" if self.expert_map.check_begun_at else "карта ждёт проверки"
        return "карта не представлена"

    @property
    def was_approved(self) -> bool:
        return self.expert_map.state in ONCE_APPROVED


@dataclass(frozen=True, slots=True)
class CommissionList:
    asked: Asked
    choices: list[Choice]
    selects: tuple[Select, ...]
    figures: tuple[Figure, ...]
    page: Page
    rows: tuple[SchoolLine, ...]

    @property
    def is_narrowed(self) -> bool:
        return self.asked != Asked()


def asked_of(address: Mapping[str, str], bands: Iterable[Band]) -> Asked:
    """What the address asks for; a word the product does not know asks nothing."""
    return Asked(
        state=known(address.get("state"), STATES),
        dispute=known(address.get("dispute"), disputes(bands)),
        band=known(address.get("band"), [band.key for band in bands]),
        kind=known(address.get("kind"), SchoolKind.values),
        text=search_text(address.get("q", "")),
    )


def commission_list(cycle: MonitoringCycle, address: QueryDict) -> CommissionList:
    """Three queries, whatever the number of schools."""
    bands = rubric(cycle.methodology_id).bands
    asked, counts = asked_of(address, bands), counts_of(cycle, bands)
    page = Paginator(maps_for_commission(cycle, asked, bands), PAGE).get_page(address.get("page"))
    of_states = {key: counts[f"state:{key}"] for key in STATES}
    return CommissionList(
        asked=asked,
        choices=choices_of({key: title for key, (title, _) in STATES.items()}, of_states, asked.state),
        selects=_selects(asked, bands),
        figures=tuple(_figures(counts, bands)),
        page=page,
        rows=tuple(_line(row, bands) for row in page),
    )


def _line(row: ExpertMap, bands: tuple[RubricBand, ...]) -> SchoolLine:
    if row.state not in VERDICTS_KNOWN:
        return SchoolLine(row, None, None)
    return SchoolLine(row, band_of(row.final_points or 0, row.maximum, bands), percent_of(row))


def _selects(asked: Asked, bands: tuple[RubricBand, ...]) -> tuple[Select, ...]:
    everything = ("", "все")
    of_disputes = tuple((key, title) for key, (title, _) in disputes(bands).items())
    of_bands = tuple((band.key, band.title) for band in _highest_first(bands))
    return (
        Select("dispute", "Что обсудить", (everything, *of_disputes), asked.dispute),
        Select("band", "Степень", (everything, *of_bands), asked.band),
        Select("kind", "Вид школы", (everything, *SchoolKind.choices), asked.kind),
    )


def _figures(counts: Mapping[str, int], bands: tuple[RubricBand, ...]) -> Iterable[Figure]:
    """A figure of nobody is left out where it would only be noise."""
    yield Figure("Школ в цикле", counts["state:"], "")
    for key, title in (("objections", "Ждут ответа на возражение"), ("corrected", "Исправлены при проверке")):
        if counts[f"dispute:{key}"]:
            yield Figure(title, counts[f"dispute:{key}"], f"dispute={key}", is_alarm=key == "objections")
    if counts["dispute:edge"]:
        yield Figure("На границе степени", counts["dispute:edge"], "dispute=edge")
    if counts["state:result"]:
        for band in _highest_first(bands):
            yield Figure(f"Степень: {band.title}", counts[f"band:{band.key}"], f"band={band.key}")
    yield Figure("Карта не представлена", counts["state:absent"], "state=absent")


def _highest_first(bands: tuple[RubricBand, ...]) -> list[RubricBand]:
    return sorted(bands, key=lambda band: band.share_from, reverse=True)
