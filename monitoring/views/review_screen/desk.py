"""What lies on the desk for one claim: the claim, what it is compared with, its evidence, the three forms?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from monitoring.domain.checks import ReferenceGap
from monitoring.forms.review import FORMS, VerdictForm
from monitoring.models import Evidence, Verdict
from monitoring.queries.expert_map import past_answers
from monitoring.queries.review import earlier_verdicts, evidence_behind
from monitoring.states import VerdictKind
from monitoring.views.map_screen.facts import past_in_words
from monitoring.views.map_screen.past import of_last_year
from monitoring.views.map_screen.working import rule_in_words
from monitoring.views.review_screen.check import Check, Line
from russian.numbers import size_in_words


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece of evidence: what it is, how big, and who else put it forward."""

    evidence: Evidence
    elsewhere: tuple[str, ...]

    @property
    def kind(self) -> str:
        """«PDF, 1,2 МБ» for a file, «страница» for a link."""
        if not self.evidence.is_file:
            return "страница"
        extension = self.evidence.stored_name.rpartition(".")[2].upper()
        return f"{extension.replace('JPG', 'JPEG')}, {size_in_words(self.evidence.size)}"


@dataclass(frozen=True, slots=True)
class Desk:
    """`opened` names the form to show open: the one refused, with what was typed in it."""

    check: Check
    line: Line
    papers: tuple[Paper, ...]
    past: str
    earlier: tuple[Verdict, ...]
    accept: VerdictForm
    correct: VerdictForm
    give_back: VerdictForm
    opened: str
    refusal: str

    @property
    def rule(self) -> str:
        return rule_in_words(self.line.indicator)

    @property
    def gap(self) -> ReferenceGap | None:
        judged = self.line.judged
        if judged is None or judged.denominator is None or judged.reference is None:
            return None
        return ReferenceGap(judged.denominator, judged.reference)

    @property
    def form_day(self) -> date | None:
        """The day of the ОО-1 form the denominator is reconciled with."""
        denominator, cycle = self.line.indicator.denominator, self.check.expert_map.cycle
        if denominator is None:
            return None
        return cycle.new_reference_day if denominator.snapshot == "new" else cycle.past_reference_day

    @property
    def seen(self) -> int | str:
        return self.line.verdict.pk if self.line.verdict else ""

    @property
    def onward(self) -> str:
        """Where «Дальше» leads: the next claim without a verdict, else the map with its last steps."""
        following = self.check.next_waiting(self.line.code)
        if following:
            return reverse("monitoring:review_desk", args=[self.check.expert_map.pk, following])
        return reverse("monitoring:review_map", args=[self.check.expert_map.pk])

    @property
    def previous_code(self) -> str:
        return self.check.code_beside(self.line.code, -1)

    @property
    def next_code(self) -> str:
        return self.check.code_beside(self.line.code, 1)


def desk_of(check: Check, code: str, *, refused: VerdictForm | None = None, refusal: str = "") -> Desk:
    line = check.by_code[code]
    found = evidence_behind(check.expert_map, code)
    shared = [piece.elsewhere for piece in line.judged.pieces] if line.judged else []
    past = of_last_year(check.sheet, past_answers(check.expert_map, check.sheet.rubric.code).get(code, []))
    forms = {kind: _form(kind, line, refused) for kind in FORMS}
    return Desk(
        check=check,
        line=line,
        papers=tuple(Paper(row, owners) for row, owners in zip(found, shared or [()] * len(found), strict=True)),
        past=past_in_words(line.indicator, past),
        earlier=tuple(earlier_verdicts(check.expert_map, code)),
        accept=forms[VerdictKind.ACCEPTED],
        correct=forms[VerdictKind.CORRECTED],
        give_back=forms[VerdictKind.RETURNED],
        opened=refused.kind.value if refused else "",
        refusal=refusal,
    )


def _form(kind: str, line: Line, refused: VerdictForm | None) -> VerdictForm:
    if refused is not None and refused.kind == kind:
        return refused
    return FORMS[kind](indicator=line.indicator, answer=line.answer, initial=_initial(kind, line), auto_id=f"{kind}_%s")


def _initial(kind: str, line: Line) -> dict[str, object]:
    """A correction begins with the one in force, else with the school's numbers or the opposite fact."""
    given = line.verdict if line.verdict and line.verdict.kind == kind else None
    known: dict[str, object] = {"reason": given.reason if given else ""}
    if kind != VerdictKind.CORRECTED:
        return known
    if line.indicator.is_share:
        by_points = given is not None and given.numerator is None
        numbers = given if given and not by_points else line.answer
        known |= {"numerator": numbers.numerator, "denominator": numbers.denominator}
        return known | {"points": given.points if given and by_points else ""}
    fact = given.fact if given else not line.outcome.points
    return known | {"fact": "yes" if fact else "no"}
