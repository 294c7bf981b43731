"""What does a school's year come to? One object for the page and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from monitoring.models import ExpertMap
from monitoring.models.cycle import POLICY_TITLES
from monitoring.policies import takes_objections
from monitoring.states import MapState, StageKind
from reports.contexts.charts import Bar, BarChart, bar, bar_chart
from reports.contexts.letterhead import Letterhead, letterhead
from reports.contexts.line_chart import LineChart, line_chart
from reports.contexts.results import Result, Scale, Standing, criterion_maximum, result_of, scale, standing_of
from reports.contexts.revision import Revision, going_on, revisions_of
from reports.contexts.school_advice import advice_for
from reports.contexts.school_indicators import (
    Disputed,
    IndicatorResult,
    Recommendation,
    indicator_results,
)
from reports.contexts.school_sentences import approval, gap, summary
from reports.contexts.school_years import PastYear, school_years
from reports.contexts.wording import glued
from reports.queries.map_rows import answers_by_code, objections_by_code, verdicts_by_code
from russian.numbers import NBSP
from scoring.engine.types import Policy
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import Rubric, RubricCriterion


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Points of one criterion; `maximum` is this school's under the cycle's policy."""

    criterion: RubricCriterion
    claimed: int
    final: int
    maximum: int

    @property
    def bar(self) -> Bar:
        """The final share filled, the claimed one as the mark."""
        return bar(self.criterion.short_title, self.percent(self.final), self.percent(self.claimed))

    def percent(self, points: int) -> Fraction | None:
        return Fraction(100 * points, self.maximum) if self.maximum else None


@dataclass(frozen=True, slots=True)
class SchoolResult:
    """Everything said of one map. Without a `result` only what is awaited is said."""

    map_id: int
    cycle_id: int
    school_id: int
    school: str
    full_name: str
    municipality: str
    year_title: str
    state: str
    state_title: str
    standing: Standing
    approved: bool
    approval: str
    fill_until: date
    return_until: date | None
    checking_until: date
    evaluation_until: date
    takes_objections: bool
    letterhead: Letterhead
    policy_title: str
    claimed: int | None
    verified: int | None
    result: Result | None
    summary: tuple[str, ...]
    scale: tuple[Scale, ...]
    rubric: Rubric
    criteria: tuple[CriterionResult, ...]
    indicators: tuple[IndicatorResult, ...]
    recommendations: tuple[Recommendation, ...]
    years: tuple[PastYear, ...]
    revisions: tuple[Revision, ...]

    @property
    def under_revision(self) -> Revision | None:
        """The revision going on: the page and the paper say so above everything else."""
        return going_on(self.revisions)

    @property
    def maxima(self) -> dict[int, int]:
        """By number of the criterion."""
        return {line.criterion.number: line.maximum for line in self.criteria}

    @property
    def advice_is_sent(self) -> bool:
        """Whether the recommendations are those sent to the school, not yet those its results suggest."""
        return any(item.due is not None for item in self.recommendations)

    @property
    def advice_origin(self) -> str:
        """The sentence above the recommendations of every paper."""
        if self.advice_is_sent:
            return "Рекомендации направлены школе методическим центром."
        return "Рекомендации составлены по показателям, которые применимы к школе и не выполнены."

    @property
    def advice_unread(self) -> int:
        """How many the head has not confirmed yet."""
        return sum(not item.is_read for item in self.recommendations)

    @property
    def has_past(self) -> bool:
        """Whether there is a year before this one to compare with."""
        return len(self.years) > 1

    @property
    def criteria_chart(self) -> BarChart:
        """Final points filled, claimed points as the mark, both of the criterion's maximum."""
        return bar_chart(
            (
                f"{line.criterion.number}. {line.criterion.short_title}",
                line.percent(line.final),
                line.percent(line.claimed),
                f"{line.final}{NBSP}из{NBSP}{line.maximum}" if line.maximum else "не применимо",
            )
            for line in self.criteria
        )

    @property
    def years_chart(self) -> BarChart:
        """A bar a year, oldest first."""
        return bar_chart((year.year_title, year.result.percent, None, year.result.share) for year in self.years)

    @property
    def years_line(self) -> LineChart | None:
        """The share of the maximum by year, cut where years are not compared."""
        return line_chart([year.value for year in self.years])

    @property
    def cuts(self) -> tuple[PastYear, ...]:
        return tuple(year for year in self.years if year.cut)

    @property
    def changed(self) -> tuple[IndicatorResult, ...]:
        return tuple(row for row in self.indicators if row.was_changed)


