"""What does the сводная таблица say under its schools: how many reached each indicator, of how many it applies to?"""

from __future__ import annotations

from dataclasses import dataclass

from reports.contexts.district import District
from reports.contexts.district_indicators import IndicatorLine
from reports.contexts.statement import MatrixRow, build_statement
from russian.numbers import percent


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line under the table, a text a column of points."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Schools × indicators; shares are left out where no indicator applies to ten schools with a result."""

    district: District
    rows: tuple[MatrixRow, ...]
    codes: str
    totals: tuple[TotalLine, ...]


def build_summary(district: District) -> Summary:
    statement = build_statement(district)
    totals = _totals(district) if district.has_results else ()
    return Summary(district, statement.matrix, statement.codes, totals)


def _totals(district: District) -> tuple[TotalLine, ...]:
    lines = district.indicators
    counts = (
        TotalLine("Выполнили", tuple(str(line.reached) for line in lines)),
        TotalLine("Применим", tuple(str(line.applicable) for line in lines)),
    )
    if not any(line.says_share for line in lines):
        return counts
    return (*counts, TotalLine("Доля, %", tuple(map(_share, lines))))


def _share(line: IndicatorLine) -> str:
    if line.share is None or not line.says_share:
        return "–"
    return percent(line.share, 0).removesuffix("%").strip()
