"""What stands in a row of one indicator across schools, and in a row of the list of indicators?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from monitoring.domain.claim_rows import ClaimRow
from monitoring.domain.claims import judged_claims, read_beside
from monitoring.domain.warnings import Caution, Judged, warnings_of
from monitoring.models import ExpertMap, MonitoringCycle, Verdict
from monitoring.permissions import fills_for
from monitoring.queries.review_in_row import IndicatorCount, facts_of_last_year, indicator_counts, verdicts_on
from monitoring.states import MapState
from monitoring.views.map_screen.facts import yes_no
from russian.numbers import integer, share
from scoring.engine.score import score
from scoring.engine.types import Claim, Empty, Level, Outcome, Policy
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricIndicator

NOTHING = IndicatorCount(0, 0, 0)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    indicator: RubricIndicator
    count: IndicatorCount


def indicator_rows(cycle: MonitoringCycle, user) -> list[IndicatorRow]:
    counts = indicator_counts(cycle, user)
    return [IndicatorRow(i, counts.get(i.code, NOTHING)) for i in rubric(cycle.methodology_id).indicators]


@dataclass(frozen=True, slots=True)
class RowClaim:
    """One school's claim beside what it is compared with.

    `is_own`: the reviewer fills for this school; `is_held`: the map is in a colleague's hands.
    """

    expert_map: ExpertMap
    outcome: Outcome
    judged: Judged | None
    past: str
    warnings: tuple[Caution, ...]
    verdict: Verdict | None
    is_own: bool
    is_held: bool

    @property
    def is_applicable(self) -> bool:
        return self.outcome.empty is not Empty.NOT_APPLICABLE

    @property
    def status(self) -> str:
        """As `_review_verdict_tag.html` knows it."""
        return self.verdict.kind if self.verdict else "waiting"

    @property
    def is_waiting(self) -> bool:
        return self.verdict is None and self.expert_map.state == MapState.SUBMITTED and not self.is_held


def claims_in_row(maps: Collection[ExpertMap], cycle: MonitoringCycle, code: str, user) -> list[RowClaim]:
    """Eight queries, however many maps are on the page."""
    beside = read_beside(maps, cycle, only=code)
    judged = judged_claims(maps, cycle, only=code, beside=beside)
    facts = facts_of_last_year([row.school_id for row in maps], cycle, code, beside.tree.code)
    verdicts = verdicts_on(maps, code)
    indicator = beside.tree.by_code[code]
    return [
        _row(row, indicator, beside.claims[row.pk], judged[row.pk].get(code), facts, verdicts.get(row.pk), user)
        for row in maps
    ]


def _row(
    row: ExpertMap,
    indicator: RubricIndicator,
    claims: Mapping[str, ClaimRow],
    judged: Judged | None,
    facts: Mapping[int, bool],
    verdict: Verdict | None,
    user,
) -> RowClaim:
    return RowClaim(
        expert_map=row,
        outcome=_outcome(row, indicator, claims),
        judged=judged,
        past=_past(indicator, judged, facts.get(row.school_id)),
        warnings=warnings_of(judged) if judged else (),
        verdict=verdict,
        is_own=fills_for(user, row),
        is_held=row.reviewer_id not in {None, user.pk},
    )


def _outcome(row: ExpertMap, indicator: RubricIndicator, claims: Mapping[str, ClaimRow]) -> Outcome:
    claim, condition = claims[indicator.code], indicator.rule.zero_unless
    return score(
        indicator.rule,
        Claim(numerator=claim.numerator, denominator=claim.denominator, fact=claim.fact, parts=claim.parts),
        levels=frozenset(Level(level) for level in row.levels),
        policy=Policy(row.cycle.policy),
        condition=claims[condition].fact if condition else None,
    )


def _past(indicator: RubricIndicator, judged: Judged | None, fact: bool | None) -> str:
    """«51 из 171, 29,8 %» or «да»; empty where nothing is known."""
    if not indicator.is_share:
        return "" if fact is None else yes_no(fact)
    past = judged.past if judged else None
    if past is None:
        return ""
    percent = share(past.people, past.of, threshold=indicator.threshold)
    return f"{integer(past.people)} из {integer(past.of)}, {percent}"
