"""What must the page of a school's result say with figures?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reports.tests.readback.act import CRITERIA, LEVEL_TITLES, MAXIMUM, POINTS, RULES, SHARES, TITLES
from reports.tests.readback.district_page import degree
from reports.tests.readback.points import School
from reports.tests.readback.saying import of, tenths, whole, with_word
from reports.tests.readback.school_result import observed, opening_sentences, paper_answer, three, years_of
from reports.tests.readback.statement_words import approval
from reports.tests.readback.year import Year

LIKE_AT_LEAST = 5
BLOCK = {"noo": "pupils_1_4", "ooo": "pupils_6_11", "soo": "pupils_6_11"}


def everything(year: Year, school: School) -> Iterator[str]:
    yield f"{year.title} учебный год"
    yield f"Итоги за {year.title}"
    yield f"Результат: {school.name}"
    yield f"{of(school.total, MAXIMUM)} {school.said_share} {degree(school.group)}"
    yield from opening_sentences(school)
    for key in ("high", "medium", "low"):
        own = " (степень школы)" if key == school.group else ""
        yield f"{TITLES[key]}{own} {SHARES[key]} {POINTS[key]}"
    yield approval(year, "Результат утверждён")
    for c in CRITERIA:
        claimed, final = (sum(stage[code] for code in c.codes) for stage in (school.claimed, school.final))
        yield f"{c.number} {c.short_title} {claimed} {final} {len(c.codes)}"
    yield f"Всего {school.sums[0]} {school.total} {MAXIMUM}"
    for code, rule in RULES.items():
        yield " ".join([f"{code} {rule.title}", *paper_answer(school, rule), *three(school, code)])
    yield f"Всего {' '.join(map(str, school.sums))}"
    yield from years(year, school)
    yield from beside(year, school)
    for code, rule in RULES.items():
        if school.applies(rule) and not school.final[code]:
            yield f"{code} {rule.title} Установлено: {observed(school, code)}. {rule.recommendation}"


def years(year: Year, school: School) -> Iterator[str]:
    rows = years_of(year, school)
    if len(rows) == 1:
        return
    yield " ".join([*(row.said_share for _, row in rows), *(then.title for then, _ in rows)])
    yield "от 0 до 100 %"
    yield f"Баллы Доля {' '.join(str(c.number) for c in CRITERIA)} Степень"
    for then, row in rows:
        own = [str(sum(row.final[code] for code in c.codes)) for c in CRITERIA]
        yield " ".join([then.title, of(row.total, MAXIMUM), row.said_share, *own, degree(row.group)])
    yield f"баллы по критериям: {'; '.join(f'{c.number} — {c.short_title}' for c in CRITERIA)}."


# --- beside schools like it ---------------------------------------------------------------------


def pupils(school: School) -> int:
    """Classes 1–4 and 6–11, as far as the school has them."""
    return sum(school.raw.past_form[name] or 0 for name in {BLOCK[level] for level in school.raw.levels})


def alike(year: Year, school: School) -> list[School]:
    """The same levels, and neither has more than half as many pupils again."""
    own, found = Fraction(pupils(school)), []
    for other in year.known:
        of_other = Fraction(pupils(other))
        same = other.raw.levels == school.raw.levels and other is not school
        if same and max(own, of_other) <= Fraction(3, 2) * min(own, of_other):
            found.append(other)
    return found


def quartile(values: list[int], part: Fraction) -> Fraction:
    """Between neighbours, the ends included."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def beside(year: Year, school: School) -> Iterator[str]:
    own, group = pupils(school), alike(year, school)
    levels = ", ".join(title for level, title in LEVEL_TITLES.items() if level in school.raw.levels)
    least, most = whole(-(-2 * own // 3)), with_word(3 * own // 2, "обучающегося", "обучающихся", "обучающихся")
    yield (
        f"школы с теми же уровнями образования ({levels}) и похожие по размеру — от {least} до {most} "
        f"1–4 и 6–11 классов по ОО-1 (в этой школе {whole(own)})."
    )
    if len(group) < LIKE_AT_LEAST:
        found = with_word(len(group), "такая школа", "такие школы", "таких школ")
        yield f"С результатом — {found}, для сравнения нужно не меньше {LIKE_AT_LEAST}."
        return
    for c in CRITERIA:
        of_group = [sum(other.final[code] for code in c.codes) for other in group]
        points = sum(school.final[code] for code in c.codes)
        yield f"{c.number} {c.short_title} {_line(points, len(c.codes), of_group)}"
    yield f"Всего {_line(school.total, MAXIMUM, [other.total for other in group])}"
    yield f"Школы группы: {len(group)}"
    yield from (f"{other.name} {whole(pupils(other))}" for other in group)


def _line(points: int, maximum: int, of_group: list[int]) -> str:
    lower, median, upper = (quartile(of_group, Fraction(part, 4)) for part in (1, 2, 3))
    place = "ниже середины" if points < lower else "выше середины" if points > upper else "в середине"
    return f"{of(points, maximum)} {tenths(median)} {tenths(lower)}–{tenths(upper)} {place} группы"
