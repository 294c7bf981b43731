"""Whose experience is worth looking at? Drawn from points alone: what a school does is for the methodologist to add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reports.contexts.district import District
from reports.contexts.district_indicators import CriterionLine, IndicatorLine
from reports.contexts.district_schools import SchoolRow
from reports.contexts.wording import named, part_with_share, quoted
from russian.numbers import percent

RARE_AT_MOST = 3
WORTH_NAMING = 4  # no more than every fourth school: what many do needs no spreading
NONE_YET = "Эффективные практики определяются после завершения проверки экспертных карт."
LEAD = (
    "По результатам мониторинга рекомендуется изучить и распространить опыт организаций, которые выполнили "
    "показатели, недоступные большинству."
)


def practices(district: District) -> tuple[str, ...]:
    """The first sentence leads the others; alone it says why there are none."""
    if not district.has_results:
        return (NONE_YET,)
    found = (*_high(district), *_criteria(district), *_rare(district))
    if not found:
        return ("Организаций, опыт которых выделяется по числу выполненных показателей, в этом году нет.",)
    return (LEAD, *found)


def _high(district: District) -> Iterator[str]:
    high = [row for row in district.schools if row.group == "high"]
    if high:
        yield f"Высокая степень эффективности установлена: {named(high)}."


def _criteria(district: District) -> Iterator[str]:
    """Criteria where the district got less than half of the points, and who got all of them there."""
    for line in district.criteria:
        percents = line.final_percent
        if percents is None or percents >= Fraction(50):
            continue
        whole = [row for row in district.schools if row.result and _has_all(row, line)]
        if whole and WORTH_NAMING * len(whole) <= district.figures.results:
            yield (
                f"По критерию {line.criterion.number} {quoted(line.criterion.short_title)} набрано "
                f"{percent(percents)} возможных баллов; все применимые показатели выполнили: {named(whole)}."
            )


def _has_all(row: SchoolRow, line: CriterionLine) -> bool:
    able = [indicator for indicator in line.criterion.indicators if row.can_have(indicator)]
    return bool(able) and all(row.reached(indicator.code) for indicator in able)


def _rare(district: District) -> Iterator[str]:
    for line in district.deficits:
        if 0 < line.reached <= RARE_AT_MOST:
            schools = _reached(line, district.schools)
            yield (
                f"Показатель {line.code} {quoted(line.indicator.short_title)} выполнен "
                f"{part_with_share(line.reached, line.applicable)}: {named(schools)}."
            )


def _reached(line: IndicatorLine, schools: Sequence[SchoolRow]) -> list[SchoolRow]:
    return [row for row in schools if row.reached(line.code)]
