"""How do claimed, verified and final points stand side by side?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from monitoring.domain.sheet import Sheet, read_sheet
from monitoring.forms.evaluation import FinalForm
from monitoring.models import ExpertMap, IndicatorAnswer, Objection, Reopening, Verdict
from monitoring.permissions import can_evaluate, can_reopen
from monitoring.queries.objections import objections_of
from monitoring.queries.reopening import reopenings_of
from monitoring.queries.review import verdicts_of
from monitoring.states import READY_TO_APPROVE, UNDER_EVALUATION, MapState, VerdictKind
from scoring.engine.bands import Band, band_of
from scoring.engine.types import Empty, Outcome
from scoring.queries.rubric_tree import RubricCriterion, RubricIndicator


def percent_of(expert_map: ExpertMap) -> Fraction:
    return Fraction(100 * (expert_map.final_points or 0), expert_map.maximum) if expert_map.maximum else Fraction(0)


@dataclass(frozen=True, slots=True)
class FinalLine:
    """One indicator with its three points; `form` is None where final points cannot be set now."""

    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    verdict: Verdict | None
    form: FinalForm | None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def slug(self) -> str:
        return self.indicator.code.replace(".", "-")

    @property
    def is_applicable(self) -> bool:
        return self.outcome.empty is not Empty.NOT_APPLICABLE

    @property
    def is_corrected(self) -> bool:
        return self.answer.claimed_points != self.answer.verified_points

    @property
    def is_explained(self) -> bool:
        """Whether there is anything to say of how the points came about."""
        corrected = self.verdict is not None and self.verdict.kind == VerdictKind.CORRECTED
        return corrected or bool(self.answer.final_reason) or not self.is_applicable

    @property
    def is_changed(self) -> bool:
        return self.answer.final_points != self.answer.verified_points


@dataclass(frozen=True, slots=True)
class FinalBlock:
    criterion: RubricCriterion
    lines: tuple[FinalLine, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One map on the methodologist's screen."""

    expert_map: ExpertMap
    blocks: tuple[FinalBlock, ...]
    band: Band
    percent: Fraction
    may_evaluate: bool
    may_reopen: bool
    objections: tuple[Objection, ...]
    reopenings: tuple[Reopening, ...]

    @property
    def undecided(self) -> int:
        return sum(objection.is_undecided for objection in self.objections)

    @property
    def revision(self) -> Reopening | None:
        """The revision going on, None while the result is in force or not approved yet."""
        last = self.reopenings[-1] if self.reopenings else None
        return last if last and not last.is_finished else None

    @property
    def can_be_reopened(self) -> bool:
        return self.may_reopen and self.expert_map.state == MapState.APPROVED

    @property
    def can_be_approved(self) -> bool:
        return self.may_reopen and self.expert_map.state == MapState.REVISED

    @property
    def is_open(self) -> bool:
        return self.may_evaluate and self.expert_map.state in UNDER_EVALUATION

    @property
    def can_resume(self) -> bool:
        return self.may_evaluate and self.expert_map.state in READY_TO_APPROVE

    @property
    def changed(self) -> int:
        return sum(line.is_changed for block in self.blocks for line in block.lines)


def evaluation_of(expert_map: ExpertMap, user, *, refused: dict[str, FinalForm] | None = None) -> Evaluation:
    """Three queries beside the map, four of an approved year. `refused` holds the forms sent back, by code."""
    sheet, verdicts, refused = read_sheet(expert_map), verdicts_of(expert_map), refused or {}
    may_evaluate = can_evaluate(user, expert_map)
    is_open = may_evaluate and expert_map.state in UNDER_EVALUATION
    blocks = tuple(
        FinalBlock(
            criterion,
            tuple(_line(sheet, item, verdicts, refused, is_open=is_open) for item in criterion.indicators),
        )
        for criterion in sheet.rubric.criteria
    )
    band = band_of(expert_map.final_points or 0, expert_map.maximum, sheet.rubric.bands)
    return Evaluation(
        expert_map=expert_map,
        blocks=blocks,
        band=band,
        percent=percent_of(expert_map),
        may_evaluate=may_evaluate,
        may_reopen=can_reopen(user, expert_map),
        objections=_objections(expert_map),
        reopenings=tuple(reopenings_of(expert_map)),
    )


def _objections(expert_map: ExpertMap) -> tuple[Objection, ...]:
    """Those to answer first."""
    return tuple(sorted(objections_of(expert_map).values(), key=lambda objection: not objection.is_undecided))


def _line(
    sheet: Sheet,
    indicator: RubricIndicator,
    verdicts: dict[str, Verdict],
    refused: dict[str, FinalForm],
    *,
    is_open: bool,
) -> FinalLine:
    answer = sheet.answers[indicator.code]
    form = None
    if is_open and sheet.is_applicable(indicator.code):
        form = refused.get(indicator.code) or final_form(indicator, answer)
    return FinalLine(indicator, answer, sheet.claimed(indicator.code), verdicts.get(indicator.code), form)


def final_form(indicator: RubricIndicator, answer: IndicatorAnswer, data=None) -> FinalForm:
    return FinalForm(
        data,
        maximum=indicator.rule.maximum,
        initial={"points": answer.final_points, "reason": answer.final_reason},
        auto_id=f"final-{indicator.code.replace('.', '-')}-%s",
    )
