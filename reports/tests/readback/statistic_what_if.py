"""What would the year come to under other thresholds? Counted a second time from the verified numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reports.tests.readback.act import RULES, TITLES
from reports.tests.readback.district_page import SCHOOLS, degree
from reports.tests.readback.points import School
from reports.tests.readback.saying import DASH, change, of, percent, whole, with_word
from reports.tests.readback.year import Year, mean


def what_if(year: Year, thresholds: dict[str, int]) -> Iterator[str]:
    """Points people set stay; the others are counted by the new threshold from the verified numbers."""
    after_ = {school.raw.pk: _points_under(school, thresholds) for school in year.known}
    totals = totals_under(year, thresholds)
    moved = [s for s in year.known if _band(totals[s.raw.pk]) != s.group]
    summed = [s for s in year.known if _band(totals[s.raw.pk]) == s.group and totals[s.raw.pk] != s.total]
    yield _moved(year, moved, summed, totals)
    for key in ("high", "medium", "low"):
        before, now = len(year.group(key)), sum(_band(total) == key for total in totals.values())
        sign = "+" if now > before else ""
        yield f"{degree(key)} {before} {now} {sign}{whole(now - before)}"
    for code, threshold in thresholds.items():
        yield _threshold(year, code, threshold, {pk: points[code] for pk, points in after_.items()})
    for school in moved:
        now = f"{of(totals[school.raw.pk], len(RULES))} {degree(_band(totals[school.raw.pk]))}"
        yield f"{school.name} {of(school.total, len(RULES))} {degree(school.group)} {now}"
    if summed:
        yield f"Школы, у которых изменится только сумма: {len(summed)}"
    yield from (f"{school.name}: {school.total} → {totals[school.raw.pk]}" for school in summed)
    yield from _kept(year, thresholds)


def totals_under(year: Year, thresholds: dict[str, int]) -> dict[int, int]:
    """By map."""
    return {school.raw.pk: sum(_points_under(school, thresholds).values()) for school in year.known}


def _points_under(school: School, thresholds: dict[str, int]) -> dict[str, int]:
    found = dict(school.final)
    for code, threshold in thresholds.items():
        if school.applies(RULES[code]) and not is_set_by_people(school, code):
            top, bottom = school.verified_people(RULES[code])
            asked = RULES[code].zero_unless
            refused = asked is not None and school.raw.answers[asked].fact is False
            found[code] = int(bottom > 0 and 100 * top >= threshold * bottom and not refused)
    return found


def is_set_by_people(school: School, code: str) -> bool:
    judged = school.raw.corrections.get(code)
    return (judged is not None and judged.denominator is None) or school.final[code] != school.verified[code]


def _band(total: int) -> str:
    return "high" if total >= 19 else "medium" if total >= 14 else "low"


def _moved(year: Year, moved: list[School], summed: list[School], totals: dict[int, int]) -> str:
    schools = ("школы", "школ", "школ")
    said = f"Степень сменится у {with_word(len(moved), *schools)} из {len(year.known)}."
    if not moved:
        said = "Ни одна школа степень не сменит."
    if summed:
        said += f" Сумма баллов без смены степени изменится у {with_word(len(summed), *schools)}."
    now = mean([Fraction(100 * total, len(RULES)) for total in totals.values()])
    assert now is not None
    assert year.mean is not None
    return f"{said} Средний результат: {percent(year.mean)} → {percent(now)} ({change(now - year.mean)})."


def _threshold(year: Year, code: str, threshold: int, now: dict[int, int]) -> str:
    line = year.by_code[code]
    lost = [s for s in line.schools if s.final[code] and not now[s.raw.pk]]
    gained = [s for s in line.schools if not s.final[code] and now[s.raw.pk]]
    reached = line.reached - len(lost) + len(gained)
    return (
        f"{code} {line.rule.title} {line.rule.threshold} → {threshold} % {line.reached} → {reached} из {line.able} "
        f"{_folded(lost)} {_folded(gained)}"
    )


def _folded(schools: list[School]) -> str:
    names = ", ".join(school.name for school in schools)
    return f"{with_word(len(schools), *SCHOOLS)} {names}" if len(schools) > 6 else names or DASH


def _kept(year: Year, thresholds: dict[str, int]) -> Iterator[str]:
    kept = {code: [s for s in year.by_code[code].schools if is_set_by_people(s, code)] for code in thresholds}
    count = sum(map(len, kept.values()))
    if count:
        yield f"Не пересчитано {with_word(count, 'ответ', 'ответа', 'ответов')}"
        yield from (f"{code} — {', '.join(s.name for s in found)}." for code, found in kept.items() if found)


def band_labels(year: Year, thresholds: dict[str, int]) -> list[str]:
    """Written on the two bars where there is room."""
    totals = totals_under(year, thresholds).values()
    after_ = {key: sum(_band(total) == key for total in totals) for key in ("high", "medium", "low")}
    before = {key: len(year.group(key)) for key in after_}
    return [f"{TITLES[key]} · {found[key]}" for found in (before, after_) for key in found]
