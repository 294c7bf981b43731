"""Which tables does the page of a district's year hold, each as a sheet of its own?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reports.contexts.district import District
from reports.contexts.district_figures import GroupLine
from reports.contexts.wording import MANY_SCHOOLS
from reports.sheets.registry import registry_sheets
from reports.sheets.summary import summary_sheet
from reports.sheets.workbook import Column, Sheet, Value
from russian.plurals import ORGANISATIONS, counted

PERCENT = "0.0%"


@dataclass(frozen=True, slots=True)
class DistrictTable:
    """`title` is what people read at the link and the name of the sheet."""

    title: str
    sheet: Callable[[District], Sheet]


def _share(value: Fraction | None) -> float | None:
    return None if value is None else float(value / 100)


def _heading(district: District, what: str) -> str:
    chosen = f" Отбор: {', '.join(district.chosen.words)}." if not district.chosen.is_everything else ""
    year = f"{district.letterhead.municipality}, {district.year_title} учебный год"
    return f"{what}. {year}; {district.approval}.{chosen}"


def _few(district: District) -> str:
    return "" if district.says_shares else ". Школ меньше десяти: вместо их долей показаны числа"


def _groups(district: District) -> Sheet:
    columns = (
        Column("Степень", 26), Column("Доля от максимума", 26), Column("Школ", 9), Column("Доля школ", 11, PERCENT),
        Column("Год назад", 11), Column("Организации", 90),
    )  # fmt: skip
    rows: Iterator[list[Value]] = (
        [line.title, line.shares, line.count, _share(line.share) if district.says_shares else None, line.before,
         _names(line)]
        for line in district.groups
    )  # fmt: skip
    return Sheet("Степени", _heading(district, f"Степень эффективности{_few(district)}"), columns, rows)


def _names(line: GroupLine) -> str:
    """A cell of hundreds of names can be neither read nor printed: of many the number, the registry names them."""
    if line.count > MANY_SCHOOLS:
        return f"{counted(line.count, ORGANISATIONS)} (см. реестр)"
    return ", ".join(row.register_name for row in line.schools)


def _kinds(district: District) -> Sheet:
    columns = (
        Column("Организации", 30), Column("Всего", 9), Column("Карты проверены", 17),
        Column("Средний результат", 19, PERCENT),
    )  # fmt: skip
    rows = ([line.title, line.schools, line.results, _share(line.mean)] for line in district.kinds)
    return Sheet("Виды", _heading(district, "Средний результат по видам организаций"), columns, rows)


def _criteria(district: District) -> Sheet:
    columns = (
        Column("№", 6), Column("Критерий", 70), Column("Баллов заявлено", 17), Column("Баллов итог", 13),
        Column("Возможно баллов", 17), Column("Самооценка", 13, PERCENT), Column("Итог", 10, PERCENT),
        Column("Год назад", 11, PERCENT),
    )  # fmt: skip
    rows: Iterator[list[Value]] = (
        [line.criterion.number, line.criterion.title, line.claimed, line.final, line.maximum,
         _share(line.claimed_percent), _share(line.final_percent), _share(line.before)]
        for line in district.criteria
    )  # fmt: skip
    return Sheet("Критерии", _heading(district, "Результаты по критериям"), columns, rows)


def _indicators(district: District) -> Sheet:
    columns = (
        Column("Код", 7), Column("Показатель", 60), Column("Порог, %", 10), Column("Выполнили", 11),
        Column("Применим", 11), Column("Доля", 10, PERCENT), Column("Год назад", 11, PERCENT),
        Column("Человек", 10), Column("Из них всего", 14),
    )  # fmt: skip
    rows: Iterator[list[Value]] = (
        [line.code, line.indicator.short_title, line.indicator.threshold, line.reached, line.applicable,
         _share(line.share) if line.says_share else None, _share(line.before) if line.says_before else None,
         line.people.numerator if line.people else None,
         line.people.denominator if line.people else None]
        for line in district.indicators
    )  # fmt: skip
    what = "Показатели: школы, выполнившие показатель, и численность по всем школам"
    heading = _heading(district, f"{what}{_few(district)}")
    return Sheet("Показатели", heading, columns, rows)


def _deficits(district: District) -> Sheet:
    columns = (
        Column("Код", 7), Column("Показатель", 60), Column("Не выполнила", 40), Column("Не хватает человек", 20),
    )  # fmt: skip
    rows: Iterator[list[Value]] = (
        [line.code, line.indicator.short_title, missed.school.register_name, missed.missing or None]
        for line in district.deficits
        for missed in line.missed
    )
    heading = _heading(district, "Показатели, которые выполнены менее чем в половине школ, и не выполнившие их школы")
    return Sheet("Дефициты", heading, columns, rows)


def _corrections(district: District) -> Sheet:
    columns = (Column("Код", 7), Column("Показатель", 60), Column("Понижено", 11), Column("Повышено", 11))
    rows: Iterator[list[Value]] = (
        [line.indicator.code, line.indicator.short_title, line.lowered, line.raised]
        for line in district.trust.indicators
    )
    return Sheet("Исправления", _heading(district, "Сколько ответов изменила проверка"), columns, rows)


def _changed(district: District) -> Sheet:
    columns = (
        Column("Школа", 40), Column("Заявлено", 11), Column("Проверено", 11), Column("Изменено", 11), Column("Итог", 8),
    )  # fmt: skip
    rows: Iterator[list[Value]] = (
        [row.register_name, row.claimed, row.verified, row.changed, row.result.points if row.result else None]
        for row in district.trust.schools
    )
    return Sheet("Самооценка", _heading(district, "Школы, сумма баллов которых изменилась при проверке"), columns, rows)


TABLES: Mapping[str, DistrictTable] = {
    "groups": DistrictTable("Степени эффективности", _groups),
    "kinds": DistrictTable("Виды организаций", _kinds),
    "criteria": DistrictTable("Критерии", _criteria),
    "indicators": DistrictTable("Показатели", _indicators),
    "deficits": DistrictTable("Дефициты", _deficits),
    "corrections": DistrictTable("Исправления при проверке", _corrections),
    "changed": DistrictTable("Самооценка и проверка", _changed),
    "summary": DistrictTable("Сводная таблица", summary_sheet),
    "totals": DistrictTable("Реестр: итоги", lambda district: registry_sheets(district)["totals"]),
    "points": DistrictTable("Реестр: баллы", lambda district: registry_sheets(district)["points"]),
    "answers": DistrictTable("Реестр: ответы школ", lambda district: registry_sheets(district)["answers"]),
}
