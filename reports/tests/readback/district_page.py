"""What must the page of a district's year say with figures, section by section?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from reports.tests.readback.act import CRITERIA, POINTS, RULES, SHARES, TITLES
from reports.tests.readback.points import School
from reports.tests.readback.saying import (
    DASH,
    MONTHS,
    after,
    change,
    long_day,
    of,
    people,
    percent,
    points,
    short_day,
    tenths,
    whole,
    with_word,
)
from reports.tests.readback.statement import band_labels
from reports.tests.readback.year import Reached, Year, mean

DOTS = {"high": "●●●", "medium": "●●○", "low": "●○○"}
SCHOOLS = ("школа", "школы", "школ")
OF_SCHOOLS = ("школы", "школ", "школ")
PEOPLE = ("человека", "человек", "человек")


def degree(key: str) -> str:
    return f"{DOTS[key]} {TITLES[key]}" if key in DOTS else TITLES[key]


def key_figures(year: Year) -> Iterator[str]:
    signed, late, absent = len(year.signed), len(year.signed) - len(year.in_time), len(year.group("absent"))
    said = [f"Представили карты {of(signed, len(year.schools))} {len(year.in_time)} в срок"]
    said += [f"{late} по продлению"] if late else []
    said += [f"{absent} не {after(absent, 'представила', 'представили', 'представили')}"] if absent else []
    checking = len(year.group("checking"))
    yield ", ".join(said) + (f"; проверяется {with_word(checking, 'карта', 'карты', 'карт')}" if checking else "")
    if not year.known or year.mean is None:
        yield "Изменено при проверке 0 баллов"
        return
    before = (
        f" {change(year.mean - year.before.mean)} к {year.before.title}" if year.before and year.before.mean else ""
    )
    yield f"Средний результат {percent(year.mean)}{before}"
    forms = ("школа с результатом", "школы с результатом", "школ с результатом")
    yield f"Медиана {percent(year.median)} {with_word(len(year.known), *forms)}"
    changed = points(year.lowered + year.raised)
    yield f"Изменено при проверке {changed} {percent(year.changed_share)} ответов, {year.lowered} в меньшую сторону"
    rare = [school for line in year.deficits for school in line.schools if school.final[line.rule.code]]
    who = len({school.raw.school for school in rare})
    yield f"Эффективные практики {len(rare)} в {with_word(who, 'школе', 'школах', 'школах')}"


def groups(year: Year) -> Iterator[str]:
    yield from (year.before.title,) if year.before else ()
    for key in year.groups:
        count, before = len(year.group(key)), len(year.before.group(key)) if year.before else None
        limits = f"{SHARES[key]} ({POINTS[key]})" if key in SHARES else "отдельная группа, не 0 баллов"
        settled = before is not None and (year.approved or len(year.known) == len(year.schools))
        step = _signed(count - before) if settled and before is not None else DASH
        share = percent(Fraction(100 * count, len(year.schools)))
        then = DASH if before is None else whole(before)
        yield f"{degree(key)} {limits} {count} {share} {then} {step}"
    for title, schools in year.kinds:
        shares = [school.share for school in schools if school.has_result]
        yield f"{title} {len(schools)} {len(shares)} {percent(mean(shares))}"


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else whole(value)


def criteria(year: Year) -> Iterator[str]:
    if year.before:
        yield f"черта — {year.before.title} учебный год"
    for c in CRITERIA:
        average = tenths(Fraction(year.points(c, "final"), len(year.known)))
        shares = f"{percent(year.criterion_share(c, 'claimed'))} {percent(year.criterion_share(c))}"
        step = change(year.criterion_change(c))
        yield f"{c.number} {c.short_title} {average} из {len(c.codes)} {shares} {step}"
    yield f"Школа {' '.join(str(c.number) for c in CRITERIA)} Заявлено Итог"
    for school in year.known:
        own = [str(sum(school.final[code] for code in c.codes)) for c in CRITERIA]
        yield " ".join([school.name, *own, str(school.sums[0]), str(school.total)])


def indicators(year: Year) -> Iterator[str]:
    if year.before:
        yield f"черта — {year.before.title} учебный год"
    for line in year.indicators:
        missed = with_word(len(line.missed), *SCHOOLS) if line.missed else DASH
        reached = f"{of(line.reached, line.able)} {percent(line.share)}"
        yield f"{line.rule.code} {line.rule.title} {reached} {change(year.change(line.rule.code))} {missed}"


def past(year: Year) -> list[Year]:
    """Approved years up to this one, oldest first."""
    return [*(past(year.before) if year.before else []), year]


def dynamics(year: Year) -> Iterator[str]:
    years = past(year)
    if len(years) == 1:
        return
    yield " ".join([*(percent(y.mean) for y in years), *(y.title for y in years)])
    yield "от 0 до 100 %"
    for y in years:
        counts = [len(y.group(key)) for key in ("high", "medium", "low", "absent")]
        yield f"{y.title} {len(y.known)} {percent(y.mean)} {percent(y.median)} {' '.join(map(str, counts))}"
    yield f"Показатель {' '.join(y.title for y in years)}"
    for code, rule in RULES.items():
        reached = (of(y.by_code[code].reached, y.by_code[code].able) for y in years)
        yield f"{code} {rule.title} {' '.join(reached)}"


def deficits(year: Year) -> Iterator[str]:
    yield from (" ".join(_deficit(line)) for line in year.deficits)


def _deficit(line: Reached) -> Iterator[str]:
    rule = line.rule
    yield f"{rule.code} {rule.title}: выполнили {of(line.reached, line.able)} ({percent(line.share)})"
    if line.people:
        yield f"По всем школам вместе: {people(*line.people)}, порог для школы — {rule.threshold} %."
    for school in line.missed:
        missing = line.missing(school)
        yield f"{school.name} не хватает {with_word(missing, *PEOPLE)}" if missing else school.name
    yield rule.recommendation
    if rule.of_new_form:
        yield rule.clarification
    yield f"Подробно о показателе {rule.code}"


def practices(year: Year) -> Iterator[str]:
    for line in year.deficits:
        who = [school for school in line.schools if school.final[line.rule.code]]
        if who:
            yield f"{line.rule.code} {line.rule.title}: {with_word(len(who), *SCHOOLS)} из {line.able}"
        yield from (school.name for school in who)


def trust(year: Year) -> Iterator[str]:
    claimed, verified, final = map(points, year.sums)
    answers = with_word(year.judged, "ответа", "ответов", "ответов")
    yield (
        f"Заявлено {claimed}, проверено {verified}, итог — {final}. Проверка изменила {year.lowered + year.raised} из "
        f"{answers} ({percent(year.changed_share)}): {year.lowered} в меньшую сторону, {year.raised} в большую."
    )
    yield f"При оценке изменено ещё {year.evaluated}."
    yield from (f"{rule.code} {rule.title} {move['lowered']} {move['raised']}" for rule, move in year.often_changed)
    for school in year.sum_changed:
        claimed, verified, _ = school.sums
        yield f"{school.name} {claimed} {verified} {_signed(verified - claimed)}"
    compared, off = (with_word(len(found), *OF_SCHOOLS) for found in (year.compared, year.off_form))
    yield (
        f"С формой ОО-1 сверена численность {compared}; расхождения больше допустимых (2 человека или 5 %) — у {off}."
    )


def terms(year: Year) -> Iterator[str]:
    last_day = year.raw.last_days["self_assessment"]
    days = Counter(day for school in year.signed if (day := year.signed_on(school)))
    late = [(school, day) for school in year.signed if (day := year.signed_on(school)) and day > last_day]
    maps = with_word(len(year.in_time), "карта", "карты", "карт")
    on_last = f", из них в последний день — {days[last_day]}" if days[last_day] else ""
    absent = year.group("absent")
    yield (
        f"{last_day.day} {MONTHS[last_day.month - 1]}: {maps} в срок{on_last}; позже, по продлению, — {len(late)}; "
        f"не представлено — {len(absent)}."
    )
    ordered = sorted(days)
    yield f"{short_day(min(ordered[0], last_day))} черта — срок {short_day(max(ordered[-1], last_day))}"
    total = 0
    for day in ordered:
        total += days[day]
        yield f"{short_day(day)}{' после срока' if day > last_day else ''} {days[day]} {total}"
    for school, day in late:
        yield f"{school.name} {short_day(day)}, через {with_word((day - last_day).days, 'день', 'дня', 'дней')}"
    yield from (school.name for school in absent)


def day_labels(year: Year) -> list[str]:
    """Over the columns of the chart, where these are wide enough."""
    days = Counter(year.signed_on(school) for school in year.signed)
    return [" ".join(str(days[day]) for day in sorted(filter(None, days)))]


def schools(year: Year) -> Iterator[str]:
    yield " ".join(RULES)
    yield from map(_school, year.schools)


def _school(school: School) -> str:
    if not school.has_result:
        return f"{school.name} {TITLES[school.group]}"
    cells = [points(school.final[code]) if school.applies(rule) else "– не применим" for code, rule in RULES.items()]
    return " ".join([school.name, *cells, str(school.total), school.said_share, degree(school.group)])


def drawn(year: Year) -> list[str]:
    return [*band_labels(year), *day_labels(year)]


def headline(year: Year) -> Iterator[str]:
    yield f"{year.title} учебный год"
    yield "строго по приложению 1."
    if year.approved:
        number, day = year.raw.protocol
        assert isinstance(day, date)
        yield f"результаты утверждены {long_day(day)}, протокол № {number}"


def everything(year: Year) -> Iterator[str]:
    yield from headline(year)
    yield from key_figures(year)
    yield from groups(year)
    if year.known:
        for part in (criteria, indicators, dynamics, deficits, practices, trust):
            yield from part(year)
    yield from terms(year)
    yield from schools(year)
