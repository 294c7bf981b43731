"""Which schools does a year's advice concern, and with which numbers and indicators? The appendix of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reports.contexts.wording import glued
from reports.queries.advice_rows import SchoolAdvice

WHOLE_CODE = "итог"


class Concerned(NamedTuple):
    """A school in the order of the register."""

    sort_key: str
    map_id: int
    name: str


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """The numbers of what its groups are advised, the indicators it is advised about alone, and how many of these."""

    name: str
    numbers: str
    codes: str
    count: int


def school_lines(of_groups: Iterable[tuple[str, Iterable[Concerned]]], alone: list[SchoolAdvice]) -> list[SchoolLine]:
    """From every number with its schools, and what schools are advised one by one; in the order of the register."""
    numbers: dict[Concerned, list[str]] = defaultdict(list)
    codes: dict[Concerned, list[str]] = defaultdict(list)
    for number, schools in of_groups:
        for school in schools:
            numbers[school].append(number)
    for row in alone:
        codes[Concerned(row.sort_key, row.map_id, glued(row.name))].append(row.code or WHOLE_CODE)
    return [
        SchoolLine(school.name, ", ".join(numbers[school]), ", ".join(dict.fromkeys(codes[school])), len(codes[school]))
        for school in sorted({*numbers, *codes})
    ]
