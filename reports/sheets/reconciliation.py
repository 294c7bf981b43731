"""What does the table of the reconciliation hold, in a workbook and in CSV alike?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reports.contexts.reconciliation import Agreement, Line, Reconciliation
from reports.sheets.workbook import Column, Sheet, Value, workbook
from russian.dates import short_date
from russian.numbers import decimal

COLUMNS = (
    Column("Школа", 40), Column("Что сверяется", 34), Column("Показатели", 22), Column("Заявлено, чел.", 11),
    Column("ОО-1, чел.", 11), Column("Форма ОО-1 на", 13), Column("Разница, чел.", 11),
    Column("Разница, %", 11, number_format="0.0"), Column("Допуск, чел.", 11), Column("Вывод", 26),
    Column("Пояснение школы", 60), Column("Заключение", 26), Column("Причина", 60),
)  # fmt: skip
TITLES = {
    Agreement.WITHIN: "в пределах допуска",
    Agreement.BEYOND: "больше допуска",
    Agreement.NO_FIGURE: "нет сведений ОО-1",
    Agreement.NO_CLAIM: "нет данных школы",
}


def reconciliation_workbook(context: Reconciliation) -> bytes:
    heading = (
        f"Сверка с ОО-1. {context.letterhead.municipality}, {context.year_title} учебный год. "
        f"Сформировано {context.letterhead.made}"
    )
    sheet = Sheet("Сверка с ОО-1", heading, COLUMNS, rows_of(context))
    return workbook([sheet], title=f"Сверка с ОО-1 {context.year_title}")


def rows_of(context: Reconciliation) -> Iterator[list[Value]]:
    for line in context.lines:
        yield [float(value) if isinstance(value, Fraction) else value for value in _row(line)]


def text_rows_of(context: Reconciliation) -> Iterator[list[str | int | None]]:
    """The same for CSV, where a fraction is a text with a comma."""
    for line in context.lines:
        yield [decimal(value) if isinstance(value, Fraction) else value for value in _row(line)]


def _row(line: Line) -> list[str | int | Fraction | None]:
    gap, verdict = line.gap, line.verdict
    return [
        line.school.name, line.figure.quantity.title, line.figure.said_codes, line.claimed, line.reference,
        short_date(line.figure.day), gap.change if gap else None,
        line.percent, gap.tolerated if gap else None,
        TITLES[line.agreement], line.comment or None, line.said_verdict or None,
        verdict.reason or None if verdict else None,
    ]  # fmt: skip
