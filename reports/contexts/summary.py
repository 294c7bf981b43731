"""What does the сводная таблица say under its schools: how many reached each indicator, of how many it applies to?"""

from __future__ import annotations

from dataclasses import dataclass

from reports.contexts.district import District
from reports.contexts.statement import MatrixRow, build_statement
from russian.numbers import percent

SMALL = 10


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line under the table, a text a column of points."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Schools × indicators; shares are left out in districts of fewer than ten schools with a result."""

    district: District
    rows: tuple[MatrixRow, ...]
    totals: tuple[TotalLine, ...]


def build_summary(district: District) -> Summary:
    return Summary(district, build_statement(district).matrix, _totals(district) if district.has_results else ())


def _totals(district: District) -> tuple[TotalLine, ...]:
    lines = district.indicators
    counts = (
        TotalLine("Выполнили", tuple(str(line.reached) for line in lines)),
        TotalLine("Применим", tuple(str(line.applicable) for line in lines)),
    )
    if district.figures.results < SMALL:
        return counts
    shares = tuple("–" if line.share is None else percent(line.share, 0).removesuffix("%").strip() for line in lines)
    return (*counts, TotalLine("Доля, %", shares))
