"""What does a district's year come to? One object for the page, the справка and the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitoring.models import MonitoringCycle
from monitoring.models.cycle import POLICY_TITLES
from monitoring.states import StageKind
from reports.contexts.charts import BandChart, BarChart, band_chart, bar_chart
from reports.contexts.comparison import Comparison, comparison_for
from reports.contexts.district_figures import GroupLine, KeyFigures, KindLine, group_lines, key_figures, kind_lines
from reports.contexts.district_indicators import CriterionLine, IndicatorLine, criterion_lines, indicator_lines
from reports.contexts.district_schools import SchoolRow, is_chosen, school_row
from reports.contexts.district_trust import Trust, trust
from reports.contexts.filters import ALL_SCHOOLS, Chosen
from reports.contexts.letterhead import Letterhead, letterhead
from reports.contexts.results import Scale, scale
from reports.queries.cycle_rows import answers_of, corrections_of, maps_of
from reports.queries.reference_rows import reference_of
from russian.dates import long_date
from russian.numbers import NBSP, percent
from scoring.engine.types import Policy
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import Rubric


@dataclass(frozen=True, slots=True)
class District:
    """Everything said of a cycle. `schools` are the chosen ones of `of_schools`; documents always take all."""

    cycle_id: int
    municipality_id: int
    year_title: str
    school_year: int
    approved: bool
    protocol_number: str
    protocol_date: date | None
    filling_until: date
    checking_until: date
    evaluation_until: date
    filling_is_open: bool
    policy: Policy
    policy_title: str
    letterhead: Letterhead
    rubric: Rubric
    scale: tuple[Scale, ...]
    chosen: Chosen
    of_schools: int
    schools: tuple[SchoolRow, ...]
    figures: KeyFigures
    groups: tuple[GroupLine, ...]
    kinds: tuple[KindLine, ...]
    criteria: tuple[CriterionLine, ...]
    indicators: tuple[IndicatorLine, ...]
    trust: Trust
    comparison: Comparison

    @property
    def has_results(self) -> bool:
        return self.figures.results > 0

    @property
    def under_revision(self) -> tuple[SchoolRow, ...]:
        """Schools whose approved results are open: their points may change yet."""
        return tuple(row for row in self.schools if row.is_under_revision)

    @property
    def bands_chart(self) -> BandChart:
        """Schools by degree, and those without one."""
        return band_chart((line.key, line.title, line.count, line.share) for line in self.groups)

    @property
    def criteria_chart(self) -> BarChart:
        """The final share of possible points filled, last year's as the mark."""
        return bar_chart(
            (
                f"{line.criterion.number}. {line.criterion.short_title}",
                line.final_percent,
                line.before,
                "не применимо" if line.final_percent is None else percent(line.final_percent),
            )
            for line in self.criteria
        )

    @property
    def approval(self) -> str:
        """«результаты утверждены 31 октября 2025 г., протокол № 4», as it is read under the name of the year."""
        if not self.approved:
            return "результаты предварительные"
        day = f" {long_date(self.protocol_date)}" if self.protocol_date else ""
        number = f", протокол №{NBSP}{self.protocol_number}" if self.protocol_number else ""
        return f"результаты утверждены{day}{number}"

    @property
    def indicators_by_share(self) -> tuple[IndicatorLine, ...]:
        """Those most schools reached first; those nobody can have last."""
        return tuple(sorted(self.indicators, key=lambda line: -1 if line.share is None else line.share, reverse=True))

    @property
    def deficits(self) -> tuple[IndicatorLine, ...]:
        """Indicators fewer than half of the schools reached, the rarest first."""
        return tuple(sorted((line for line in self.indicators if line.is_deficit), key=lambda line: line.share or 0))

    @property
    def strengths(self) -> tuple[IndicatorLine, ...]:
        return tuple(line for line in self.indicators if line.is_strong)


def build_district(cycle: MonitoringCycle, *, chosen: Chosen = ALL_SCHOOLS, at: datetime) -> District:
    """7 queries, whatever the number of schools; 5 when there is no year to compare with (the rubric apart)."""
    tree = rubric_of(cycle.methodology_id)
    everybody = _school_rows(cycle, tree)
    rows = tuple(row for row in everybody if is_chosen(row, chosen, tree))
    compared = comparison_for(cycle, tree, None if chosen.is_everything else {row.school_id for row in rows})
    degrees = scale(tree.bands, tree.maximum)
    policy = Policy(cycle.policy)
    return District(
        **_terms(cycle, at),
        letterhead=letterhead(cycle.municipality, at),
        rubric=tree,
        policy=policy,
        policy_title=POLICY_TITLES[policy],
        scale=degrees,
        chosen=chosen,
        of_schools=len(everybody),
        schools=rows,
        figures=key_figures(rows, compared),
        groups=group_lines(rows, degrees, compared, approved=cycle.is_approved),
        kinds=kind_lines(rows),
        criteria=criterion_lines(rows, tree, policy, compared),
        indicators=indicator_lines(rows, tree, compared),
        trust=trust(rows, tree, cycle, reference_of(cycle)),
        comparison=compared,
    )


def _school_rows(cycle: MonitoringCycle, tree: Rubric) -> Sequence[SchoolRow]:
    answers, corrections = answers_of(cycle), corrections_of(cycle)
    return [
        school_row(row, answers.get(row.id, {}), corrections.get(row.id, {}), rubric=tree, cycle=cycle)
        for row in maps_of(cycle)
    ]


def _terms(cycle: MonitoringCycle, at: datetime) -> dict:
    filling = cycle.stage(StageKind.SELF_ASSESSMENT)
    return {
        "cycle_id": cycle.pk,
        "municipality_id": cycle.municipality_id,
        "year_title": cycle.year_title,
        "school_year": cycle.school_year,
        "approved": cycle.is_approved,
        "protocol_number": cycle.protocol_number,
        "protocol_date": cycle.protocol_date,
        "filling_until": filling.last_day,
        "checking_until": cycle.stage(StageKind.CONTROL).last_day,
        "evaluation_until": cycle.stage(StageKind.EVALUATION).last_day,
        "filling_is_open": at < filling.ends_at,
    }