def build_school_result(expert_map: ExpertMap, *, at: datetime) -> SchoolResult:
    """6 queries (the stages, answers, verdicts, objections, past maps, their criteria), two more of an approved year
    for what was revised and what was advised; 1 while there is no result.
    """
    cycle, tree = expert_map.cycle, rubric_of(expert_map.cycle.methodology_id)
    standing, revisions = standing_of(expert_map.state), revisions_of(expert_map)
    figures = _figures(expert_map, tree) if standing is Standing.RESULT else NOTHING_YET
    return SchoolResult(
        **_terms(expert_map, at, revisions),
        revisions=revisions,
        standing=standing,
        letterhead=letterhead(expert_map.municipality, at),
        policy_title=POLICY_TITLES[Policy(cycle.policy)],
        scale=scale(tree.bands, expert_map.maximum),
        rubric=tree,
        **figures,
    )


NOTHING_YET: dict = {
    "claimed": None, "verified": None, "result": None, "summary": (),
    "criteria": (), "indicators": (), "recommendations": (), "years": (),
}  # fmt: skip


def _terms(expert_map: ExpertMap, at: datetime, revisions: Sequence[Revision]) -> dict:
    cycle, school = expert_map.cycle, expert_map.school
    stages = {stage.kind: stage for stage in cycle.stages.all()}
    approved = expert_map.state == MapState.APPROVED
    return {
        "map_id": expert_map.pk,
        "cycle_id": cycle.pk,
        "school_id": school.pk,
        "school": glued(school.short_name),
        "full_name": glued(school.name),
        "municipality": expert_map.municipality.name,
        "year_title": cycle.year_title,
        "state": expert_map.state,
        "state_title": expert_map.get_state_display(),
        "approved": approved,
        "approval": _approval(expert_map, revisions),
        "fill_until": expert_map.fill_last_day,
        "return_until": expert_map.return_last_day,
        "checking_until": stages[StageKind.CONTROL].last_day,
        "evaluation_until": stages[StageKind.EVALUATION].last_day,
        "takes_objections": takes_objections(expert_map, stages[StageKind.EVALUATION], at),
    }


def _approval(expert_map: ExpertMap, revisions: Sequence[Revision]) -> str:
    """By which protocol the result is in force: the year's own, or that of its last revision."""
    approved, number, day = expert_map.state == MapState.APPROVED, expert_map.cycle.protocol_number, None
    if revisions and revisions[-1].is_finished:
        number, day = revisions[-1].number, revisions[-1].day
    if going_on(revisions):
        return "Результат пересматривается и заново ещё не утверждён."
    return approval(approved=approved, day=day or _approved_on(expert_map), number=number)


def _approved_on(expert_map: ExpertMap) -> date | None:
    """The protocol's day, or the day of the coordinator's approval."""
    approved_at = expert_map.cycle.approved_at
    return expert_map.cycle.protocol_date or (expert_map.municipality.today(approved_at) if approved_at else None)


def _figures(expert_map: ExpertMap, tree: Rubric) -> dict:
    policy, levels = Policy(expert_map.cycle.policy), expert_map.levels
    answers = answers_by_code(expert_map)
    rows = indicator_results(
        tree,
        answers,
        verdicts_by_code(expert_map),
        levels=levels,
        policy=policy,
        disputed=_disputed(expert_map),
    )
    degrees = scale(tree.bands, expert_map.maximum)
    result = result_of(expert_map.final_points or 0, expert_map.maximum, tree.bands)
    criteria = tuple(_criterion(criterion, rows, expert_map) for criterion in tree.criteria)
    this_year = PastYear(expert_map.cycle.year_title, result, tuple(line.final for line in criteria))
    return {
        "claimed": expert_map.claimed_points,
        "verified": expert_map.verified_points,
        "result": result,
        "summary": tuple(filter(None, (*summary(result, degrees, rows, policy), gap(result, tree)))),
        "criteria": criteria,
        "indicators": rows,
        "recommendations": advice_for(expert_map, tree, rows),
        "years": school_years(expert_map, this_year, tree),
    }


def _disputed(expert_map: ExpertMap) -> dict[str, Disputed]:
    today = expert_map.municipality.today
    return {
        code: Disputed(
            text=row.text,
            state=row.get_outcome_display() or "рассматривается",
            decision=row.decision,
            day=today(row.decided_at) if row.decided_at else None,
        )
        for code, row in objections_by_code(expert_map).items()
    }


def _criterion(criterion: RubricCriterion, rows: Sequence[IndicatorResult], expert_map: ExpertMap) -> CriterionResult:
    own = [row for row in rows if row.indicator.criterion_number == criterion.number]
    return CriterionResult(
        criterion=criterion,
        claimed=sum(row.claimed or 0 for row in own),
        final=sum(row.final or 0 for row in own),
        maximum=criterion_maximum(
            criterion, expert_map.levels, Policy(expert_map.cycle.policy), [row.code for row in own if row.applicable]
        ),
    )
