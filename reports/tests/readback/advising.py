"""What must the recommendations of a year say with figures? Whom a word concerns is found again from raw answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from reports.tests.readback.act import LEVEL_TITLES, MAXIMUM, RULES, TITLES
from reports.tests.readback.points import School, missing_people
from reports.tests.readback.raw import KINDS
from reports.tests.readback.raw_advice import AUDIENCES, RawAdvice, RawRule, accepted
from reports.tests.readback.saying import DASH, after, long_day, of, quoted, short_day, whole, with_word
from reports.tests.readback.school_result import FEWER, observed, opening_sentences
from reports.tests.readback.statement_words import NAMED_AT_MOST, approval
from reports.tests.readback.year import Year

CAPTION = "Организации в порядке реестра"
SCHOOLS, ORGANISATIONS = ("школа", "школы", "школ"), ("организация", "организации", "организаций")
TO_SCHOOLS = ("организации", "организациям", "организациям")
BANDS_AT = {"low": ("medium", 14), "medium": ("high", 19)}


def schools_of(advice: RawAdvice, year: Year) -> list[School]:
    """By the rule, from raw answers; the methodologist's own words concern whom the methodologist chose."""
    if advice.rule is None or not advice.is_group:
        return [school for school in year.schools if school.raw.pk in advice.members]
    return [school for school in year.known if _is_met(advice.code, advice.rule, school)]


def _is_met(code: str, rule: RawRule, school: School) -> bool:
    if code and (not school.applies(RULES[code]) or school.final[code]):
        return False
    narrowed = (
        (not rule.kinds or school.raw.kind in rule.kinds)
        and (not rule.levels or bool(school.raw.levels & set(rule.levels)))
        and (not rule.bands or school.group in rule.bands)
    )
    return narrowed and _is_so_far(code, rule, school)


def _is_so_far(code: str, rule: RawRule, school: School) -> bool:
    if rule.gap == "any":
        return True
    short = missing(code, school)
    if rule.gap == "absent":
        return not short
    return bool(short) and (short <= (rule.people or 0)) == (rule.gap == "near")


def missing(code: str, school: School) -> int:
    rule = RULES[code]
    return missing_people(rule, *school.verified_people(rule)) if rule.threshold else 0


# --- groups ---------------------------------------------------------------------------------------


def groups(year: Year) -> list[tuple[str, RawAdvice]]:
    """With their numbers: audiences in the order of their list, none for whom nothing was said."""
    rows = [row for row in accepted(year.raw.pk) if row.is_group]
    found, number = [], 0
    for audience in AUDIENCES:
        own = [row for row in rows if row.audience == audience]
        number += bool(own)
        found += [(f"{number}.{place}", row) for place, row in enumerate(own, start=1)]
    return found


def alone(year: Year) -> list[RawAdvice]:
    return [row for row in accepted(year.raw.pk) if not row.is_group]


def about(code: str) -> str:
    return f"Показатель {code} {quoted(RULES[code].title)}" if code else "Итог в целом"


def who(rule: RawRule | None) -> str:
    """«низкая степень; СОШ, гимназия; ООО»."""
    if rule is None:
        return ""
    bands = ", ".join(f"{TITLES[key]} степень" for key in rule.bands)
    kinds, levels = ", ".join(KINDS[kind] for kind in rule.kinds), ", ".join(LEVEL_TITLES[key] for key in rule.levels)
    return "; ".join(filter(None, (bands, kinds, levels)))


def found_in(advice: RawAdvice, year: Year) -> str:
    """What was established of a group, without a full stop."""
    if advice.rule is None:
        return advice.observed.removesuffix(".")
    schools, narrowed = with_word(len(schools_of(advice, year)), *SCHOOLS), who(advice.rule)
    if advice.code:
        able = sum(school.applies(RULES[advice.code]) for school in year.known)
        who_ = f" ({narrowed})" if narrowed else ""
        return f"Показатель не выполнен{who_}: {schools} из {able}, к которым он применим"
    begun = f"{narrowed[0].upper()}{narrowed[1:]}" if narrowed else "Результат установлен"
    return f"{begun}: {schools} из {len(year.known)}, у которых есть результат"


