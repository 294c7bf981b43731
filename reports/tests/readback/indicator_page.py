"""What must the page of an indicator, and the paper about it, say with figures?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reports.tests.readback.act import CONTENT, LEVEL_TITLES, Rule
from reports.tests.readback.district_page import PEOPLE, SCHOOLS, past
from reports.tests.readback.points import School
from reports.tests.readback.raw import KINDS
from reports.tests.readback.saying import DASH, change, honest, of, people, percent, with_word
from reports.tests.readback.year import Reached, Year

ITEMS = {i["code"]: i for d in CONTENT["directions"] for c in d["criteria"] for i in c["indicators"]}
TEXTS = ("wording", "clarification", "method", "periodicity", "sources", "recommendation", "short_title")
MARKS = {True: "✓ выполнен", False: "✗ не выполнен"}
YES = {True: "да", False: "нет"}


def everything(year: Year, code: str) -> Iterator[str]:
    line = year.by_code[code]
    yield f"{year.title} учебный год"
    yield f"{code} {line.rule.title}"
    yield from figures(year, line)
    if line.rule.threshold:
        yield f"доля, не менее {line.rule.threshold} %"
        yield f"порог {line.rule.threshold} %"
        yield from (f"{s.name}: {checked(s, line.rule)}" for s in line.schools if s.verified_people(line.rule)[1])
    else:
        yield from by_kinds(line)
    yield from (near_school(school, line) for school in near(line))
    yield from dynamics(year, code)
    yield from reasons(line)
    yield from (_school(school, line) for school in line.schools)


def figures(year: Year, line: Reached) -> Iterator[str]:
    yield f"Выполнили {of(line.reached, line.able)} {percent(line.share)} школ, к которым показатель применим"
    close = len(near(line))
    yield f"Не выполнили {len(line.missed)} {f'{close} в одном шаге' if close else 'в одном шаге никого'}"
    if year.before:
        then = year.before.by_code[line.rule.code]
        step = change(year.change(line.rule.code))
        yield f"Год назад {of(then.reached, then.able)} {step} к {year.before.title}"
    if line.people:
        yield f"По всем школам вместе {people(*line.people)}"
    unable, without = len(year.known) - line.able, len(year.schools) - len(year.known)
    if unable:
        yield f"Показатель не применим: {with_word(unable, *SCHOOLS)}."
    if without:
        yield f"(карта не представлена или проверяется): {with_word(without, *SCHOOLS)}."


def by_kinds(line: Reached) -> Iterator[str]:
    for kind, title in KINDS.items():
        own = [bool(school.final[line.rule.code]) for school in line.schools if school.raw.kind == kind]
        if own:
            yield f"{title} {sum(own)} {len(own) - sum(own)}"


def near(line: Reached) -> list[School]:
    """One person short, or a tenth of those needed; of a compound fact one level short."""
    return [school for school in line.missed if _is_near(school, line)]


def _is_near(school: School, line: Reached) -> bool:
    rule = line.rule
    if rule.threshold:
        denominator = school.verified_people(rule)[1]
        needed = -(-rule.threshold * denominator // 100)
        return 0 < line.missing(school) <= max(1, needed // 10)
    parts = school.raw.answers[rule.code].parts
    return len(parts) > 1 and rule.code not in school.raw.corrections and list(parts.values()).count(False) == 1


def near_school(school: School, line: Reached) -> str:
    missing = line.missing(school)
    short = f", не хватает {with_word(missing, *PEOPLE)}" if missing else ""
    return f"{school.name} {checked(school, line.rule)}{short}"


def checked(school: School, rule: Rule) -> str:
    """What stood after verification."""
    if rule.threshold:
        return _share(*school.verified_people(rule), rule.threshold)
    correction = school.raw.corrections.get(rule.code)
    return _fact(school, rule) if correction is None else YES[bool(correction.points or correction.fact)]


def claimed(school: School, rule: Rule) -> str:
    if rule.threshold:
        numerator, denominator = school.people(rule, school.raw.answers[rule.code])
        return _share(numerator or 0, denominator, rule.threshold)
    return _fact(school, rule)


def _share(numerator: int, denominator: int, threshold: int) -> str:
    """Of fewer than ten people no share is said."""
    said = of(numerator, denominator)
    if denominator < 10:
        return said
    return f"{said}, {honest(Fraction(100 * numerator, denominator), threshold)}"


def _fact(school: School, rule: Rule) -> str:
    said = school.raw.answers[rule.code]
    if rule.parts:
        return ", ".join(f"{LEVEL_TITLES[key]}: {YES[value]}" for key, value in said.parts.items())
    return YES[bool(said.fact)]


def dynamics(year: Year, code: str) -> Iterator[str]:
    years = past(year)
    if len(years) == 1:
        return
    lines = [(then.title, then.by_code[code]) for then in years]
    yield " ".join([*(percent(line.share) for _, line in lines), *(title for title, _ in lines)])
    yield "от 0 до 100 %"
    yield from (f"{title} {of(line.reached, line.able)} {percent(line.share)}" for title, line in lines)


def reasons(line: Reached) -> Iterator[str]:
    found: dict[tuple[str, str], list[str]] = {}
    for school in line.schools:
        correction, given = school.raw.corrections.get(line.rule.code), school.raw.given.get(line.rule.code)
        said = [(correction.reason, "проверка")] if correction else []
        said += [(given[1], "оценка")] if given else []
        for key in said:
            found.setdefault(key, []).append(school.name)
    for (text, by), names in found.items():
        yield f"{text} {by} {len(names)} {', '.join(names)}"


def _school(school: School, line: Reached) -> str:
    now, before = checked(school, line.rule), claimed(school, line.rule)
    reached = bool(school.final[line.rule.code])
    missing = 0 if reached else line.missing(school)
    return f"{school.name} {now} {before if before != now else DASH} {MARKS[reached]} {missing or DASH}"


def official(code: str) -> list[str]:
    """The act's own words, and ours beside them: their figures are not of the year."""
    texts = [ITEMS[code][name] for name in TEXTS]
    return [*filter(None, texts), "0 % 25 % 50 % 75 % 100 %", code]
