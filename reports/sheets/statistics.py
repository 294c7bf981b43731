"""What does the table of statistics hold, as a workbook and as CSV?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reports.contexts.statistics import IndicatorStatistics, Statistics
from reports.contexts.statistics_words import FEW_SCHOOLS, TOLD
from reports.sheets.workbook import Column, Sheet, Value, workbook
from scoring.engine.coherence import Correlation
from scoring.engine.proportion import Interval

PER_CENT, COEFFICIENT = "0.0", "0.00"
INDICATORS = (
    Column("Показатель", 12), Column("Название", 40), Column("Порог, %", 10), Column("Школ", 8),
    Column("Получили балл", 10), Column("Доля, %", 9, PER_CENT), Column("Доля от, %", 9, PER_CENT),
    Column("Доля до, %", 9, PER_CENT), Column("Связь с остальным", 11, COEFFICIENT),
    Column("Связь от", 9, COEFFICIENT), Column("Связь до", 9, COEFFICIENT), Column("Различает ли школы", 26),
    Column("KR-20 без показателя", 12, COEFFICIENT), Column("Завышено", 10), Column("Занижено", 10),
    Column("Средняя разница", 10, COEFFICIENT), Column("Что это значит", 110),
)  # fmt: skip
WHOLE = (Column("Что", 60), Column("Значение", 12), Column("Пояснение", 110))
PLACES = 4


def statistics_workbook(statistics: Statistics) -> bytes:
    """«Показатели» and «В целом»: the very figures of the page, as numbers."""
    year = statistics.district.year_title
    indicators = Sheet("Показатели", _heading(statistics), INDICATORS, indicator_rows(statistics))
    whole = Sheet("В целом", _heading(statistics), WHOLE, _whole(statistics))
    return workbook([indicators, whole], title=f"Статистика {year}")


def indicator_rows(statistics: Statistics) -> Iterator[list[Value]]:
    """In the order of the rubric; what few schools or equal results do not give is blank."""
    return map(_indicator_row, statistics.indicators)


def csv_headers() -> list[str]:
    return [INDICATORS[0].title, *(column.title for column in INDICATORS[2:])]


def csv_rows(statistics: Statistics) -> Iterator[list[Value]]:
    """Code and title in one cell: alone, 1.1 would be read by spreadsheets as the first of January."""
    for code, title, *figures in indicator_rows(statistics):
        yield [f"{code} {title}", *figures]


def _indicator_row(line: IndicatorStatistics) -> list[Value]:
    found = line.telling if isinstance(line.telling, Correlation) else None
    return [
        line.code, line.indicator.short_title, line.indicator.threshold, line.applicable, line.reached,
        _rounded(line.share), *_bounds(line.interval),
        _rounded(found.value) if found else None, *_bounds(found.interval if found else None), TOLD[line.told],
        _rounded(line.without.value) if line.without else None,
        line.claims.over, line.claims.under, _rounded(line.claims.mean),
        f"{line.share_sentence} {line.telling_sentence} {line.claims_sentence}",
    ]  # fmt: skip


def _whole(statistics: Statistics) -> Iterator[list[Value]]:
    figures, claims = statistics.district.figures, statistics.claims
    coherence = statistics.coherence
    low, high = _bounds(coherence.interval if coherence else None)
    yield ["Школ с результатом", statistics.schools, _few(statistics)]
    yield ["Карта не представлена (не учтены)", figures.absent, ""]
    yield ["Карта проверяется (не учтены)", figures.checking, ""]
    yield ["Школ, к которым применимы все показатели (для KR-20)", statistics.complete, ""]
    yield ["KR-20", _rounded(coherence.value) if coherence else None, statistics.coherence_sentence]
    yield ["KR-20 от", low, ""]
    yield ["KR-20 до", high, ""]
    yield ["Школ, где сумма завышена", claims.over, ""]
    yield ["Школ, где сумма занижена", claims.under, ""]
    yield ["Средняя разница суммы, баллов", _rounded(claims.mean), "Заявлено минус проверено, на одну школу"]


def _few(statistics: Statistics) -> str:
    return f"Меньше {FEW_SCHOOLS}: доли, интервалы и коэффициенты не считаются" if statistics.is_few else ""


def _rounded(value: Fraction | float | None) -> float | None:
    return None if value is None else round(float(value), PLACES)


def _bounds(interval: Interval | None) -> list[Value]:
    return [_rounded(interval.low), _rounded(interval.high)] if interval else [None, None]


def _heading(statistics: Statistics) -> str:
    district = statistics.district
    state = "результаты утверждены" if district.approved else "ПРЕДВАРИТЕЛЬНО, результаты не утверждены"
    return (
        f"Статистика показателей. {district.letterhead.municipality}, {district.year_title} учебный год; {state}. "
        f"Границы — 95-процентные интервалы. Сформировано {district.letterhead.made}"
    )
