"""How do the claims of a municipality's schools agree with ОО-1?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from monitoring.models import MonitoringCycle
from monitoring.queries.reference_forms import ReferenceForm, forms_of
from monitoring.reconciling import TOLERANCE, ReferenceGap, form_day
from monitoring.states import VerdictKind
from reports.contexts.letterhead import Letterhead, letterhead
from reports.contexts.results import Standing, applies, standing_of
from reports.contexts.wording import glued, says_share
from reports.queries.cycle_rows import CLAIM_SIGNED, MapRow, maps_of
from reports.queries.reconciliation_rows import EnteredRow, VerdictRow, entered_of, schools_named, verdicts_of
from reports.queries.reference_rows import Figures, reference_of
from russian.numbers import integer, percent
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import Rubric, RubricIndicator, RubricQuantity


class Agreement(StrEnum):
    """How a claim stands to its ОО-1 figure."""

    WITHIN = "within"
    BEYOND = "beyond"
    NO_FIGURE = "no_figure"
    NO_CLAIM = "no_claim"


# What the address asks for, with its words; «unexplained» is a part of «beyond».
SHOWN = {
    "": "Все строки",
    "beyond": "Больше допуска",
    "unexplained": "Без пояснения школы",
    "within": "В пределах допуска",
    "no_figure": "Нет сведений ОО-1",
    "no_claim": "Нет данных школы",
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What the address asks for; empty texts mean «все»."""

    show: str = ""
    figure: str = ""
    text: str = ""

    @property
    def is_everything(self) -> bool:
        return not any((self.show, self.figure, self.text))


@dataclass(frozen=True, slots=True)
class ReconciledFigure:
    """A quantity ОО-1 knows: where it is entered, which indicators share it, into which sums it goes, of which form."""

    quantity: RubricQuantity
    owner: RubricIndicator
    codes: tuple[str, ...]
    sums: tuple[str, ...]
    day: date

    @property
    def said_codes(self) -> str:
        """«1.2, 1.4; в сумме 1.7»."""
        return "; ".join(filter(None, (", ".join(self.codes), f"в сумме {', '.join(self.sums)}" if self.sums else "")))


@dataclass(frozen=True, slots=True)
class Line:
    """One school and one figure. `claimed` is None where nothing signed lies with the department."""

    school: MapRow
    figure: ReconciledFigure
    claimed: int | None
    reference: int | None
    comment: str
    verdict: VerdictRow | None

    @property
    def gap(self) -> ReferenceGap | None:
        if self.claimed is None or self.reference is None:
            return None
        return ReferenceGap(self.claimed, self.reference)

    @property
    def agreement(self) -> Agreement:
        if self.gap is not None:
            return Agreement.BEYOND if self.gap.beyond_tolerance else Agreement.WITHIN
        return Agreement.NO_CLAIM if self.claimed is None else Agreement.NO_FIGURE

    @property
    def is_unexplained(self) -> bool:
        return self.agreement is Agreement.BEYOND and not self.comment

    @property
    def percent(self) -> Fraction | None:
        """The difference in per cent of ОО-1; of fewer than ten people none is taken."""
        if self.gap is None or not says_share(self.gap.reference):
            return None
        return Fraction(100 * self.gap.change, self.gap.reference)

    @property
    def said_change(self) -> str:
        return "" if self.gap is None else _signed(self.gap.change, integer(self.gap.change))

    @property
    def said_percent(self) -> str:
        return "" if self.percent is None else _signed(self.percent, percent(self.percent))

    @property
    def said_verdict(self) -> str:
        """«исправлено: 104 из 178»."""
        if self.verdict is None:
            return ""
        word = VerdictKind(self.verdict.kind).label
        if self.verdict.kind != VerdictKind.CORRECTED or self.verdict.denominator is None:
            return word
        return glued(f"{word}: {integer(self.verdict.numerator or 0)} из {integer(self.verdict.denominator)}")

    @property
    def slug(self) -> str:
        return self.figure.owner.code.replace(".", "-")


