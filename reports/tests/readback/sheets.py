"""What must stand in every cell of the workbooks? Rows of plain values, in the order of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction

from reports.tests.readback.act import CRITERIA, LEVEL_TITLES, MAXIMUM, RULES, SHARES, TITLES
from reports.tests.readback.points import School
from reports.tests.readback.saying import long_day, stamp
from reports.tests.readback.statement_words import named
from reports.tests.readback.year import Year, mean

STATES = {
    "filling": "Заполняется", "submitted": "Представлена", "approved": "Утверждена", "not_submitted": "Не представлена",
}  # fmt: skip
Cell = str | int | Fraction | None
Rows = list[list[Cell]]


def register(schools: list[School]) -> str:
    """Of more than two dozen their number."""
    return named(schools, "см. реестр")


def part(value: Fraction | None) -> Fraction | None:
    """A share as a workbook holds it: a part of one."""
    return None if value is None else value / 100


def totals(year: Year) -> Rows:
    return [_total(school) for school in year.schools]


def _total(school: School) -> list[Cell]:
    raw, known = school.raw, school.has_result
    levels = ", ".join(title for level, title in LEVEL_TITLES.items() if level in raw.levels)
    claimed = school.sums[0] if school.standing != "absent" else None
    verified, final, share = (school.sums[1], school.total, part(school.share)) if known else (None, None, None)
    return [
        raw.name, raw.kind_title, levels, claimed, verified, final, MAXIMUM, share, TITLES[school.group],
        STATES[raw.state],
    ]  # fmt: skip


def signs(school: School) -> list[Cell]:
    """Final points; nothing where the school cannot have the indicator."""
    return [school.final[code] if school.applies(rule) else None for code, rule in RULES.items()]


def points(year: Year) -> Rows:
    return [[s.name, *(signs(s) if s.has_result else [None] * 23), s.total if s.has_result else None]
            for s in year.schools]  # fmt: skip


def answers(year: Year) -> Rows:
    return [_answer(school, code) for school in year.signed for code in RULES]


def _answer(school: School, code: str) -> list[Cell]:
    rule, said = RULES[code], school.raw.answers[code]
    numerator, denominator = (None, None)
    if rule.threshold is not None and school.applies(rule):
        numerator, denominator = school.people(rule, said)
    decided: list[Cell] = [None, None, None]
    if school.has_result:
        correction, given = school.raw.corrections.get(code), school.raw.given.get(code)
        why = [correction.reason if correction else "", given[1] if given else ""]
        decided = [school.verified[code], school.final[code], " / ".join(filter(None, why)) or None]
    return [school.name, code, numerator, denominator, _fact(school, code), school.claimed[code], *decided]


def _fact(school: School, code: str) -> str | None:
    said, words = school.raw.answers[code], {True: "да", False: "нет"}
    if RULES[code].parts:
        return ", ".join(f"{LEVEL_TITLES[key]}: {words[value]}" for key, value in said.parts.items())
    return None if said.fact is None else words[said.fact]


def groups(year: Year) -> Rows:
    return [
        [TITLES[key], SHARES.get(key) or None, len(year.group(key)),
         Fraction(len(year.group(key)), len(year.schools)),
         len(year.before.group(key)) if year.before else None, register(year.group(key)) or None]
        for key in year.groups
    ]  # fmt: skip


def kinds(year: Year) -> Rows:
    return [
        [
            title,
            len(schools),
            sum(s.has_result for s in schools),
            part(mean([s.share for s in schools if s.has_result])),
        ]
        for title, schools in year.kinds
    ]


def criteria(year: Year) -> Rows:
    return [
        [c.number, c.title, year.points(c, "claimed"), year.points(c, "final"), year.possible(c),
         part(year.criterion_share(c, "claimed")), part(year.criterion_share(c)),
         part(year.before.criterion_share(c)) if year.before else None]
        for c in CRITERIA
    ]  # fmt: skip


def indicators(year: Year) -> Rows:
    return [
        [line.rule.code, line.rule.title, line.rule.threshold, line.reached, line.able, part(line.share),
         part(year.share_before(line.rule.code)), *(line.people or (None, None))]
        for line in year.indicators
    ]  # fmt: skip


def deficits(year: Year) -> Rows:
    return [
        [line.rule.code, line.rule.title, school.name, line.missing(school) or None]
        for line in year.deficits
        for school in line.missed
    ]


def corrections(year: Year) -> Rows:
    return [[rule.code, rule.title, move["lowered"], move["raised"]] for rule, move in year.often_changed]


def changed(year: Year) -> Rows:
    return [[s.name, s.sums[0], s.sums[1], s.sums[1] - s.sums[0], s.total] for s in year.sum_changed]


def summary(year: Year) -> Rows:
    rows: Rows = [
        [s.name, *signs(s), s.total, MAXIMUM, part(s.share), TITLES[s.group]]
        if s.has_result
        else [s.name, *[None] * 26, TITLES[s.group]]
        for s in year.schools
    ]
    counts: list[tuple[str, Callable]] = [
        ("Выполнили", lambda line: line.reached),
        ("Применим", lambda line: line.able),
    ]
    return rows + [[title, *map(count, year.indicators), *[None] * 4] for title, count in counts]


SHEETS: dict[str, Callable[[Year], Rows]] = {
    "groups": groups, "kinds": kinds, "criteria": criteria, "indicators": indicators, "deficits": deficits,
    "corrections": corrections, "changed": changed, "summary": summary, "totals": totals, "points": points,
    "answers": answers,
}  # fmt: skip


def heading(year: Year, table: str) -> list[str]:
    """The figures of the line above a table."""
    said = [f"{year.title} учебный год"]
    if table in {"totals", "points", "answers"}:
        said.append("строго по приложению 1")
    elif year.approved:
        number, day = year.raw.protocol
        assert isinstance(day, date)
        said.append(f"утверждены {long_day(day)}, протокол № {number}")
    if table in {"points", "summary"}:
        said.append("1 — балл получен, 0 — не получен, пусто")
    return said


def stamps(year: Year, moments: Iterable[datetime]) -> list[str]:
    return [f"Сформировано {stamp(moment.astimezone(year.raw.zone))}" for moment in moments]
