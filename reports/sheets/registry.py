"""What does the registry of results hold, sheet by sheet?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.queries.cycle_rows import AnswerRow
from reports.sheets.workbook import Column, Sheet, Value, workbook

TOTALS = (
    Column("Школа", 40), Column("Вид", 14), Column("Уровни", 16), Column("Заявлено", 11), Column("Проверено", 11),
    Column("Итог", 8), Column("Максимум", 11), Column("Доля", 9, number_format="0.0%"), Column("Степень", 24),
    Column("Состояние карты", 18),
)  # fmt: skip
ANSWERS = (
    Column("Школа", 40), Column("Показатель", 12), Column("Числитель", 11), Column("Знаменатель", 13),
    Column("Факт", 26), Column("Заявлено", 11), Column("Проверено", 11), Column("Итог", 8),
    Column("Причина изменения", 70),
)  # fmt: skip
YES, NO = "да", "нет"


def registry_workbook(district: District) -> bytes:
    """«Итоги», «Показатели», «Данные»: the very figures of the page and the справка, as numbers."""
    return workbook(registry_sheets(district).values(), title=f"Реестр {district.year_title}")


def registry_sheets(district: District) -> dict[str, Sheet]:
    """The three by the names addresses use."""
    return {"totals": _totals(district), "points": _points(district), "answers": _answers(district)}


def _heading(district: District, what: str) -> str:
    state = "результаты утверждены" if district.approved else "ПРЕДВАРИТЕЛЬНО, результаты не утверждены"
    return (
        f"{what}. {district.letterhead.municipality}, {district.year_title} учебный год; {state}; "
        f"баллы учтены {district.policy_title}. Сформировано {district.letterhead.made}"
    )


def _totals(district: District) -> Sheet:
    rows = (_totals_row(row, district) for row in district.schools)
    return Sheet("Итоги", _heading(district, "Итоги по школам"), TOTALS, rows)


def _totals_row(row: SchoolRow, district: District) -> list[Value]:
    result = row.result
    band = next(line.title for line in district.groups if line.key == row.group)
    return [
        row.register_name, row.kind_title, row.levels_title, row.claimed, row.verified,
        result.points if result else None, row.maximum, float(result.percent / 100) if result else None,
        band, row.state_title,
    ]  # fmt: skip


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


def _answers(district: District) -> Sheet:
    heading = _heading(district, "Ответы школ и баллы; числа и факты — как заявила школа")
    return Sheet("Данные", heading, ANSWERS, _answer_rows(district.schools))


def _answer_rows(schools: Iterable[SchoolRow]) -> Iterator[list[Value]]:
    for row in schools:
        for answer in row.answers.values():
            yield [
                row.register_name, answer.code, answer.numerator, answer.denominator, _fact(answer),
                answer.claimed, answer.verified if row.result else None, answer.final if row.result else None,
                _reason(row, answer),
            ]  # fmt: skip


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
