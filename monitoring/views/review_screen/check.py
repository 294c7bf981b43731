"""How far has the check of one map come: each claim with its working, its warnings and the verdict on it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitoring.domain.changes import Change
from monitoring.domain.claims import judged_claims
from monitoring.domain.sheet import Sheet, read_sheet
from monitoring.domain.warnings import Caution, Judged, warnings_of
from monitoring.models import ExpertMap, IndicatorAnswer, Verdict
from monitoring.queries.review import verdicts_of
from monitoring.states import VerdictKind
from monitoring.views.review_screen.strip import WAITING, Mark, Strip, changes_of
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
    def mark(self) -> Mark:
        """What the strip shows of it."""
        return Mark(self.code, self.status, bool(self.warnings), self.change is not None)

    @property
    def status(self) -> str:
        return self.verdict.kind if self.verdict else WAITING


@dataclass(frozen=True)
class Check(Strip):
    """A map on the reviewer's page: every claim judged, and what the strip shows of it."""

    lines: tuple[Line, ...]
    last_day: date
    days_left: int

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
    def can_be_returned(self) -> bool:
        return self.is_open and self.returned > 0

    @property
    def can_be_completed(self) -> bool:
        return self.is_open and not self.waiting and not self.returned


def check_of(expert_map: ExpertMap, at: datetime) -> Check:
    """Of a map as `queries.desk.map_on_desk` reads it: eight queries, whatever is judged."""
    sheet, verdicts, changed = read_sheet(expert_map), verdicts_of(expert_map), changes_of(expert_map)
    claims = judged_claims([expert_map], expert_map.cycle)[expert_map.pk]
    lines = tuple(
        line_of(sheet, code, verdicts.get(code), claims.get(code), changed.get(code)) for code in sheet.answers
    )
    return Check(
        expert_map=expert_map,
        marks=tuple(line.mark for line in lines),
        lines=lines,
        last_day=expert_map.last_day,
        days_left=days_left_of(expert_map, at),
    )


def days_left_of(expert_map: ExpertMap, at: datetime) -> int:
    """To the end of the control stage, 0 on its last day."""
    return (expert_map.last_day - expert_map.municipality.today(at)).days


def line_of(sheet: Sheet, code: str, verdict: Verdict | None, judged: Judged | None, change: Change | None) -> Line:
    return Line(
        indicator=sheet.indicator(code),
        answer=sheet.answers[code],
        outcome=sheet.claimed(code),
        verdict=verdict,
        judged=judged,
        warnings=warnings_of(judged) if judged else (),
        change=change,
    )
