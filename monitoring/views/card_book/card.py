"""What does the card of a map hold, indicator by indicator? The workbook and the paper are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitoring.domain.sheet import Sheet, owners_of, read_sheet
from monitoring.forms.answer import AnswerForm
from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.policies import why_closed
from monitoring.views.map_screen.facts import yes_no
from monitoring.views.map_screen.working import is_not_applicable, rule_in_words
from scoring.engine.types import Outcome
from scoring.queries.rubric_tree import RubricCriterion, RubricIndicator

INAPPLICABLE = "не применяется"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One indicator. `fields` are the names of the page's inputs, none where the indicator does not apply;
    `owners` are the indicators its denominator is entered at."""

    criterion: RubricCriterion
    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    fields: tuple[str, ...]
    owners: tuple[str, ...]
    is_open: bool

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def is_applicable(self) -> bool:
        return not is_not_applicable(self.outcome)

    @property
    def rule(self) -> str:
        return rule_in_words(self.indicator)

    @property
    def counted(self) -> str:
        """«Посетили — из общего числа обучающихся 8–9 классов»; empty for a fact."""
        denominator = self.indicator.denominator
        if denominator is None:
            return ""
        return f"{self.indicator.numerator_label} — из общего числа {denominator.unit.many}"

    @property
    def taken_from(self) -> str:
        """«берётся из 1.2 и 1.3»; empty where the denominator is entered in the line itself."""
        if self.indicator.denominator is None or self.indicator.owns_denominator:
            return ""
        return f"берётся из {' и '.join(self.owners)}"

    @property
    def texts(self) -> dict[str, str]:
        """The stored answer by input, as a person would write it."""
        return {name: _text(self.answer, name) for name in self.fields}


@dataclass(frozen=True, slots=True)
class Card:
    """`closed` says why the school cannot change it now; `parts` are titles of sub-checks by input."""

    expert_map: ExpertMap
    sheet: Sheet
    lines: tuple[CardLine, ...]
    closed: str

    @property
    def parts(self) -> dict[str, str]:
        return {f"part_{part.key}": part.label for line in self.lines for part in line.indicator.rule.parts}

    @property
    def by_code(self) -> Mapping[str, CardLine]:
        return {line.code: line for line in self.lines}

    @property
    def title(self) -> str:
        return f"{self.expert_map.school}, {self.expert_map.cycle.year_title} учебный год"


def read_card(expert_map: ExpertMap, *, at: datetime) -> Card:
    """The card as it stands (1 query beside the rubric)."""
    sheet, closed = read_sheet(expert_map), why_closed(expert_map, at)
    lines = (
        _line(sheet, criterion, indicator, is_open=not closed)
        for criterion in sheet.rubric.criteria
        for indicator in criterion.indicators
    )
    return Card(expert_map, sheet, tuple(lines), closed)


def _line(sheet: Sheet, criterion: RubricCriterion, indicator: RubricIndicator, *, is_open: bool) -> CardLine:
    answer, applicable = sheet.answers[indicator.code], sheet.is_applicable(indicator.code)
    fields = AnswerForm({}, indicator=indicator, levels=sheet.expert_map.levels).fields if applicable else ()
    return CardLine(
        criterion=criterion,
        indicator=indicator,
        answer=answer,
        outcome=sheet.claimed(indicator.code),
        fields=tuple(fields),
        owners=owners_of(sheet, indicator.code),
        is_open=is_open and applicable and answer.is_open,
    )


def _text(answer: IndicatorAnswer, name: str) -> str:
    if name == "note":
        return answer.note
    value = answer.parts.get(name.removeprefix("part_")) if name.startswith("part_") else getattr(answer, name)
    if value is None:
        return ""
    return yes_no(value) if isinstance(value, bool) else str(value)
