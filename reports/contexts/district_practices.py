"""From whom can others learn: who reached what most schools did not?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitoring.models import MonitoringCycle
from reports.contexts.district import District
from reports.contexts.district_indicators import IndicatorLine
from reports.contexts.district_schools import SchoolRow
from reports.queries.practice_rows import Place, Words, titles_of, words_of


@dataclass(frozen=True, slots=True)
class Practice:
    """A school and, where the reviewer accepted its claim, its own words and the titles of its evidence."""

    school: SchoolRow
    words: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """An indicator fewer than half of the schools reached, and those who did, in natural order."""

    line: IndicatorLine
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Practices:
    lines: tuple[PracticeLine, ...]

    @property
    def count(self) -> int:
        return sum(len(line.practices) for line in self.lines)

    @property
    def schools(self) -> int:
        return len({practice.school.school_id for line in self.lines for practice in line.practices})


def build_practices(district: District, cycle: MonitoringCycle) -> Practices:
    """2 queries; none when nobody stands out."""
    rare = [line for line in district.deficits if line.reached]
    if not rare:
        return Practices(())
    codes = [line.code for line in rare]
    words, titles = words_of(cycle, codes), titles_of(cycle, codes)
    return Practices(tuple(PracticeLine(line, _practices(line, district, words, titles)) for line in rare))


def _practices(
    line: IndicatorLine, district: District, words: Mapping[Place, Words], titles: Mapping[Place, tuple[str, ...]]
) -> tuple[Practice, ...]:
    return tuple(
        _practice(row, words.get((row.map_id, line.code)), titles.get((row.map_id, line.code), ()))
        for row in district.schools
        if row.reached(line.code)
    )


def _practice(row: SchoolRow, words: Words | None, titles: tuple[str, ...]) -> Practice:
    if words is None or not words.accepted:
        return Practice(row, "", ())
    return Practice(row, words.note, titles)
