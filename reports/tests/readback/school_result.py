"""What must a school's result hold, in DOCX and in PDF: sums, criteria, every answer with its working, years?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.tests.readback.act import CRITERIA, MAXIMUM, POINTS, RULES, SHARES, TITLES, Criterion, Rule
from reports.tests.readback.points import School
from reports.tests.readback.saying import of, points, with_word
from reports.tests.readback.statement_words import approval
from reports.tests.readback.year import Year

SECTIONS = ("1. Итог", "2. Результаты по критериям", "3. Результаты по показателям", "4. Динамика", "5. Рекомендации")
CAPTIONS = (
    f"Таблица 1. Степень эффективности при максимуме {points(MAXIMUM)}",
    "Таблица 2. Баллы по критериям",
    "Таблица 3. Показатели: ответ школы и баллы",
    "Таблица 4. Баллы по годам и критериям",
)
YEARS_HEAD = f"Учебный год {' '.join(str(c.number) for c in CRITERIA)} Всего"
FEWER = ("балла", "баллов", "баллов")
Tables = dict[str, list[list[str]]]


def years_of(year: Year, school: School) -> list[tuple[Year, School]]:
    """Approved years of the school up to this one, oldest first."""
    found, past = [(year, school)], year.before
    while past:
        found += [(past, row) for row in past.known if row.raw.school == school.raw.school]
        past = past.before
    return found[::-1]


def sentences(year: Year, school: School) -> Iterator[str]:
    yield f"за {year.title} учебный год"
    yield school.raw.full_name
    yield from SECTIONS
    yield from opening_sentences(school)
    yield approval(year, "Результат утверждён")
    yield from CAPTIONS[: 4 if len(years_of(year, school)) > 1 else 3]
    yield from recommendations(school)


def opening_sentences(school: School) -> Iterator[str]:
    degree = f"степень эффективности — {TITLES[school.group]} ({SHARES[school.group]}"
    yield (
        f"Школа набрала {of(school.total, MAXIMUM)} баллов: это {school.said_share} максимума, {degree}; "
        "доля сравнивается без округления)."
    )
    yield _not_applicable(school)
    claimed, verified, final = map(points, school.sums)
    yield f"Самооценка — {claimed}, после контроля объективности — {verified}, итог — {final}."
    yield from _to_the_next(school)


def _not_applicable(school: School) -> str:
    codes = [code for code, rule in RULES.items() if not school.applies(rule)]
    if not codes:
        return "Баллы учтены строго по приложению 1."
    subject = "не применим показатель" if len(codes) == 1 else "не применимы показатели"
    gives, enter = ("он даёт", "входит") if len(codes) == 1 else ("они дают", "входят")
    return f"К школе {subject} {', '.join(codes)}: строго по приложению 1 {gives} 0 баллов и {enter} в максимум."


def _to_the_next(school: School) -> Iterator[str]:
    """How many points the degree above begins at, less those the school has: by Annex 1."""
    least = {"medium": ("high", 19), "low": ("medium", 14)}.get(school.group)
    if least:
        yield f"До степени «{TITLES[least[0]]}» не хватает {with_word(least[1] - school.total, *FEWER)}."


def recommendations(school: School) -> Iterator[str]:
    for code, rule in RULES.items():
        if school.applies(rule) and not school.final[code]:
            yield f"{code} {rule.title}. {observed(school, code)}. {rule.recommendation}"


def observed(school: School, code: str) -> str:
    """What was found last, without its points."""
    given, judged = school.raw.given.get(code), school.raw.corrections.get(code)
    if given and given[0] != school.verified[code]:
        return given[1].removesuffix(".")
    if judged:
        found = school.checked(code).removesuffix(f" — {points(0)}") or "Не подтверждено при проверке"
        return f"{found}. {judged.reason}".removesuffix(".")
    said = school.working(code).removesuffix(f" — {points(0)}")
    return "Ответ школы — «Нет»" if said == "Факта нет" else said


def tables(year: Year, school: School) -> Tables:
    """Of the DOCX, in the order of CAPTIONS; without a past there is no fourth."""
    scale = [[TITLES[key], SHARES[key], POINTS[key]] for key in ("high", "medium", "low")]
    own = [[f"{t} — результат школы" if t == TITLES[school.group] else t, *rest] for t, *rest in scale]
    criteria = [[f"{c.number}. {c.title}", *map(str, _criterion(school, c))] for c in CRITERIA]
    criteria.append(["Всего", str(school.sums[0]), str(school.total), str(MAXIMUM)])
    answers = [[f"{c} {rule.title}", " ".join(_answer(school, rule)), *three(school, c)] for c, rule in RULES.items()]
    years = [_year(*pair) for pair in years_of(year, school)]
    found = dict(zip(CAPTIONS, (own, criteria, answers, years), strict=True))
    return found if len(years) > 1 else {caption: found[caption] for caption in CAPTIONS[:3]}


def _criterion(school: School, criterion: Criterion) -> tuple[int, int, int]:
    claimed, final = (sum(stage[code] for code in criterion.codes) for stage in (school.claimed, school.final))
    return claimed, final, len(criterion.codes)


def three(school: School, code: str) -> list[str]:
    return [str(stage[code]) for stage in (school.claimed, school.verified, school.final)]


def _answer(school: School, rule: Rule) -> Iterator[str]:
    judged, given = school.raw.corrections.get(rule.code), school.raw.given.get(rule.code)
    yield f"{school.working(rule.code)}."
    if judged:
        checked = school.checked(rule.code)
        yield f"Исправлено при проверке:{f' {checked}.' if checked else ''} {judged.reason.removesuffix('.')}."
    if given:
        yield f"Изменено при оценке: {given[1].removesuffix('.')}."


def _year(year: Year, school: School) -> list[str]:
    by_criterion = [str(_criterion(school, criterion)[1]) for criterion in CRITERIA]
    return [year.title, *by_criterion, of(school.total, MAXIMUM), school.said_share, TITLES[school.group]]


def paper_phrases(year: Year, school: School) -> Iterator[str]:
    """The PDF as it is read: rows cell after cell, the charts and their legends."""
    yield from sentences(year, school)
    for caption, rows in tables(year, school).items():
        yield from (_paper_row(school, row) for row in rows if caption != CAPTIONS[2])
    for code, rule in RULES.items():
        yield " ".join([f"{code} {rule.title}", *paper_answer(school, rule), *three(school, code)])
    yield " ".join(["Всего", *map(str, school.sums)])
    yield "Рисунок 1. Итоговые баллы по критериям от максимума; черта — самооценка"
    yield from drawn(year, school)
    if len(years_of(year, school)) > 1:
        yield "Рисунок 2. Результат по годам, доля от максимума"
        yield f"Критерии: {'; '.join(f'{c.number} — {c.short_title}' for c in CRITERIA)}."


def _paper_row(school: School, row: list[str]) -> str:
    """The school's own degree says its points, too."""
    said = f"— результат школы: {school.total} ({school.said_share})"
    return " ".join([row[0].replace("— результат школы", said), *row[1:]])


def paper_answer(school: School, rule: Rule) -> Iterator[str]:
    judged, given = school.raw.corrections.get(rule.code), school.raw.given.get(rule.code)
    yield school.working(rule.code)
    if judged:
        checked = school.checked(rule.code)
        yield f"Исправлено при проверке:{f' {checked}.' if checked else ''} {judged.reason}"
    if given:
        yield f"Изменено при оценке: {given[1]}"


def drawn(year: Year, school: School) -> list[str]:
    """Labels of the two charts: criteria, and years where there is more than one."""
    own = [(c, _criterion(school, c)) for c in CRITERIA]
    criteria = [f"{c.number}. {c.short_title} {of(final, most)}" for c, (_, final, most) in own]
    years = years_of(year, school)
    shares = [f"{then.title} {row.said_share}" for then, row in years]
    return [*criteria, *(shares if len(years) > 1 else [])]
