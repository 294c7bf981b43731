"""What stands between a map and the head's signature?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitoring.domain.checks import ERROR, CheckContext, Problem, find_problems
from monitoring.domain.evidence import dates_outside_the_year, dead_links, evidence_counts, unconfirmed_titles
from monitoring.domain.sheet import Sheet
from monitoring.models import ExpertMap
from monitoring.permissions import can_sign
from monitoring.policies import why_closed
from monitoring.queries.expert_map import answers_with_evidence
from monitoring.queries.figures import figures_of
from monitoring.queries.schools_people import head_of
from monitoring.states import MapState
from monitoring.views.map_screen.standing import Standing, slug_of, standing_of
from monitoring.views.map_screen.year import Term, term_of
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricIndicator

UNTOUCHED = "По замечанию ничего не изменено: исправьте ответ, добавьте подтверждение или пояснение."


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the indicator it leads to."""

    indicator: RubricIndicator
    text: str

    @property
    def slug(self) -> str:
        return slug_of(self.indicator.code)


@dataclass(frozen=True, slots=True)
class BeforeSigning:
    """`errors` forbid signing, `warnings` only ask to look again; `signer` is the head's name."""

    expert_map: ExpertMap
    standing: Standing
    term: Term | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    closed: str
    may_sign: bool
    signer: str

    @property
    def can_be_signed(self) -> bool:
        return not self.errors and not self.closed


def before_signing(expert_map: ExpertMap, *, user, at: datetime) -> BeforeSigning:
    tree = rubric(expert_map.cycle.methodology_id)
    answers = answers_with_evidence(expert_map)
    sheet = Sheet(expert_map, tree, {answer.code: answer for answer in answers})
    context = CheckContext(
        sheet=sheet,
        evidence_counts=evidence_counts(answers),
        reference=figures_of(expert_map, tree).values,
        unconfirmed=unconfirmed_titles(answers),
        outside=dates_outside_the_year(answers, expert_map.cycle.school_year),
        dead=dead_links(answers),
    )
    problems = find_problems(context) + _untouched(sheet)
    head = head_of(expert_map)
    return BeforeSigning(
        expert_map=expert_map,
        standing=standing_of(sheet.rubric, sheet.policy, sheet.outcomes()),
        term=term_of(expert_map, at),
        errors=_findings(sheet, [problem for problem in problems if problem.severity == ERROR]),
        warnings=_findings(sheet, [problem for problem in problems if problem.severity != ERROR]),
        closed=why_closed(expert_map, at),
        may_sign=can_sign(user, expert_map),
        signer=head.user.full_name if head else "",
    )


def _untouched(sheet: Sheet) -> list[Problem]:
    """A returned map is not signed again before every remark was answered."""
    if sheet.expert_map.state != MapState.RETURNED:
        return []
    asked = [answer for answer in sheet.answers.values() if answer.is_open and not answer.changed_since_return]
    return [Problem(answer.code, ERROR, "untouched", UNTOUCHED) for answer in asked]


def _findings(sheet: Sheet, problems: list[Problem]) -> tuple[Finding, ...]:
    return tuple(Finding(sheet.indicator(problem.code), problem.text) for problem in problems)
