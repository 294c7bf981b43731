"""What must a справка hold from its first line to its last: headings, sentences, tables, the appendix?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from reports.tests.readback import advising
from reports.tests.readback import statement_ending as ending
from reports.tests.readback import statement_words as said
from reports.tests.readback.act import CRITERIA, DIRECTIONS, RULES, SHARES, TITLES, Criterion
from reports.tests.readback.points import School
from reports.tests.readback.saying import DASH, change, of, people, percent, stamp, tenths, whole
from reports.tests.readback.year import Reached, Year, mean

MINUS = "−"
SECTIONS = (
    "1. Основание и цель", "2. Организация и методы", "3. Общие результаты", "4. Результаты по направлениям",
    "5. Сверка и достоверность", "6. Эффективные практики", "7. Выводы", "8. Предложения",
)  # fmt: skip
CAPTIONS = {
    "groups": "Степень эффективности: доля от всех организаций, участвующих в мониторинге",
    "kinds": "Средний результат по видам организаций",
    "criteria": "Результаты по критериям",
    "indicators": "Показатели направления: организации, выполнившие показатель, и численность по всем организациям",
    "trust": "Организации, сумма баллов которых изменилась при проверке",
    "matrix": "Итоговые баллы",
}
Tables = dict[str, list[list[str]]]


def sentences(year: Year) -> Iterator[str]:
    """Everything with figures outside the tables and lists, in both forms of the document."""
    yield from SECTIONS
    yield from said.opening(year)
    yield from said.overall(year)
    if year.known:
        yield from (f"4.{place}. {title}" for place, title in enumerate(DIRECTIONS, start=1))
    yield from said.directions(year)
    yield from said.trust(year)
    yield from ending.practices(year)
    if advising.groups(year) or advising.alone(year):
        yield from advising.summed_up(year)
    yield legend()
    yield from (f"Таблица {caption}" for caption in tables(year))


def items(year: Year) -> Iterator[tuple[int, str]]:
    """Conclusions and proposals, each with its number."""
    yield from enumerate(ending.conclusions(year), start=1)
    yield from enumerate(ending.proposals(year) if year.known else (), start=1)


def legend() -> str:
    titles = "; ".join(f"{code} — {rule.title}" for code, rule in RULES.items())
    return (
        "1 — балл получен, 0 — балл не получен, − — показатель к организации не применим (0 баллов). "
        f"Организации указаны в порядке реестра. Показатели: {titles}."
    )


def letterhead(year: Year, moments: set[datetime]) -> Iterator[str]:
    """What stands around the text: contacts, the blank for a number, when it was made."""
    place = year.raw.municipality
    yield " · ".join([place["address"], f"тел. {place['phone']}", place["email"]])
    yield "«____» ______________ 20___ г. № ________"
    for moment in moments:
        yield f"Документ сформирован {stamp(moment.astimezone(year.raw.zone))}"


def tables(year: Year) -> Tables:
    """Rows under the heads, by number and caption."""
    found: Tables = {
        f"1. {CAPTIONS['groups']}": [_group(year, key) for key in year.groups],
        f"2. {CAPTIONS['kinds']}": [_kind(title, schools) for title, schools in year.kinds],
    }
    last = 2
    if year.known:
        found[f"3. {CAPTIONS['criteria']}"] = [_criterion(year, criterion) for criterion in CRITERIA]
        for place, _ in enumerate(DIRECTIONS, start=1):
            lines = [line for line in year.indicators if line.rule.direction == place]
            found[f"{place + 3}. {CAPTIONS['indicators']}"] = [_indicator(year, line) for line in lines]
        last = 3 + len(DIRECTIONS)
    if year.sum_changed:
        last += 1
        found[f"{last}. {CAPTIONS['trust']}"] = [_changed(school) for school in year.sum_changed]
    found[f"{last + 1}. {CAPTIONS['matrix']}"] = [matrix_row(school) for school in year.schools]
    return found


def _group(year: Year, key: str) -> list[str]:
    schools = year.group(key)
    title = f"{TITLES[key]} ({SHARES[key]})" if key in SHARES else TITLES[key]
    before = whole(len(year.before.group(key))) if year.before else DASH
    share = percent(Fraction(100 * len(schools), len(year.schools)))
    return [title, whole(len(schools)), share, before, said.named(schools) or DASH]


def _kind(title: str, schools: list[School]) -> list[str]:
    shares = [school.share for school in schools if school.has_result]
    return [title, whole(len(schools)), whole(len(shares)), percent(mean(shares))]


def _criterion(year: Year, criterion: Criterion) -> list[str]:
    points = tenths(Fraction(year.points(criterion, "final"), len(year.known)))
    return [
        f"{criterion.number}. {criterion.title}",
        f"{points} из {len(criterion.codes)}",
        percent(year.criterion_share(criterion, "claimed")),
        percent(year.criterion_share(criterion)),
        change(year.criterion_change(criterion)),
    ]


def _indicator(year: Year, line: Reached) -> list[str]:
    rule = line.rule
    threshold = f" (порог {rule.threshold} %)" if rule.threshold else ""
    counted = people(*line.people) if line.people and line.people[1] else DASH
    return [
        f"{rule.code} {rule.title}{threshold}",
        of(line.reached, line.able),
        percent(line.share),
        change(year.change(rule.code)),
        counted,
    ]


def _changed(school: School) -> list[str]:
    claimed, verified, final = school.sums
    sign = "+" if verified > claimed else ""
    return [school.name, whole(claimed), whole(verified), f"{sign}{whole(verified - claimed)}", whole(final)]


def matrix_row(school: School) -> list[str]:
    if not school.has_result:
        return [school.name, TITLES[school.group]]
    signs = [str(school.final[code]) if school.applies(rule) else MINUS for code, rule in RULES.items()]
    return [school.name, *signs, str(school.total), school.said_share, TITLES[school.group]]


def word_phrases(year: Year) -> Iterator[str]:
    """The paragraphs of the DOCX; its tables are compared cell by cell."""
    yield from sentences(year)
    yield from (f"{place}. {text}" for place, text in items(year))


def paper_phrases(year: Year) -> Iterator[str]:
    """The PDF as it is read: rows cell after cell, marks of lists apart from their words, charts."""
    yield from sentences(year)
    for place, text in items(year):
        yield text
        yield f"{place}."
    for rows in tables(year).values():
        yield from map(paper_row, rows)
    yield "Рисунок 1. Распределение организаций по степени эффективности"
    if year.known:
        mark = f"; черта — {year.before.title} учебный год" if year.before else ""
        yield f"Рисунок 2. Доля возможных баллов по критериям{mark}"
        yield from bar_labels(year)


def paper_row(row: list[str]) -> str:
    """The limits of a degree stand under its title, without brackets."""
    for key, shares in SHARES.items():
        if row[0] == f"{TITLES[key]} ({shares})":
            return " ".join([TITLES[key], shares, *row[1:]])
    return " ".join(row)


def bar_labels(year: Year) -> list[str]:
    if not year.known:
        return []
    return [f"{c.number}. {c.short_title} {percent(year.criterion_share(c))}" for c in CRITERIA]


def band_labels(year: Year) -> list[str]:
    """Written on the bar where there is room for them."""
    return [f"{TITLES[key]} · {len(year.group(key))}" for key in year.groups if year.group(key)]


def drawn(year: Year) -> list[str]:
    """What charts say: on paper it comes after the words of its page."""
    return [*bar_labels(year), *band_labels(year)]


# A table over several pages begins each of them with its head.
MATRIX_HEAD = " ".join(RULES)
HEADS = ("Степень Школ Доля Год назад Организации", f"Организация {MATRIX_HEAD} Балл Доля Степень")
