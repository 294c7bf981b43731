"""What does the сводная таблица hold as a sheet: schools × indicators with the counts under them?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.sheets.workbook import Column, Sheet, Value


def summary_sheet(district: District) -> Sheet:
    columns = (
        Column("Школа", 40), *(Column(line.code, 6) for line in district.indicators), Column("Итог", 8),
        Column("Максимум", 11), Column("Доля", 9, "0.0%"), Column("Степень", 24),
    )  # fmt: skip
    heading = (
        f"Сводная таблица. {district.letterhead.municipality}, {district.year_title} учебный год; "
        f"{district.approval}. 1 — балл получен, 0 — не получен, пусто — показатель к школе не применим"
    )
    return Sheet("Сводная таблица", heading, columns, _rows(district))


def _rows(district: District) -> Iterator[list[Value]]:
    for row in district.schools:
        yield _school(row, len(district.indicators))
    yield ["Выполнили", *(line.reached for line in district.indicators)]
    yield ["Применим", *(line.applicable for line in district.indicators)]


def _school(row: SchoolRow, width: int) -> list[Value]:
    if row.result is None:
        return [row.register_name, *[None] * (width + 3), row.why]
    result = row.result
    points = (cell.points for cell in row.cells)
    return [row.register_name, *points, result.points, result.maximum, float(result.percent / 100), result.band.title]
