"""Why were claims of an indicator changed?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.contexts.district_schools import SchoolRow

BY_REVIEWER, BY_EVALUATION = "проверка", "оценка"


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason in the words it was given in, whose it was, and the schools it was given to."""

    text: str
    given_by: str
    schools: tuple[SchoolRow, ...]


def reason_lines(rows: Iterable[SchoolRow], code: str) -> tuple[ReasonLine, ...]:
    """The commonest first; equal ones in the order they first come."""
    found: dict[tuple[str, str], list[SchoolRow]] = defaultdict(list)
    for row in rows:
        for given_by, text in _reasons(row, code):
            found[text, given_by].append(row)
    lines = [ReasonLine(text, given_by, tuple(schools)) for (text, given_by), schools in found.items()]
    return tuple(sorted(lines, key=lambda line: -len(line.schools)))


def _reasons(row: SchoolRow, code: str) -> Sequence[tuple[str, str]]:
    correction, answer = row.corrections.get(code), row.answers[code]
    said = []
    if correction is not None:
        said.append((BY_REVIEWER, correction.reason.strip()))
    if answer.final_reason.strip():
        said.append((BY_EVALUATION, answer.final_reason.strip()))
    return said
