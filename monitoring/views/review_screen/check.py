"""How far has the check of one map come: each claim with its working, its warnings and the verdict on it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitoring.domain.changes import Change, changes_between
from monitoring.domain.claims import judged_claims
from monitoring.domain.sheet import Sheet, read_sheet
from monitoring.domain.warnings import Caution, Judged, warnings_of
from monitoring.models import ExpertMap, IndicatorAnswer, Verdict
from monitoring.queries.review import last_two_signed, stage_of, verdicts_of
from monitoring.states import MapState, StageKind, VerdictKind
from scoring.engine.types import Empty, Outcome
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class Line:
    """One of the 23: what was claimed, what deserves a look, what the reviewer said.

    `change` is what the school changed when it signed again after a return.
    """

    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    verdict: Verdict | None
    judged: Judged | None
    warnings: tuple[Caution, ...]
    change: Change | None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def slug(self) -> str:
        """The code as a part of an element's id."""
        return self.code.replace(".", "-")

    @property
    def is_applicable(self) -> bool:
        return self.outcome.empty is not Empty.NOT_APPLICABLE

    @property
    def status(self) -> str:
        return self.verdict.kind if self.verdict else "waiting"

    @property
    def status_words(self) -> str:
        return self.verdict.get_kind_display() if self.verdict else "не проверено"


@dataclass(frozen=True)
class Check:
    """A map on the reviewer's desk."""

    expert_map: ExpertMap
    sheet: Sheet
    lines: tuple[Line, ...]
    last_day: date
    days_left: int

    @cached_property
    def by_code(self) -> dict[str, Line]:
        return {line.code: line for line in self.lines}

    def count(self, status: str) -> int:
        return sum(line.status == status for line in self.lines)

    @property
    def accepted(self) -> int:
        return self.count(VerdictKind.ACCEPTED)

    @property
    def corrected(self) -> int:
        return self.count(VerdictKind.CORRECTED)

    @property
    def returned(self) -> int:
        return self.count(VerdictKind.RETURNED)

    @property
    def waiting(self) -> int:
        return self.count("waiting")

    @property
    def judged(self) -> int:
        return len(self.lines) - self.waiting

    @property
    def returned_lines(self) -> list[Line]:
        return [line for line in self.lines if line.status == VerdictKind.RETURNED]

    @property
    def clean_lines(self) -> list[Line]:
        """Not judged yet and nothing to look at twice."""
        return [line for line in self.lines if line.verdict is None and not line.warnings]

    @property
    def kept_lines(self) -> list[Line]:
        """What «принять без предупреждений» leaves to the reviewer's own look, warnings being why."""
        return [line for line in self.lines if line.verdict is None and line.warnings]

    @property
    def with_warnings(self) -> int:
        return sum(bool(line.warnings) for line in self.lines)

    @property
    def is_open(self) -> bool:
        return self.expert_map.state == MapState.SUBMITTED

    @property
    def can_be_returned(self) -> bool:
        return self.is_open and self.returned > 0

    @property
    def can_be_completed(self) -> bool:
        return self.is_open and not self.waiting and not self.returned

    def code_beside(self, code: str, step: int) -> str:
        """The neighbour in the order of the map; empty at either end."""
        place = [line.code for line in self.lines].index(code) + step
        return self.lines[place].code if 0 <= place < len(self.lines) else ""

    def next_waiting(self, code: str = "") -> str:
        """The first claim without a verdict after `code`, then from the beginning; empty when all are judged."""
        codes = [line.code for line in self.lines]
        start = codes.index(code) + 1 if code else 0
        around = self.lines[start:] + self.lines[:start]
        return next((line.code for line in around if line.verdict is None and line.code != code), "")


def check_of(expert_map: ExpertMap, at) -> Check:
    """Ten queries, whatever is judged."""
    sheet, verdicts = read_sheet(expert_map), verdicts_of(expert_map)
    claims = judged_claims([expert_map], expert_map.cycle)[expert_map.pk]
    changed = _changes(expert_map)
    last_day = stage_of(expert_map.cycle, StageKind.CONTROL).last_day
    return Check(
        expert_map=expert_map,
        sheet=sheet,
        lines=tuple(
            _line(sheet, code, verdicts.get(code), claims.get(code), changed.get(code)) for code in sheet.answers
        ),
        last_day=last_day,
        days_left=(last_day - expert_map.municipality.today(at)).days,
    )


def _changes(expert_map: ExpertMap) -> dict[str, Change]:
    """Only of a map that was returned and signed again; a second signature is all that tells."""
    now_and_before = last_two_signed(expert_map)
    return changes_between(now_and_before[1], now_and_before[0]) if len(now_and_before) > 1 else {}


def _line(sheet: Sheet, code: str, verdict: Verdict | None, judged: Judged | None, change: Change | None) -> Line:
    return Line(
        indicator=sheet.indicator(code),
        answer=sheet.answers[code],
        outcome=sheet.claimed(code),
        verdict=verdict,
        judged=judged,
        warnings=warnings_of(judged) if judged else (),
        change=change,
    )
