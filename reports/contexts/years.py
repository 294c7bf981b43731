"""How did the district and each indicator go over all years, honestly over versions of the methodology?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from monitoring.models import MonitoringCycle
from reports.contexts.between_years import BetweenYears
from reports.contexts.line_chart import LineChart, YearValue, line_chart
from reports.contexts.results import Standing, applies, mean, median, standing_of
from reports.contexts.wording import part, says_share
from reports.queries.year_rows import PointsRow, StandingRow, YearRow, points_in, standings_of, years_until
from russian.numbers import NO_SHARE, percent
from scoring.engine.bands import band_of
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class DistrictYear:
    """Results of one year; `cut` says why they are not compared with the year before."""

    title: str
    results: int
    mean: Fraction | None
    median: Fraction | None
    bands: Mapping[str, int]
    absent: int
    cut: str


@dataclass(frozen=True, slots=True)
class IndicatorYear:
    """One indicator in one year; `code` is that year's, empty when nothing was asked that compares."""

    title: str
    code: str
    reached: int
    applicable: int
    cut: str

    @property
    def share(self) -> Fraction | None:
        return Fraction(100 * self.reached, self.applicable) if self.applicable else None

    @property
    def says_share(self) -> bool:
        """Of fewer than ten schools only numbers are said."""
        return says_share(self.applicable)

    @property
    def said(self) -> str:
        """«17 из 23»."""
        return part(self.reached, self.applicable) if self.code and self.applicable else NO_SHARE


@dataclass(frozen=True, slots=True)
class IndicatorYears:
    indicator: RubricIndicator
    years: tuple[IndicatorYear, ...]

    @property
    def cuts(self) -> tuple[IndicatorYear, ...]:
        return tuple(year for year in self.years if year.cut)

    @property
    def chart(self) -> LineChart | None:
        """Shares of schools; not drawn while any year has fewer than ten of them."""
        if any(year.code and not year.says_share for year in self.years):
            return None
        return line_chart([self._value(year) for year in self.years])

    def _value(self, year: IndicatorYear) -> YearValue:
        share = year.share if year.code else None
        return YearValue(year.title, share, "нет данных" if share is None else percent(share), year.cut)


@dataclass(frozen=True, slots=True)
class Years:
    """Oldest first, the looked-at year last."""

    years: tuple[DistrictYear, ...]
    indicators: tuple[IndicatorYears, ...]

    @property
    def has_past(self) -> bool:
        return len(self.years) > 1

    @property
    def cuts(self) -> tuple[DistrictYear, ...]:
        return tuple(year for year in self.years if year.cut)

    @property
    def changed(self) -> tuple[IndicatorYears, ...]:
        """Indicators whose line is cut somewhere."""
        return tuple(line for line in self.indicators if line.cuts)

    @property
    def chart(self) -> LineChart | None:
        """The mean result of each year."""
        return line_chart(
            [
                YearValue(
                    year.title, year.mean, "нет результатов" if year.mean is None else percent(year.mean), year.cut
                )
                for year in self.years
            ]
        )


def build_years(
    cycle: MonitoringCycle, school_ids: Collection[int] | None, indicators: Sequence[RubricIndicator]
) -> Years:
    """3 queries, 5 when the years were counted by several versions (rubrics apart).

    `school_ids` None: all schools of every year. `indicators` are of the cycle's own rubric.
    """
    rows = years_until(cycle)
    between = BetweenYears((row.methodology_id for row in rows), cycle.methodology_id)
    ids = [row.id for row in rows]
    by_cycle: dict[int, list[StandingRow]] = {row.id: [] for row in rows}
    for standing in standings_of(ids, school_ids):
        by_cycle[standing.cycle_id].append(standing)
    points = points_in(ids, school_ids)
    return Years(
        years=tuple(
            _district_year(row, by_cycle[row.id], between.sums_cut(row, before) if before else "")
            for before, row in zip((None, *rows), rows, strict=False)
        ),
        indicators=tuple(
            IndicatorYears(indicator, tuple(_indicator_years(indicator, rows, by_cycle, points, between)))
            for indicator in indicators
        ),
    )


def _with_result(rows: Sequence[StandingRow]) -> list[StandingRow]:
    return [row for row in rows if standing_of(row.state) is Standing.RESULT]


def _district_year(year: YearRow, rows: Sequence[StandingRow], cut: str) -> DistrictYear:
    known, bands = _with_result(rows), rubric_of(year.methodology_id).bands
    percents = [Fraction(100 * (row.final or 0), row.maximum) for row in known if row.maximum for _ in range(row.maps)]
    reached: Counter[str] = Counter()
    for row in known:
        reached[band_of(row.final or 0, row.maximum, bands).key] += row.maps
    return DistrictYear(
        title=year.title,
        results=sum(row.maps for row in known),
        mean=mean(percents),
        median=median(percents),
        bands={band.key: reached[band.key] for band in bands},
        absent=sum(row.maps for row in rows if standing_of(row.state) is Standing.ABSENT),
        cut=cut,
    )


def _indicator_years(
    indicator: RubricIndicator,
    rows: Sequence[YearRow],
    by_cycle: Mapping[int, Sequence[StandingRow]],
    points: Mapping[tuple[int, str], PointsRow],
    between: BetweenYears,
) -> list[IndicatorYear]:
    """Codes are looked up from the newest year; a cut stands between neighbours."""
    newest, lines = rows[-1], []
    before: YearRow | None = None
    for row in rows:
        kin = between.kin(indicator.code, newest, row)
        code = kin.code_before if kin else ""
        cut = between.indicator_cut(code, row, before) if before and code else ""
        lines.append(_indicator_year(row, code, cut, by_cycle[row.id], points))
        before = row
    return lines


def _indicator_year(
    year: YearRow,
    code: str,
    cut: str,
    rows: Sequence[StandingRow],
    points: Mapping[tuple[int, str], PointsRow],
) -> IndicatorYear:
    if not code:
        return IndicatorYear(year.title, "", 0, 0, "")
    rule, (reached, counted) = rubric_of(year.methodology_id).by_code[code].rule, points.get((year.id, code), NO_POINTS)
    able = sum(row.maps for row in _with_result(rows) if applies(rule, row.levels)) + counted
    return IndicatorYear(year.title, code, reached, max(reached, able), cut)


NO_POINTS = PointsRow(0, 0)
