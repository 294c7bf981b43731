"""How does a school stand beside schools like it? Medians and quartiles, never places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import quantiles

from monitoring.models import ExpertMap
from reports.contexts.charts import number
from reports.contexts.district_schools import LEVEL_NAMES
from reports.contexts.results import Standing, standing_of
from reports.contexts.sizes import pupils_of
from reports.contexts.wording import glued
from reports.queries.cycle_rows import MapRow, maps_of
from reports.queries.past_years import points_by_criterion
from reports.queries.reference_rows import Figures, reference_of
from russian.dates import long_date
from russian.numbers import integer
from russian.plurals import Forms, counted
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import Rubric, RubricCriterion

LEAST = 5
# A school is like another when neither has more than half as many pupils again.
MORE, LESS = 3, 2
SCHOOLS_FOUND = Forms("такая школа", "такие школы", "таких школ")
PUPILS = Forms("обучающегося", "обучающихся", "обучающихся")


@dataclass(frozen=True, slots=True)
class Peer:
    """A school of the group, named with its pupils: the group is open to question."""

    map_id: int
    name: str
    pupils: int


@dataclass(frozen=True, slots=True)
class BesideLine:
    """Points of one criterion, or of all (`criterion` None): the school's, and how the group's are spread."""

    criterion: RubricCriterion | None
    maximum: int
    points: int
    lower: Fraction
    median: Fraction
    upper: Fraction

    @property
    def place(self) -> str:
        """Against the middle half of the group."""
        if self.points < self.lower:
            return "ниже середины группы"
        return "выше середины группы" if self.points > self.upper else "в середине группы"

    @property
    def marks(self) -> Mapping[str, str]:
        """Where the marks stand, in per cent of the maximum."""
        places = {"lower": self.lower, "upper": self.upper, "median": self.median, "own": Fraction(self.points)}
        drawn = {name: number(100 * value / self.maximum) for name, value in places.items()}
        return drawn | {"width": number(100 * (self.upper - self.lower) / self.maximum)}


@dataclass(frozen=True, slots=True)
class Beside:
    """`how` says how the group was chosen; without `lines`, `refusal` says why nothing is compared."""

    how: str
    refusal: str
    peers: tuple[Peer, ...]
    lines: tuple[BesideLine, ...]


def build_beside(expert_map: ExpertMap, maxima: Mapping[int, int]) -> Beside:
    """`maxima` are the school's own by criterion.

    3 queries whatever the number of schools (the rubric apart); 2 when there is no group.
    """
    cycle, tree = expert_map.cycle, rubric_of(expert_map.cycle.methodology_id)
    day = cycle.past_reference_day
    figures = {school: row for (school, of_day), row in reference_of(cycle).items() if of_day == day}
    rows = maps_of(cycle)
    own = pupils_of(expert_map.levels, figures.get(expert_map.school_id, {}))
    if own is None:
        refusal = f"В ОО-1 на {long_date(day)} нет численности обучающихся школы: похожие по размеру не найти."
        return Beside("", refusal, (), ())
    peers = tuple(_peers(expert_map, own, rows, figures))
    how = _how(expert_map, own)
    if len(peers) < LEAST:
        found = counted(len(peers), SCHOOLS_FOUND)
        return Beside(how, f"С результатом — {found}, для сравнения нужно не меньше {LEAST}.", (), ())
    points = points_by_criterion([expert_map.pk, *(peer.map_id for peer in peers)])
    return Beside(how, "", peers, tuple(_lines(expert_map, tree, maxima, peers, points)))


def _how(expert_map: ExpertMap, own: int) -> str:
    levels = ", ".join(title for level, title in LEVEL_NAMES.items() if level in expert_map.levels)
    least, most = -(-LESS * own // MORE), MORE * own // LESS
    return (
        f"Группа: школы с теми же уровнями образования ({levels}) и похожие по размеру — от {integer(least)} до "
        f"{counted(most, PUPILS)} 1–4 и 6–11 классов по ОО-1 (в этой школе {integer(own)})."
    )


def _peers(expert_map: ExpertMap, own: int, rows: Iterable[MapRow], figures: Mapping[int, Figures]) -> Iterable[Peer]:
    for row in rows:
        if row.id == expert_map.pk or set(row.levels) != set(expert_map.levels):
            continue
        pupils = pupils_of(row.levels, figures.get(row.school_id, {}))
        if pupils is not None and standing_of(row.state) is Standing.RESULT and _is_alike(own, pupils):
            yield Peer(row.id, glued(row.name), pupils)


def _is_alike(one: int, other: int) -> bool:
    return LESS * one <= MORE * other and LESS * other <= MORE * one


def _lines(
    expert_map: ExpertMap,
    tree: Rubric,
    maxima: Mapping[int, int],
    peers: Sequence[Peer],
    points: Mapping[int, Mapping[int, int]],
) -> Iterable[BesideLine]:
    for criterion in tree.criteria:
        maximum = maxima[criterion.number]
        if maximum:
            of_group = [points.get(peer.map_id, {}).get(criterion.number, 0) for peer in peers]
            yield _line(criterion, maximum, points.get(expert_map.pk, {}).get(criterion.number, 0), of_group)
    totals = [sum(points.get(peer.map_id, {}).values()) for peer in peers]
    yield _line(None, expert_map.maximum, sum(points.get(expert_map.pk, {}).values()), totals)


def _line(criterion: RubricCriterion | None, maximum: int, own: int, of_group: Sequence[int]) -> BesideLine:
    """Quartiles between neighbours, the ends of the group included: exact fractions."""
    lower, median, upper = quantiles(map(Fraction, of_group), n=4, method="inclusive")
    return BesideLine(criterion, maximum, own, lower, median, upper)
