"""What does «статистическая обработка» say of a year: shares with intervals, what tells schools apart, claims?

Everything is counted from the district's own rows, so the figures are those of its page. Of fewer than FEW_SCHOOLS
schools numbers are given and no per cents, intervals or coefficients.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.contexts.charts import IntervalBar, interval_bar
from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.contexts.results import Standing
from reports.contexts.statistics_words import (
    FEW_SCHOOLS,
    Coefficient,
    Telling,
    claims_mean_sentence,
    claims_sentence,
    coefficient_of,
    coherence_sentence,
    share_sentence,
    signed,
    telling_of,
    telling_sentence,
)
from scoring.engine.coherence import Coherence, Correlation, Undefined, item_rest, kr20, kr20_without
from scoring.engine.divergence import Divergence, divergence
from scoring.engine.proportion import Interval, wilson
from scoring.queries.rubric_tree import RubricIndicator

# What is read as «выше» in two decimals.
HELD_BACK_BY = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class IndicatorStatistics:
    """One indicator over the schools that can have it.

    share and interval are in per cent; telling is the item–rest correlation or why there is none; all three are None of
    few schools. without is KR-20 of the other indicators; holds_back says it is visibly higher.
    """

    indicator: RubricIndicator
    applicable: int
    reached: int
    share: Fraction | None
    interval: Interval | None
    telling: Correlation | Undefined | None
    without: Coherence | None
    holds_back: bool
    claims: Divergence

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def missed(self) -> int:
        return self.applicable - self.reached

    @property
    def bar(self) -> IntervalBar | None:
        return interval_bar(self.share, self.interval) if self.share is not None and self.interval else None

    @property
    def share_sentence(self) -> str:
        return share_sentence(self.reached, self.applicable, self.interval)

    @property
    def correlation(self) -> Coefficient | None:
        found = self.telling
        return coefficient_of(found.value, found.interval) if isinstance(found, Correlation) else None

    @property
    def told(self) -> Telling:
        return telling_of(self.telling)

    @property
    def telling_sentence(self) -> str:
        return telling_sentence(self.told, self.applicable)

    @property
    def without_kr20(self) -> Coefficient | None:
        return coefficient_of(float(self.without.value), None) if self.without else None

    @property
    def over_share(self) -> Fraction | None:
        """Per cent of the schools whose claim was too high; None of few."""
        return self._of_claims(self.claims.over)

    @property
    def under_share(self) -> Fraction | None:
        return self._of_claims(self.claims.under)

    @property
    def mean_difference(self) -> str:
        """Points claimed too much a school, with a sign; a dash of few."""
        mean = self.claims.mean
        return signed(mean) if mean is not None and self.claims.answers >= FEW_SCHOOLS else "–"

    @property
    def claims_sentence(self) -> str:
        return claims_sentence(self.claims)

    def _of_claims(self, count: int) -> Fraction | None:
        answers = self.claims.answers
        return Fraction(100 * count, answers) if answers >= FEW_SCHOOLS else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """`schools` have a result; `complete` of them can have every indicator, and KR-20 is theirs."""

    district: District
    schools: int
    complete: int
    indicators: tuple[IndicatorStatistics, ...]
    coherence: Coherence | None
    claims: Divergence

    @property
    def is_few(self) -> bool:
        return self.schools < FEW_SCHOOLS

    @property
    def kr20(self) -> Coefficient | None:
        found = self.coherence
        return coefficient_of(float(found.value), found.interval) if found else None

    @property
    def coherence_sentence(self) -> str:
        return coherence_sentence(self.coherence, self.complete)

    @property
    def by_share(self) -> tuple[IndicatorStatistics, ...]:
        """Those most schools reached first; those nobody can have last."""
        return tuple(sorted(self.indicators, key=_reached_part, reverse=True))

    @property
    def changed(self) -> tuple[IndicatorStatistics, ...]:
        """Those verification changed, most first."""
        lines = (line for line in self.indicators if line.claims.changed)
        return tuple(sorted(lines, key=lambda line: line.claims.changed, reverse=True))

    @property
    def confirmed(self) -> tuple[IndicatorStatistics, ...]:
        """Those verification left as they were claimed."""
        return tuple(line for line in self.indicators if line.claims.answers and not line.claims.changed)

    @property
    def claims_mean_sentence(self) -> str:
        return claims_mean_sentence(self.claims)


def _reached_part(line: IndicatorStatistics) -> Fraction:
    return Fraction(line.reached, line.applicable) if line.applicable else Fraction(-1)


def statistics_of(district: District) -> Statistics:
    """No query: all it needs was read for the district."""
    rows = [row for row in district.schools if row.standing is Standing.RESULT]
    indicators = district.rubric.indicators
    whole = [[row.reached(one.code) for one in indicators] for row in rows if all(map(row.can_have, indicators))]
    coherence = kr20(whole) if len(whole) >= FEW_SCHOOLS else None
    reached = [{one.code: row.reached(one.code) for one in indicators if row.can_have(one)} for row in rows]
    lines = []
    for place, indicator in enumerate(indicators):
        without = kr20_without(whole, place) if coherence else None
        lines.append(_line(indicator, rows, reached, coherence, without))
    return Statistics(
        district=district,
        schools=len(rows),
        complete=len(whole),
        indicators=tuple(lines),
        coherence=coherence,
        claims=divergence((row.claimed or 0, row.verified or 0) for row in rows),
    )


def _line(
    indicator: RubricIndicator,
    rows: Sequence[SchoolRow],
    reached: Sequence[dict[str, bool]],
    coherence: Coherence | None,
    without: Coherence | None,
) -> IndicatorStatistics:
    code = indicator.code
    asked = [row[code] for row in reached if code in row]
    is_few = len(asked) < FEW_SCHOOLS
    return IndicatorStatistics(
        indicator=indicator,
        applicable=len(asked),
        reached=sum(asked),
        share=None if is_few else Fraction(100 * sum(asked), len(asked)),
        interval=None if is_few else _in_per_cent(wilson(sum(asked), len(asked))),
        telling=None if is_few else item_rest(reached, code),
        without=without,
        holds_back=bool(coherence and without and without.value >= coherence.value + HELD_BACK_BY),
        claims=divergence(_points(row, code) for row in rows if row.can_have(indicator)),
    )


def _points(row: SchoolRow, code: str) -> tuple[int, int]:
    """What was claimed and what was verified."""
    answer = row.answers[code]
    return answer.claimed or 0, answer.verified or 0


def _in_per_cent(interval: Interval | None) -> Interval | None:
    return Interval(100 * interval.low, 100 * interval.high) if interval else None
