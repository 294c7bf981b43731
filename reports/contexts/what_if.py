"""What would the year come to if thresholds were others? Counted by the engine, written nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.contexts.charts import BandChart, band_chart
from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.contexts.results import Result, Standing, mean, result_of
from scoring.engine.bands import Band
from scoring.engine.types import Claim, Level
from scoring.engine.what_if import Judged, Reckoning, Rescored, reckon
from scoring.queries.rubric_tree import Rubric, RubricIndicator


@dataclass(frozen=True, slots=True)
class BandShift:
    """How many schools have a degree now and under the new thresholds."""

    band: Band
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class IndicatorShift:
    """Who reaches one indicator now and under its new threshold; `kept` have points people set."""

    indicator: RubricIndicator
    threshold: int
    applicable: int
    before: int
    gained: tuple[SchoolRow, ...]
    lost: tuple[SchoolRow, ...]
    kept: tuple[SchoolRow, ...]

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def after(self) -> int:
        return self.before + len(self.gained) - len(self.lost)


@dataclass(frozen=True, slots=True)
class SchoolShift:
    """One school's result now and under the new thresholds."""

    school: SchoolRow
    before: Result
    after: Result

    @property
    def changes_band(self) -> bool:
        return self.before.band.key != self.after.band.key

    @property
    def rises(self) -> bool:
        return self.after.points > self.before.points


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The whole year beside itself; `schools` change their degree, `points_only` their sum and not their degree."""

    of_schools: int
    bands: tuple[BandShift, ...]
    indicators: tuple[IndicatorShift, ...]
    schools: tuple[SchoolShift, ...]
    points_only: tuple[SchoolShift, ...]
    mean_before: Fraction | None
    mean_after: Fraction | None

    @property
    def mean_change(self) -> Fraction | None:
        before, after = self.mean_before, self.mean_after
        return None if before is None or after is None else after - before

    @property
    def before_chart(self) -> BandChart:
        return self._chart((line.band, line.before) for line in self.bands)

    @property
    def after_chart(self) -> BandChart:
        return self._chart((line.band, line.after) for line in self.bands)

    def _chart(self, counts: Iterable[tuple[Band, int]]) -> BandChart:
        whole = max(self.of_schools, 1)
        return band_chart((band.key, band.title, count, Fraction(100 * count, whole)) for band, count in counts)

    @property
    def kept(self) -> int:
        return sum(len(line.kept) for line in self.indicators)


def what_if(district: District, thresholds: Mapping[str, int]) -> WhatIf:
    """The schools with a result under new thresholds by code; whatever is not named keeps its rule and its points."""
    rows = [row for row in district.schools if row.standing is Standing.RESULT]
    reckoned = [(row, _reckoned(row, district, thresholds)) for row in rows]
    shifts = [_shift(row, found, district.rubric) for row, found in reckoned]
    highest_first = sorted(district.rubric.bands, key=lambda band: band.share_from, reverse=True)
    return WhatIf(
        of_schools=len(rows),
        bands=tuple(_band(band, shifts) for band in highest_first),
        indicators=tuple(
            _indicator(indicator, thresholds[indicator.code], reckoned)
            for indicator in district.rubric.indicators
            if indicator.code in thresholds
        ),
        schools=tuple(shift for shift in shifts if shift.changes_band),
        points_only=tuple(
            shift for shift in shifts if not shift.changes_band and shift.before.points != shift.after.points
        ),
        mean_before=mean(shift.before.percent for shift in shifts),
        mean_after=mean(shift.after.percent for shift in shifts),
    )


def _reckoned(row: SchoolRow, district: District, thresholds: Mapping[str, int]) -> Reckoning:
    judged = [_judged(row, indicator) for indicator in district.rubric.indicators]
    return reckon(judged, thresholds, levels=frozenset(map(Level, row.levels)), policy=district.policy)


def _judged(row: SchoolRow, indicator: RubricIndicator) -> Judged:
    """A point the reviewer set without numbers, or that the evaluation changed, is a decision of people."""
    rule, answer, correction = indicator.rule, row.answers[indicator.code], row.corrections.get(indicator.code)
    numerator, denominator = row.numbers(indicator.code) if indicator.is_share else (None, None)
    return Judged(
        rule=rule,
        claim=Claim(numerator=numerator, denominator=denominator),
        points=answer.final,
        condition=row.answers[rule.zero_unless].fact if rule.zero_unless else None,
        counts_anyway=answer.counts_anyway,
        is_decided=(correction is not None and correction.denominator is None) or answer.final != answer.verified,
    )


def _shift(row: SchoolRow, found: Reckoning, rubric: Rubric) -> SchoolShift:
    before, after = (result_of(one.points, one.maximum, rubric.bands) for one in (found.before, found.after))
    return SchoolShift(row, before, after)


def _band(band: Band, shifts: Sequence[SchoolShift]) -> BandShift:
    before = sum(shift.before.band.key == band.key for shift in shifts)
    return BandShift(band, before, sum(shift.after.band.key == band.key for shift in shifts))


def _indicator(
    indicator: RubricIndicator, threshold: int, reckoned: Sequence[tuple[SchoolRow, Reckoning]]
) -> IndicatorShift:
    able = [(row, _of(found.indicators, indicator.code)) for row, found in reckoned if row.can_have(indicator)]
    changed = [(row, found) for row, found in able if found.is_changed]
    return IndicatorShift(
        indicator=indicator,
        threshold=threshold,
        applicable=len(able),
        before=sum(bool(found.before.points) for _, found in able),
        gained=tuple(row for row, found in changed if found.after.points),
        lost=tuple(row for row, found in changed if not found.after.points),
        kept=tuple(row for row, found in able if found.is_kept),
    )


def _of(rescored: Iterable[Rescored], code: str) -> Rescored:
    return next(found for found in rescored if found.code == code)
