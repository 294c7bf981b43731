"""What came of one indicator in the whole district: who reached it, who is near, what verification changed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reports.contexts.district import District
from reports.contexts.district_indicators import IndicatorLine
from reports.contexts.district_schools import SchoolRow
from reports.contexts.wording import REACHED, by_points, full_stop, named, part, part_with_share
from russian.numbers import share
from russian.plurals import PEOPLE, Forms, counted, plural
from scoring.queries.rubric_tree import RubricIndicator

NEAR = 5
BY_ANSWERS = Forms("ответу", "ответам", "ответам")


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One school's answer to the indicator after verification, in words; figures are empty where there are none."""

    name: str
    numbers: str
    share: str
    points: str
    missing: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorAnalysis:
    district: District
    line: IndicatorLine
    said: tuple[str, ...]
    schools: tuple[SchoolLine, ...]
    reasons: tuple[tuple[str, int], ...]

    @property
    def indicator(self) -> RubricIndicator:
        return self.line.indicator

    @property
    def title(self) -> str:
        return (
            f"по показателю {self.line.code} «{self.indicator.short_title}» за {self.district.year_title} учебный год"
        )


def build_indicator_analysis(district: District, code: str) -> IndicatorAnalysis:
    """Of the very district of the справка; `code` is one of its rubric."""
    line = next(line for line in district.indicators if line.code == code)
    rows = [row for row in district.schools if row.result and row.can_have(line.indicator)]
    reasons = Counter(_reason(row, code) for row in rows if _reason(row, code))
    return IndicatorAnalysis(
        district=district,
        line=line,
        said=tuple(_said(line, district)),
        schools=tuple(_school(row, line) for row in rows),
        reasons=tuple(reasons.most_common()),
    )


def _said(line: IndicatorLine, district: District) -> Iterator[str]:
    if not line.applicable:
        yield "Среди организаций, карты которых проверены, нет таких, к которым показатель применим."
        return
    verb = plural(line.reached, REACHED)
    yield f"Показатель {verb} {part_with_share(line.reached, line.applicable)}{_dynamics(line, district)}."
    if line.people and line.people.denominator:
        yield f"Всего по организациям: {line.people.said}."
    near = [missed for missed in line.missed if 0 < missed.missing <= NEAR]
    if near:
        said = named([missed.school for missed in near])
        yield f"До порога не хватает не более {counted(NEAR, PEOPLE)}: {said}."
    corrected = next((found for found in district.trust.indicators if found.indicator.code == line.code), None)
    if corrected:
        yield (
            f"Проверка изменила баллы по {counted(corrected.changed, BY_ANSWERS)}: понижено {corrected.lowered}, "
            f"повышено {corrected.raised}."
        )


def _dynamics(line: IndicatorLine, district: District) -> str:
    if line.change is None or district.comparison.before is None:
        return ""
    before = district.comparison.before.year_title
    if not line.says_change:
        return f" (в {before} учебном году — {line.before_said})"
    said = f", {by_points(line.change)}, чем в {before} учебном году"
    return said.replace("на том же уровне, чем", "на том же уровне, что и")


def _school(row: SchoolRow, line: IndicatorLine) -> SchoolLine:
    numerator, denominator = row.numbers(line.code)
    missing = next((missed.missing for missed in line.missed if missed.school is row), 0)
    has_share = line.indicator.is_share and denominator is not None  # of people, the one the point was given by
    return SchoolLine(
        name=row.name,
        numbers=part(numerator or 0, denominator or 0) if has_share else "–",
        share=share(numerator or 0, denominator or 0, threshold=line.indicator.threshold) if has_share else "–",
        points="1" if row.reached(line.code) else "0",
        missing=str(missing) if missing else "–",
        reason=_reason(row, line.code),
    )


def _reason(row: SchoolRow, code: str) -> str:
    correction = row.corrections.get(code)
    found = (correction.reason if correction else "", row.answers[code].final_reason)
    return " / ".join(full_stop(text).removesuffix(".") for text in found if text)
