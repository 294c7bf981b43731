"""What does one indicator of a map show?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitoring.domain.sheet import Sheet
from monitoring.models import Evidence, IndicatorAnswer, LateEntry, Verdict
from monitoring.queries.figures import Figures
from monitoring.views.map_screen.facts import Reconciled, reconciled
from monitoring.views.map_screen.standing import slug_of
from monitoring.views.map_screen.working import Working, is_not_applicable, rule_in_words, working_of
from russian.numbers import integer
from russian.plurals import plural
from scoring.engine.types import Outcome
from scoring.queries.rubric_tree import RubricIndicator

PREFILLED = ", подставлено — проверьте"
CHOSEN = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True, slots=True)
class Choice:
    """A question answered with «да» or «нет»."""

    name: str
    label: str
    chosen: str
    error: str

    @property
    def in_words(self) -> str:
        return {"yes": "да", "no": "нет"}.get(self.chosen, "не заполнено")


@dataclass(frozen=True, slots=True)
class Reused:
    """A denominator that is entered elsewhere: its value, what it is summed of, and where it comes from."""

    value: int | None
    summands: str
    owners: tuple[str, ...]
    unit: str

    @property
    def slugs(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, slug_of(code)) for code in self.owners)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form held, to be shown again with its sentences; empty when nothing was refused.

    `refusal` is about the whole answer: a conflict, a passed term.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator. Texts of inputs are as typed, digits without groups.

    `taken_from` is the school year whose words and evidence can be taken; empty where there is nothing left to take.
    """

    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    working: Working
    is_open: bool
    numerator: str
    denominator: str
    reused: Reused | None
    choices: tuple[Choice, ...]
    note: str
    reconciled: Reconciled | None
    errors: Mapping[str, str]
    refusal: str = ""
    remark: Verdict | None = None
    past: str = ""
    past_remark: str = ""
    taken_from: str = ""
    pieces: tuple[Evidence, ...] = ()
    removed: tuple[Evidence, ...] = ()
    has_others: bool = False
    late: tuple[LateEntry, ...] = ()

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def slug(self) -> str:
        return slug_of(self.indicator.code)

    @property
    def rule(self) -> str:
        return rule_in_words(self.indicator)

    @property
    def is_applicable(self) -> bool:
        return not is_not_applicable(self.outcome)

    @property
    def is_filled(self) -> bool:
        return self.outcome.empty is None

    @property
    def unit(self) -> str:
        """The people of a denominator entered here, after its number: «181 обучающегося 8–9 классов»."""
        denominator = self.indicator.denominator
        return plural(self.answer.denominator or 0, denominator.unit) if denominator else ""

    @property
    def everybody(self) -> str:
        """The same people as «из общего числа» wants them, whatever the number: «обучающихся 8–9 классов»."""
        return self.indicator.denominator.unit.many if self.indicator.denominator else ""

    @property
    def is_prefilled(self) -> bool:
        """Whether the input shows the ОО-1 figure that was not saved yet."""
        return self.is_open and self.answer.denominator is None and self.reconciled is not None

    @property
    def gap(self) -> str:
        """The ОО-1 figure of the denominator and how the claim agrees with it; empty where ОО-1 has none."""
        if self.reconciled is None:
            return ""
        return self.reconciled.figure + (PREFILLED if self.is_prefilled else self.reconciled.agreement)


def row_of(
    sheet: Sheet,
    code: str,
    outcome: Outcome,
    figures: Figures,
    *,
    is_open: bool,
    typed: Typed = NOTHING_TYPED,
    **beside,
) -> Row:
    """`beside` holds what a whole page knows and a save does not: the remark, earlier years, pieces, late text."""
    indicator, answer = sheet.indicator(code), sheet.answers[code]
    known = reconciled(sheet, code, figures)
    suggested = known.reference if known and is_open and answer.denominator is None else None
    return Row(
        indicator=indicator,
        answer=answer,
        outcome=outcome,
        working=working_of(indicator, answer, outcome),
        is_open=is_open,
        numerator=typed.values.get("numerator", _digits(answer.numerator)),
        denominator=typed.values.get("denominator", _digits(answer.denominator if suggested is None else suggested)),
        reused=_reused(sheet, indicator),
        choices=_choices(sheet, indicator, typed),
        note=typed.values.get("note", answer.note),
        reconciled=known,
        errors=typed.errors,
        refusal=typed.refusal,
        **beside,
    )


def _digits(value: int | None) -> str:
    return "" if value is None else str(value)


def _choices(sheet: Sheet, indicator: RubricIndicator, typed: Typed) -> tuple[Choice, ...]:
    if indicator.is_share:
        return ()
    answer = sheet.answers[indicator.code]
    asked = [
        (f"part_{part.key}", part.label, answer.parts.get(part.key))
        for part in indicator.rule.parts
        if part.level in sheet.expert_map.levels
    ] or [("fact", indicator.short_title, answer.fact)]
    return tuple(
        Choice(name, label, typed.values.get(name, CHOSEN[value]), typed.errors.get(name, ""))
        for name, label, value in asked
    )


def _reused(sheet: Sheet, indicator: RubricIndicator) -> Reused | None:
    if indicator.denominator is None or indicator.owns_denominator:
        return None
    keys = indicator.denominator.sum_of or (indicator.denominator.key,)
    entered = (sheet.rubric.owner_by_key[key].code for key in keys if key in sheet.rubric.owner_by_key)
    owners = tuple(code for code in entered if sheet.is_applicable(code))
    value = sheet.answers[indicator.code].denominator
    summands = [sheet.answers[owner].denominator for owner in owners]
    said = " + ".join(integer(number) for number in summands if number is not None)
    return Reused(
        value=value,
        summands=said if len(summands) > 1 and value is not None else "",
        owners=owners,
        unit=plural(value or 0, indicator.denominator.unit),
    )