@dataclass(frozen=True, slots=True)
class SchoolLines:
    """The lines of one school; `why` says why there are no claims of it."""

    school: MapRow
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        return glued(self.school.name)

    @property
    def why(self) -> str:
        if self.school.state in CLAIM_SIGNED:
            return ""
        absent = standing_of(self.school.state) is Standing.ABSENT
        return "карта не представлена" if absent else "карта у школы на исправлении"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Lines the address asks for, schools in natural order; `counts` say how many each of SHOWN would show."""

    cycle_id: int
    municipality_id: int
    year: int
    year_title: str
    letterhead: Letterhead
    forms: tuple[ReferenceForm, ...]
    figures: tuple[ReconciledFigure, ...]
    counts: Mapping[str, int]
    lines: tuple[Line, ...]

    @property
    def compared(self) -> int:
        return self.counts["within"] + self.counts["beyond"]

    @property
    def total(self) -> int:
        return self.counts[""]

    @property
    def tolerance(self) -> str:
        return TOLERANCE

    @property
    def schools(self) -> tuple[SchoolLines, ...]:
        grouped = groupby(self.lines, key=lambda line: line.school)
        return tuple(SchoolLines(school, tuple(lines)) for school, lines in grouped)


def build_reconciliation(cycle: MonitoringCycle, *, sought: Sought = Sought(), at: datetime) -> Reconciliation:
    """Six queries beside the cycle, one more for a search, whatever the number of schools."""
    tree = rubric(cycle.methodology_id)
    figures = figures_of(tree, cycle)
    lines = [line for line in _lines(cycle, tree, figures) if sought.figure in ("", line.figure.quantity.key)]
    if sought.text:
        named = schools_named(cycle, sought.text)
        lines = [line for line in lines if line.school.school_id in named]
    return Reconciliation(
        cycle_id=cycle.pk,
        municipality_id=cycle.municipality_id,
        year=cycle.school_year,
        year_title=cycle.year_title,
        letterhead=letterhead(cycle.municipality, at),
        forms=forms_of(cycle),
        figures=figures,
        counts=_counts(lines),
        lines=tuple(line for line in lines if _is_shown(line, sought.show)),
    )


def figures_of(tree: Rubric, cycle: MonitoringCycle) -> tuple[ReconciledFigure, ...]:
    """Denominators ОО-1 knows, in the order of the indicators where they are entered."""
    found = []
    for owner in tree.indicators:
        quantity = owner.denominator
        if quantity is not None and owner.owns_denominator and quantity.reference_field:
            shared = tuple(i.code for i in tree.indicators if i.denominator and i.denominator.key == quantity.key)
            sums = tuple(i.code for i in tree.indicators if i.denominator and quantity.key in i.denominator.sum_of)
            found.append(ReconciledFigure(quantity, owner, shared, sums, form_day(cycle, quantity)))
    return tuple(found)


def _lines(cycle: MonitoringCycle, tree: Rubric, figures: tuple[ReconciledFigure, ...]) -> Iterator[Line]:
    codes = [figure.owner.code for figure in figures]
    entered, verdicts, reference = entered_of(cycle, codes), verdicts_of(cycle, codes), reference_of(cycle)
    for school in maps_of(cycle):
        for figure in figures:
            place = (school.id, figure.owner.code)
            claim = entered.get(place)
            # What the levels rule out and a reviewer decided to count is compared like the rest.
            if applies(figure.owner.rule, school.levels) or (claim is not None and claim.counts_anyway):
                yield _line(school, figure, claim, verdicts.get(place), reference)


def _line(
    school: MapRow,
    figure: ReconciledFigure,
    entered: EnteredRow | None,
    verdict: VerdictRow | None,
    reference: Mapping[tuple[int, date], Figures],
) -> Line:
    told = reference.get((school.school_id, figure.day), {})
    return Line(
        school=school,
        figure=figure,
        claimed=entered.denominator if entered else None,
        reference=told.get(figure.quantity.reference_field),
        comment=entered.note.strip() if entered else "",
        verdict=verdict if entered else None,
    )


def _counts(lines: Iterable[Line]) -> Mapping[str, int]:
    lines = list(lines)
    counts = Counter(line.agreement.value for line in lines)
    counts["unexplained"] = sum(line.is_unexplained for line in lines)
    counts[""] = len(lines)
    return counts


def _is_shown(line: Line, show: str) -> bool:
    return line.is_unexplained if show == "unexplained" else show in ("", line.agreement.value)


def _signed(value: int | Fraction, text: str) -> str:
    return f"+{text}" if value > 0 else text
