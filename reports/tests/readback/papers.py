"""What must the приказ, the сводная таблица and the analysis of an indicator say with figures?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from reports.tests.readback.act import MAXIMUM, TITLES
from reports.tests.readback.points import School
from reports.tests.readback.saying import (
    DASH,
    after,
    further,
    honest,
    long_day,
    of,
    of_schools,
    people,
    with_word,
)
from reports.tests.readback.statement import legend, matrix_row
from reports.tests.readback.statement_words import named
from reports.tests.readback.year import Reached, Year

ORGANISATIONS = ("организация", "организации", "организаций")
ANSWERS = ("ответу", "ответам", "ответам")
NEAR = 5
ORDER_CAPTION = "Организации в порядке реестра"


# --- приказ -------------------------------------------------------------------------------------


def order(year: Year) -> Iterator[str]:
    yield f"за {year.title} учебный год"
    number, day = year.raw.protocol
    protocol = f"; протокол № {number} от {long_day(day)}" if number and day else ""
    yield f"по итогам мониторинга за {year.title} учебный год"
    yield f"(утв. {year.raw.municipality['act']}){protocol})"
    items = list(_ordered(year))
    yield from (text for text in items if text)
    yield from (f"{place}." for place, _ in enumerate(items, start=1))


def _ordered(year: Year) -> Iterator[str]:
    """What each point says with figures, empty where there are none."""
    degrees = [
        f"{TITLES[key]} — {with_word(len(year.group(key)), *ORGANISATIONS)}" for key in ("high", "medium", "low")
    ]
    said = ", ".join(degrees)
    yield f"результаты мониторинга за {year.title} учебный год согласно приложению. Степень эффективности: {said}."
    if high := year.group("high"):
        yield f"Отметить положительный опыт организаций с высокой степенью эффективности: {named(high)}."
    last = year.raw.last_days["evaluation"]
    yield f"адресные рекомендации в срок до {long_day(last + timedelta(days=14))}"
    if low := year.group("low"):
        yield f"в отдел образования в срок до {long_day(last + timedelta(days=30))}: {named(low)}."
    if year.approved and (absent := year.group("absent")):
        yield f"обеспечить участие в следующем цикле: {named(absent)}."
    yield from ("", "")


def order_rows(year: Year) -> list[list[str]]:
    return [[str(place), school.name, *_outcome(school)] for place, school in enumerate(year.schools, start=1)]


def _outcome(school: School) -> list[str]:
    if not school.has_result:
        return [TITLES[school.group]]
    return [of(school.total, MAXIMUM), school.said_share, TITLES[school.group]]


# --- сводная таблица ----------------------------------------------------------------------------


def summary(year: Year) -> Iterator[str]:
    yield f"за {year.title} учебный год"
    if year.approved:
        number, day = year.raw.protocol
        assert isinstance(day, date)
        yield f"результаты утверждены {long_day(day)}, протокол № {number}"
    yield legend()
    yield from (" ".join(matrix_row(school)) for school in year.schools)
    if year.known:
        yield " ".join(["Выполнили", *(str(line.reached) for line in year.indicators)])
        yield " ".join(["Применим", *(str(line.able) for line in year.indicators)])
        yield " ".join(["Доля, %", *(str(int((line.share or 0) + Fraction(1, 2))) for line in year.indicators)])


# --- анализ по показателю -----------------------------------------------------------------------


def analysis(year: Year, code: str) -> Iterator[str]:
    line = year.by_code[code]
    yield f"по показателю {code} «{line.rule.title}» за {year.title} учебный год"
    yield from ("1. Показатель", "2. Результат")
    verb = after(line.reached, "выполнила", "выполнили", "выполнили")
    step = year.change(code)
    dynamics = ""
    if year.before and step is not None:
        dynamics = f", {further(step, ', чем', 'на том же уровне, что и')} в {year.before.title} учебном году"
    yield f"Показатель {verb} {of_schools(line.reached, line.able)}{dynamics}."
    if line.people and line.people[1]:
        yield f"Всего по организациям: {people(*line.people)}."
    if near := [school for school in line.missed if 0 < line.missing(school) <= NEAR]:
        yield f"До порога не хватает не более {with_word(NEAR, 'человек', 'человека', 'человек')}: {named(near)}."
    move = year.moves[code]
    if move:
        changed = with_word(move.total(), *ANSWERS)
        yield f"Проверка изменила баллы по {changed}: понижено {move['lowered']}, повышено {move['raised']}."
    yield "Таблица 1. Организации, к которым показатель применим, после проверки"
    reasons = analysis_reasons(line)
    if reasons:
        yield "3. Почему баллы изменялись"
        yield "Таблица 2. Причины исправлений при проверке и оценке"
    yield f"{4 if reasons else 3}. Рекомендация"


def analysis_reasons(line: Reached) -> list[list[str]]:
    found: Counter[str] = Counter()
    for school in line.schools:
        correction, given = school.raw.corrections.get(line.rule.code), school.raw.given.get(line.rule.code)
        said = [correction.reason] if correction else []
        said += [given[1]] if given else []
        if said:
            found[" / ".join(text.removesuffix(".") for text in said)] += 1
    return [[reason, str(count)] for reason, count in found.most_common()]


def analysis_rows(line: Reached) -> list[list[str]]:
    return [_school(school, line) for school in line.schools]


def _school(school: School, line: Reached) -> list[str]:
    rule, point = line.rule, str(school.final[line.rule.code])
    if not rule.threshold:
        return [school.name, point]
    numerator, denominator = school.verified_people(rule)
    share = honest(Fraction(100 * numerator, denominator), rule.threshold) if denominator else "—"
    missing = line.missing(school) if point == "0" else 0
    return [school.name, of(numerator, denominator), share, point, str(missing) if missing else DASH]


def analysis_tables(year: Year, code: str) -> dict[str, list[list[str]]]:
    line = year.by_code[code]
    found = {"Таблица 1. Организации, к которым показатель применим, после проверки": analysis_rows(line)}
    if reasons := analysis_reasons(line):
        found["Таблица 2. Причины исправлений при проверке и оценке"] = reasons
    return found
