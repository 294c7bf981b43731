"""What does the registry of results hold, sheet by sheet?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.queries.cycle_rows import AnswerRow
from reports.sheets.workbook import Column, Sheet, Value, workbook

YES, NO = "да", "нет"
Row = TypeVar("Row")
# What a column is called and what stands in it, in one place: the header cannot drift from the data.
Columns = tuple[tuple[Column, Callable[[Row], Value]], ...]


def registry_workbook(district: District) -> bytes:
    """«Итоги», «Показатели», «Данные»: the very figures of the page and the справка, as numbers."""
    return workbook(registry_sheets(district).values(), title=f"Реестр {district.year_title}")


def registry_sheets(district: District) -> dict[str, Sheet]:
    """The three by the names addresses use."""
    return {"totals": _totals(district), "points": _points(district), "answers": _answers(district)}


def _sheet(title: str, heading: str, columns: Columns[Row], rows: Iterable[Row]) -> Sheet:
    values = ([value(row) for _, value in columns] for row in rows)
    return Sheet(title, heading, [column for column, _ in columns], values)


def _heading(district: District, what: str) -> str:
    state = "результаты утверждены" if district.approved else "ПРЕДВАРИТЕЛЬНО, результаты не утверждены"
    return (
        f"{what}. {district.letterhead.municipality}, {district.year_title} учебный год; {state}; "
        f"баллы учтены {district.policy_title}. Сформировано {district.letterhead.made}"
    )


def _totals(district: District) -> Sheet:
    bands = {line.key: line.title for line in district.groups}
    columns: Columns[SchoolRow] = (
        (Column("Школа", 40), lambda row: row.register_name),
        (Column("Вид", 14), lambda row: row.kind_title),
        (Column("Уровни", 16), lambda row: row.levels_title),
        (Column("Заявлено", 11), lambda row: row.claimed),
        (Column("Проверено", 11), lambda row: row.verified),
        (Column("Итог", 8), lambda row: row.result.points if row.result else None),
        (Column("Максимум", 11), lambda row: row.maximum),
        (
            Column("Доля", 9, number_format="0.0%"),
            lambda row: float(row.result.percent / 100) if row.result else None,
        ),
        (Column("Степень", 24), lambda row: bands[row.group]),
        (Column("Состояние карты", 18), lambda row: row.state_title),
    )
    return _sheet("Итоги", _heading(district, "Итоги по школам"), columns, district.schools)


def _points(district: District) -> Sheet:
    columns = (Column("Школа", 40), *(Column(line.code, 6) for line in district.indicators), Column("Итог", 8))
    heading = _heading(
        district,
        "Итоговые баллы по показателям. 1 — балл получен, 0 — не получен, пусто — показатель к школе не применим; "
        "строка без чисел — карта не представлена или ещё проверяется",
    )
    return Sheet("Показатели", heading, columns, map(_points_row, district.schools))


def _points_row(row: SchoolRow) -> list[Value]:
    return [row.register_name, *(cell.points for cell in row.cells), *([row.result.points] if row.result else [])]


ANSWERS: Columns[tuple[SchoolRow, AnswerRow]] = (
    (Column("Школа", 40), lambda given: given[0].register_name),
    (Column("Показатель", 12), lambda given: given[1].code),
    (Column("Числитель", 11), lambda given: given[1].numerator),
    (Column("Знаменатель", 13), lambda given: given[1].denominator),
    (Column("Факт", 26), lambda given: _fact(given[1])),
    (Column("Заявлено", 11), lambda given: given[1].claimed),
    (Column("Проверено", 11), lambda given: given[1].verified if given[0].result else None),
    (Column("Итог", 8), lambda given: given[1].final if given[0].result else None),
    (Column("Причина изменения", 70), lambda given: _reason(*given)),
)


def _answers(district: District) -> Sheet:
    heading = _heading(district, "Ответы школ и баллы; числа и факты — как заявила школа")
    given = ((row, answer) for row in district.schools for answer in row.answers.values())
    return _sheet("Данные", heading, ANSWERS, given)


def _fact(answer: AnswerRow) -> str | None:
    if answer.parts:
        return ", ".join(f"{PARTS.get(key, key)}: {YES if said else NO}" for key, said in answer.parts.items())
    return None if answer.fact is None else (YES if answer.fact else NO)


PARTS = {"noo": "НОО", "ooo": "ООО", "soo": "СОО"}


def _reason(row: SchoolRow, answer: AnswerRow) -> str | None:
    if row.result is None:
        return None
    correction = row.corrections.get(answer.code)
    return " / ".join(filter(None, (correction.reason if correction else "", answer.final_reason))) or None