def terms(advice: RawAdvice, target: str) -> str:
    said = [f"Срок: до {long_day(advice.due)}"]
    said += [f"Поможет: {advice.helper.removesuffix('.')}."] if advice.helper else []
    said += [f"Целевое значение: {target.removesuffix('.')}."] if target else []
    return " ".join(said)


def target_of(advice: RawAdvice) -> str:
    if advice.rule is None or advice.is_changed or advice.rule.target:
        return advice.target
    if not advice.code:
        return "Каждая школа группы выполняет больше показателей, чем в этом году"
    threshold = RULES[advice.code].threshold
    if threshold is None:
        return "Показатель выполнен и подтверждён в каждой из школ группы"
    return f"Не менее {threshold} % в каждой школе группы"


def concerned(advice: RawAdvice, year: Year) -> str:
    schools = schools_of(advice, year)
    names = "указаны в приложении" if len(schools) > NAMED_AT_MOST else ", ".join(s.name for s in schools)
    return f"Организации ({len(schools)}): {names}."


def source(advice: RawAdvice, year: Year) -> str:
    if advice.rule is None:
        day = short_day(advice.drawn_at.astimezone(year.raw.zone).date())
        return f"Источник: установлено методистом ({advice.drawn_by}), {day}."
    number, day_ = year.raw.protocol
    what = f"итоговые баллы по показателю {advice.code}"
    if not advice.code:
        what = "сумма итоговых баллов и шкала приложения 1"
    assert isinstance(day_, date)
    maps = f"экспертные карты организаций за {year.title} учебный год"
    return f"Источник: {maps}, {what}; протокол № {number} от {short_day(day_)}."


# --- the document ---------------------------------------------------------------------------------


def word_phrases(year: Year) -> Iterator[str]:
    yield from _opening(year)
    for number, advice in groups(year):
        yield from _heading(number, advice)
        yield f"Установлено: {found_in(advice, year)}."
        yield from filter(None, advice.action.splitlines())
        yield from (terms(advice, target_of(advice)), concerned(advice, year), source(advice, year))
    yield from ("1.", "2.", "3.")


def _heading(number: str, advice: RawAdvice) -> Iterator[str]:
    """An audience's own heading stands above its first."""
    audience, _, place = number.partition(".")
    if place == "1":
        yield f"{audience}. {AUDIENCES[advice.audience]}"
    yield f"{number}. {about(advice.code)}"


def _opening(year: Year) -> Iterator[str]:
    yield f"за {year.title} учебный год"
    yield f"по итогам мониторинга за {year.title} учебный год (основание:"
    number, day = year.raw.protocol
    assert isinstance(day, date)
    yield f"результаты утверждены {long_day(day)}, протокол № {number}."
    if rows := alone(year):
        schools = len({map_id for row in rows for map_id in row.members})
        yield f"Рекомендации отдельным организациям ({with_word(schools, *ORGANISATIONS)})"


def appendix(year: Year) -> list[list[str]]:
    numbers: dict[int, list[str]] = {school.raw.pk: [] for school in year.schools}
    codes: dict[int, list[str]] = {school.raw.pk: [] for school in year.schools}
    for number, advice in groups(year):
        for school in schools_of(advice, year):
            numbers[school.raw.pk].append(number)
    for advice in alone(year):
        codes[advice.members[0]].append(advice.code or "итог")
    rows = [(s.name, numbers[s.raw.pk], codes[s.raw.pk]) for s in year.schools]
    told = [row for row in rows if row[1] or row[2]]
    return [
        [str(place), name, ", ".join(of_groups) or DASH, ", ".join(dict.fromkeys(own)) or DASH, str(len(own))]
        for place, (name, of_groups, own) in enumerate(told, start=1)
    ]


# --- summed up in the справка ---------------------------------------------------------------------


