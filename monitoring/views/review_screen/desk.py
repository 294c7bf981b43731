"""What lies on the desk for one claim: the claim, what it is compared with, its evidence, the three forms?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from monitoring.domain.link_watch import are_looked_at
from monitoring.forms.review import FORMS, VerdictForm
from monitoring.models import Evidence, ReviewReason, Verdict
from monitoring.queries.desk import last_verdict, reasons_for
from monitoring.reconciling import ReferenceGap, form_day
from monitoring.states import VerdictKind
from monitoring.views.map_screen.history import answer_lines
from monitoring.views.map_screen.working import rule_in_words
from monitoring.views.review_screen.check import Line, days_left_of
from monitoring.views.review_screen.one_claim import OneClaim
from monitoring.views.review_screen.strip import Strip
from monitoring.views.review_screen.way import ByIndicator, BySchool, way_of
from russian.numbers import size_in_words


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece of evidence: what it is, how big, who else put it forward, and whether it is the one shown."""

    evidence: Evidence
    elsewhere: tuple[str, ...]
    is_open: bool

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

    strip: Strip
    line: Line
    way: BySchool | ByIndicator
    last: Verdict | None
    papers: tuple[Paper, ...]
    past: str
    earlier: tuple[Verdict, ...]
    last_day: date
    days_left: int
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
    def looks_at_links(self) -> bool:
        """Whether another look can be asked for here."""
        return are_looked_at(self.strip.expert_map)

    @property
    def form_day(self) -> date | None:
        """The day of the ОО-1 form the denominator is reconciled with."""
        denominator = self.line.indicator.denominator
        return None if denominator is None else form_day(self.strip.expert_map.cycle, denominator)

    @property
    def seen(self) -> int | str:
        return self.line.verdict.pk if self.line.verdict else ""

    @property
    def piece(self) -> Evidence | None:
        """The piece of evidence shown beside the claim."""
        return next((paper.evidence for paper in self.papers if paper.is_open), None)

    @property
    def changes(self) -> list[str]:
        """«из них: 104 → 120», «добавлено: «Список»»: what the school changed after the return."""
        change = self.line.change
        if change is None:
            return []
        added = [f"добавлено: «{title}»" for title in change.added]
        return [*answer_lines(change.old, change.new), *added, *(f"убрано: «{title}»" for title in change.removed)]


def desk_of(
    claim: OneClaim,
    *,
    address: Mapping[str, str],
    user: User,
    at: datetime,
    refused: VerdictForm | None = None,
    refusal: str = "",
) -> Desk:
    """`address` are the parameters of the address: the order of work, and which piece is open. Two queries more."""
    strip, line = claim.strip, claim.line
    way = way_of(address, strip, line.code, user)
    reasons = reasons_for(strip.expert_map.municipality_id, line.code)
    forms = {kind: _form(kind, line, reasons, refused) for kind in FORMS}
    return Desk(
        strip=strip,
        line=line,
        way=way,
        last=last_verdict(user, strip.expert_map, line.code if way.is_by_indicator else ""),
        papers=tuple(_papers(claim, address.get("piece", ""))),
        past=claim.past,
        earlier=claim.earlier,
        last_day=strip.expert_map.last_day,
        days_left=days_left_of(strip.expert_map, at),
        accept=forms[VerdictKind.ACCEPTED],
        correct=forms[VerdictKind.CORRECTED],
        give_back=forms[VerdictKind.RETURNED],
        opened=refused.kind.value if refused else "",
        refusal=refusal,
    )


def _papers(claim: OneClaim, wanted: str) -> Iterator[Paper]:
    """The piece the address names is open, else the first one."""
    found, judged = claim.pieces, claim.line.judged
    shared = [piece.elsewhere for piece in judged.pieces] if judged else [()] * len(found)
    opened = next((row.pk for row in found if str(row.pk) == wanted), found[0].pk if found else None)
    for row, owners in zip(found, shared, strict=True):
        yield Paper(row, owners, row.pk == opened)


def _form(
    kind: str, line: Line, reasons: Mapping[str, Sequence[ReviewReason]], refused: VerdictForm | None
) -> VerdictForm:
    if refused is not None and refused.kind == kind:
        return refused
    return FORMS[kind](
        indicator=line.indicator,
        answer=line.answer,
        reasons=reasons,
        initial=_initial(kind, line, reasons),
        auto_id=f"{kind}_%s",
    )


def _initial(kind: str, line: Line, reasons: Mapping[str, Sequence[ReviewReason]]) -> dict[str, object]:
    """A correction begins with the one in force, else with the school's numbers or the opposite fact."""
    given = line.verdict if line.verdict and line.verdict.kind == kind else None
    said = given.reason if given else ""
    is_ready = any(row.text == said for row in reasons.get(kind, ()))
    known: dict[str, object] = {"phrase" if is_ready else "reason": said}
    if kind != VerdictKind.CORRECTED:
        return known
    if line.indicator.is_share:
        by_points = given is not None and given.numerator is None
        numbers = given if given and not by_points else line.answer
        known |= {"numerator": numbers.numerator, "denominator": numbers.denominator}
        return known | {"points": given.points if given and by_points else ""}
    fact = given.fact if given else not line.outcome.points
    return known | {"fact": "yes" if fact else "no"}
