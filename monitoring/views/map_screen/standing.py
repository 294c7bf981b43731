"""«По заполненному сейчас»: how many points, which degree, how far is the next one, and what is nearest to it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from russian.plurals import POINTS, Forms, counted
from scoring.engine.bands import band_of, gap_to_next, least_points
from scoring.engine.total import Total, total
from scoring.engine.types import Empty, Outcome, Policy
from scoring.queries.rubric_tree import Rubric, RubricBand, RubricIndicator

NEAREST = 3
FAR = 10**9  # further than any number of people


@dataclass(frozen=True, slots=True)
class Mark:
    """A threshold drawn on the meter: where, from how many points, which degree."""

    position: str
    points: int
    title: str
    ends_before: bool


@dataclass(frozen=True, slots=True)
class Nearest:
    """An indicator without its point, and what it lacks."""

    indicator: RubricIndicator
    lacks: str

    @property
    def slug(self) -> str:
        return slug_of(self.indicator.code)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a map stands. `width` and positions are per cent for the drawing, with a decimal point."""

    total: Total
    band: RubricBand
    next_band: RubricBand | None
    missing: int
    spare: int
    marks: tuple[Mark, ...]
    nearest: tuple[Nearest, ...]

    @property
    def percent(self) -> Fraction:
        return self.total.percent

    @property
    def width(self) -> str:
        return drawn(self.total.percent)

    @property
    def next_title(self) -> str:
        return in_genitive(self.next_band.title) if self.next_band else ""

    @property
    def is_untouched(self) -> bool:
        return self.total.filled == 0

    @property
    def is_complete(self) -> bool:
        return self.total.filled >= self.total.count

    @property
    def spoken(self) -> str:
        """The meter in words."""
        marks = ", ".join(f"{mark.title} — с {counted(mark.points, GENITIVE_POINTS)}" for mark in self.marks)
        return f"{counted(self.total.points, POINTS)} из {self.total.maximum}. Степени: {marks}."


GENITIVE_ENDINGS = {"ая": "ой", "яя": "ей"}
GENITIVE_POINTS = Forms("балла", "баллов", "баллов")


def slug_of(code: str) -> str:
    """A code as a part of an id: «1.2» → «1-2»."""
    return code.replace(".", "-")


def standing_of(tree: Rubric, policy: Policy, outcomes: Mapping[str, Outcome]) -> Standing:
    summed = total(((tree.by_code[code].rule, outcome) for code, outcome in outcomes.items()), policy)
    bands = tree.bands
    band = band_of(summed.points, summed.maximum, bands)
    following = gap_to_next(summed.points, summed.maximum, bands)
    return Standing(
        total=summed,
        band=band,
        next_band=following[0] if following else None,
        missing=following[1] if following else 0,
        spare=summed.points - least_points(band, summed.maximum),
        marks=_marks(bands, summed.maximum),
        nearest=nearest_to(tree, outcomes),
    )


def _marks(bands: tuple[RubricBand, ...], maximum: int) -> tuple[Mark, ...]:
    drawn_bands = sorted((band for band in bands if band.share_from), key=lambda band: band.share_from)
    return tuple(
        Mark(drawn(Fraction(band.share_from)), least_points(band, maximum), band.title, place < len(drawn_bands) - 1)
        for place, band in enumerate(drawn_bands)
    )


def drawn(percent: Fraction) -> str:
    return f"{float(percent):.1f}%"


def nearest_to(tree: Rubric, outcomes: Mapping[str, Outcome]) -> tuple[Nearest, ...]:
    """Fewest people missing first, then what is not filled yet; facts answered «нет» come last."""
    open_codes = [code for code, outcome in outcomes.items() if not outcome.points and _can_be_earned(outcome)]
    ranked = sorted(open_codes, key=lambda code: (_distance(outcomes[code]), tree.by_code[code].position))
    return tuple(Nearest(tree.by_code[code], _lack(tree.by_code[code], outcomes[code])) for code in ranked[:NEAREST])


def _can_be_earned(outcome: Outcome) -> bool:
    return outcome.empty is not Empty.NOT_APPLICABLE


def _distance(outcome: Outcome) -> int:
    if outcome.missing:
        return outcome.missing
    return FAR if outcome.empty is Empty.NOT_FILLED else FAR + 1


def _lack(indicator: RubricIndicator, outcome: Outcome) -> str:
    unit = indicator.rule.unit
    if outcome.missing and unit:
        return f"ещё {counted(outcome.missing, unit)}"
    return "не заполнено" if outcome.empty is Empty.NOT_FILLED else "ответ «Нет»"


def in_genitive(title: str) -> str:
    """«высокая» → «высокой», «средняя» → «средней» (степени)."""
    ending = GENITIVE_ENDINGS.get(title[-2:])
    return f"{title[:-2]}{ending}" if ending else f"«{title}»"
