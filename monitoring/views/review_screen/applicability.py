"""Which indicators does the rule propose to leave out for a school, and what did the reviewer make of each?"""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.domain.sheet import read_sheet
from monitoring.models import ApplicabilityDecision, ExpertMap, IndicatorAnswer
from monitoring.queries.applicability import decisions_of
from monitoring.states import MapState
from scoring.engine.types import Outcome, Policy
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class Proposal:
    """One indicator ruled out by levels; `decision` is None while it is only proposed."""

    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    decision: ApplicabilityDecision | None

    @property
    def code(self) -> str:
        return self.indicator.code


@dataclass(frozen=True, slots=True)
class Applicability:
    """`is_asked` under the policy «с учётом применимости»; strictly, the proposals only explain the zeros."""

    is_asked: bool
    is_open: bool
    proposals: tuple[Proposal, ...]

    @property
    def codes(self) -> list[str]:
        return [proposal.code for proposal in self.proposals]

    @property
    def unconfirmed(self) -> list[Proposal]:
        return [proposal for proposal in self.proposals if proposal.decision is None] if self.is_asked else []


def applicability_of(expert_map: ExpertMap) -> Applicability:
    """Two queries beside the map."""
    sheet, decisions = read_sheet(expert_map), decisions_of(expert_map)
    return Applicability(
        is_asked=Policy(expert_map.cycle.policy) is Policy.APPLICABLE,
        is_open=expert_map.state == MapState.SUBMITTED,
        proposals=tuple(
            Proposal(sheet.indicator(code), answer, sheet.claimed(code), decisions.get(code))
            for code, answer in sheet.answers.items()
            if sheet.is_ruled_out(code)
        ),
    )
