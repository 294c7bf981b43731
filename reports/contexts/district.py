"""What does a district's year come to? One object for the page, the справка and the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitoring.models import MonitoringCycle
from monitoring.models.cycle import POLICY_TITLES
from monitoring.states import StageKind
from reports.contexts.charts import BandChart, BarChart, band_chart, bar_chart
from reports.contexts.comparison import Comparison, comparison_for
from reports.contexts.district_figures import GroupLine, KeyFigures, KindLine, group_lines, key_figures, kind_lines
from reports.contexts.district_indicators import CriterionLine, IndicatorLine, criterion_lines, indicator_lines
from reports.contexts.district_schools import SchoolRow, changed_as, is_chosen, school_rows
from reports.contexts.district_terms import Discipline, discipline
from reports.contexts.district_trust import Trust, schools_off_reference, trust
from reports.contexts.filters import ALL_SCHOOLS, Chosen
from reports.contexts.letterhead import Letterhead, letterhead
from reports.contexts.results import Scale, scale
from reports.contexts.wording import says_share
from reports.queries.reference_rows import Figures, reference_of
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
    reference_day: date
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
    discipline: Discipline
    comparison: Comparison

    @property
    def says_shares(self) -> bool:
        """Of fewer than ten schools only numbers are said."""
        return says_share(len(self.schools))

    @property
    def groups_caption(self) -> str:
        what = ": доля от всех организаций, участвующих" if self.says_shares else " организаций, участвующих"
        return f"Таблица 1. Степень эффективности{what} в мониторинге"

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
    def criteria_by_school(self) -> Iterator[tuple[SchoolRow, list[int]]]:
        """Final points by criterion of every school with a result."""
        for row in self.schools:
            if row.result:
                yield row, [_points(row, line) for line in self.criteria]

    @property
    def deficits(self) -> tuple[IndicatorLine, ...]:
        """Indicators fewer than half of the schools reached, the rarest first."""
        return tuple(sorted((line for line in self.indicators if line.is_deficit), key=lambda line: line.share or 0))

    @property
    def strengths(self) -> tuple[IndicatorLine, ...]:
        return tuple(line for line in self.indicators if line.is_strong)


def build_district(cycle: MonitoringCycle, *, chosen: Chosen = ALL_SCHOOLS, at: datetime) -> District:
    """7 queries, whatever the number of schools; 5 when there is no year to compare with (the rubric apart)."""
    tree, reference = rubric_of(cycle.methodology_id), reference_of(cycle)
    everybody = school_rows(cycle, tree, reference)
    rows = chosen_rows(everybody, chosen, tree, cycle, reference)
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
        trust=trust(rows, tree, cycle, reference),
        discipline=discipline(rows, cycle),
        comparison=compared,
    )


def _points(row: SchoolRow, line: CriterionLine) -> int:
    return sum(row.answers[indicator.code].final or 0 for indicator in line.criterion.indicators)


def chosen_rows(
    rows: Sequence[SchoolRow],
    chosen: Chosen,
    tree: Rubric,
    cycle: MonitoringCycle,
    reference: Mapping[tuple[int, date], Figures],
) -> tuple[SchoolRow, ...]:
    """The schools the address asks for, in the order given."""
    found = tuple(row for row in rows if is_chosen(row, chosen, tree))
    if not chosen.change:
        return found
    off = schools_off_reference(found, tree, cycle, reference) if chosen.change == "reference" else set()
    return tuple(row for row in found if changed_as(row, chosen.change, off))


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
        "reference_day": cycle.past_reference_day,
    }