def summed_up(year: Year) -> Iterator[str]:
    """What the справка begins its proposals with."""
    said = []
    if rows := groups(year):
        said.append(f"целевым группам — {len(rows)}")
    if rows_alone := alone(year):
        schools = with_word(len({row.members[0] for row in rows_alone}), *ORGANISATIONS)
        said.append(f"отдельным организациям — {len(rows_alone)} ({schools})")
    yield f"По итогам года приняты адресные рекомендации: {', '.join(said)}."


def proposed(year: Year, audience: str) -> Iterator[str]:
    """Numbered in the справка; those of this audience."""
    for _, advice in groups(year):
        if advice.audience == audience:
            narrowed = f" ({who(advice.rule)})" if who(advice.rule) else ""
            to = with_word(len(schools_of(advice, year)), *TO_SCHOOLS)
            went = f"Рекомендация {'направлена' if advice.is_held else 'относится к'} {to}."
            yield f"{about(advice.code)}{narrowed}. {advice.action} Срок: до {long_day(advice.due)} {went}"
    if own := [row for row in alone(year) if row.audience == audience]:
        yield _counted(own)


def _counted(rows: list[RawAdvice]) -> str:
    counts = Counter(row.code for row in rows)
    codes = ", ".join(f"{code} ({counts[code]})" for code in RULES if counts[code])
    whole_ = f"; по итогу в целом ({counts['']})" if counts[""] else ""
    held = sum(row.is_held for row in rows)
    sent = "Все направлены руководителям." if held == len(rows) else "Руководителям ещё не направлены."
    if 0 < held < len(rows):
        sent = f"Направлено руководителям: {of(held, len(rows))}."
    said = with_word(len(rows), "рекомендация", "рекомендации", "рекомендаций")
    return f"Отдельным организациям — {said}, в скобках число организаций: по показателям {codes}{whole_}. {sent}"


# --- to one school --------------------------------------------------------------------------------


def to_school(year: Year, school: School) -> Iterator[str]:
    """Everything but what the centre is to do, with the school's own fact, or the group's."""
    yield f"за {year.title} учебный год"
    yield school.raw.full_name
    yield from opening_sentences(school)
    yield approval(year, "Результат утверждён")
    for advice in accepted(year.raw.pk):
        if advice.audience != "centre" and any(s.raw.pk == school.raw.pk for s in schools_of(advice, year)):
            yield from _told(advice, year, school)


def _told(advice: RawAdvice, year: Year, school: School) -> Iterator[str]:
    title = AUDIENCES[advice.audience]
    to = [] if advice.audience == "heads" else [f"{title[0].lower()}{title[1:]}"]
    named = ", ".join([*to, *(["группе школ"] if advice.is_group else [])])
    title = f"{advice.code} {RULES[advice.code].title}" if advice.code else "Итог в целом"
    yield f"{title} ({named})" if named else title
    yield f"Установлено: {found_in(advice, year) if advice.is_group else own_fact(advice, school)}."
    yield from filter(None, advice.action.splitlines())
    yield terms(advice, target_of(advice) if advice.is_group else own_target(advice, school))


def own_fact(advice: RawAdvice, school: School) -> str:
    if advice.rule is None:
        return advice.observed.removesuffix(".")
    if advice.code:
        return observed(school, advice.code)
    return (
        f"Итог: {of(school.total, MAXIMUM)} {after(MAXIMUM, *FEWER)} ({school.said_share}), степень эффективности "
        f"{TITLES[school.group]}"
    )


def own_target(advice: RawAdvice, school: School) -> str:
    if advice.rule is None or advice.is_changed or advice.rule.target:
        return advice.target
    if not advice.code:
        above = BANDS_AT.get(school.group)
        least = f"Не менее {above[1]} из {with_word(MAXIMUM, *FEWER)}" if above else ""
        return f"{least}: степень эффективности {TITLES[above[0]]}" if above else "Высшая степень сохранена"
    rule = RULES[advice.code]
    if rule.threshold is None:
        return "Показатель выполнен и подтверждён"
    people = school.verified_people(rule)[1]
    if not people:
        return f"Не менее {rule.threshold} %"
    least = missing_people(rule, 0, people)
    of_all = with_word(people, *rule.people)
    return f"Не менее {rule.threshold} %: при нынешней численности — {whole(least)} из {of_all}"
