"""What does the page of one objection show: the claim, its points, what is disputed, and whether it can be now?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitoring.domain.sheet import read_sheet
from monitoring.errors import StageClosed
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, Objection, Stage, Verdict
from monitoring.permissions import can_sign
from monitoring.policies import check_objections_are_taken
from monitoring.queries.objections import evaluation_stage, objection_on, pieces_in_use
from monitoring.queries.review import verdicts_of
from monitoring.states import UNDER_EVALUATION, VERDICTS_KNOWN, VerdictKind
from scoring.engine.types import Outcome
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class Disputed:
    """`closed` says why nothing can be raised now; empty while it can. `pieces` are those an objection may name."""

    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    verdict: Verdict | None
    objection: Objection | None
    stage: Stage
    pieces: tuple[Evidence, ...]
    closed: str
    may_raise: bool

    @property
    def correction(self) -> Verdict | None:
        return self.verdict if self.verdict and self.verdict.kind == VerdictKind.CORRECTED else None

    @property
    def takes_form(self) -> bool:
        return self.may_raise and not self.closed and self.objection is None

    @property
    def can_be_answered(self) -> bool:
        return self.answer.expert_map.state in UNDER_EVALUATION

    @property
    def slug(self) -> str:
        return self.indicator.code.replace(".", "-")


def disputed(expert_map: ExpertMap, code: str, *, user, at: datetime) -> Disputed:
    sheet, stage = read_sheet(expert_map), evaluation_stage(expert_map)
    return Disputed(
        indicator=sheet.indicator(code),
        answer=sheet.answers[code],
        outcome=sheet.claimed(code),
        verdict=verdicts_of(expert_map).get(code) if expert_map.state in VERDICTS_KNOWN else None,
        objection=objection_on(expert_map, code),
        stage=stage,
        pieces=tuple(pieces_in_use(expert_map)),
        closed=_why_closed(expert_map, stage, sheet.answers[code], at, sheet.indicator(code).rule.maximum),
        may_raise=can_sign(user, expert_map),
    )


def _why_closed(expert_map: ExpertMap, stage: Stage, answer: IndicatorAnswer, at: datetime, maximum: int) -> str:
    try:
        check_objections_are_taken(expert_map, stage, at)
    except StageClosed as closed:
        return str(closed)
    return "По этому показателю стоит наибольший балл: возражать не на что." if answer.final_points == maximum else ""
