"""What came of each school of a district?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from monitoring.models import MonitoringCycle
from monitoring.states import UNDER_REVISION, MapState, StageKind
from reports.contexts.filters import GROUPS, Chosen
from reports.contexts.results import Result, Standing, applies, result_of, standing_of
from reports.contexts.sizes import pupils_of, size_of
from reports.contexts.wording import glued
from reports.queries.cycle_rows import AnswerRow, Correction, MapRow, answers_of, corrections_of, maps_of
from reports.queries.reference_rows import Figures
from schools.models import SchoolKind
from scoring.queries.rubric_tree import Rubric, RubricIndicator

LEVEL_NAMES = {"noo": "НОО", "ooo": "ООО", "soo": "СОО"}
NOT_APPLICABLE = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One final point: `kind` yes, no or na; `sign` is what stands in its place, `word` what is heard after it."""

    kind: str
    sign: str
    word: str
    points: int | None


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school in one cycle. `cells` follow the rubric and are empty while there is no result.

    `name` is for reading («№ 2» does not break), `register_name` is the register's own, for workbooks.
    """

    map_id: int
    school_id: int
    name: str
    register_name: str
    kind: str
    kind_title: str
    level: str
    levels_title: str
    levels: frozenset[str]
    is_rural: bool
    pupils: int | None
    standing: Standing
    state_title: str
    is_under_revision: bool
    submitted: date | None
    in_time: bool | None
    claimed: int | None
    verified: int | None
    maximum: int
    result: Result | None
    cells: tuple[Cell, ...]
    answers: Mapping[str, AnswerRow] = field(repr=False)
    corrections: Mapping[str, Correction] = field(repr=False)
    # Codes that count by the reviewer's decision, though the school's levels rule them out.
    counted: frozenset[str]

    @property
    def group(self) -> str:
        """The degree reached, or why there is none."""
        return self.result.band.key if self.result else self.standing.value

    @property
    def size(self) -> str:
        return size_of(self.pupils)

    @property
    def term(self) -> str:
        """How the school kept the term: a key of TERMS."""
        if self.standing is Standing.ABSENT:
            return "absent"
        return "in_time" if self.in_time else "late"

    @property
    def why(self) -> str:
        """Why there is no result, in words."""
        return "" if self.result else GROUPS[self.group]

    @property
    def changed(self) -> int | None:
        """Points verification added or took away."""
        return None if self.claimed is None or self.verified is None else self.verified - self.claimed

    def reached(self, code: str) -> bool:
        answer = self.answers.get(code)
        return self.result is not None and answer is not None and bool(answer.final)

    def can_have(self, indicator: RubricIndicator) -> bool:
        """A school given a point for what it cannot have by its levels is counted where the point is."""
        return applies(indicator.rule, self.levels, self.counted) or self.reached(indicator.code)

    def attainable(self, rubric: Rubric) -> int:
        """The most points a school of these levels can get."""
        return sum(indicator.rule.maximum for indicator in rubric.indicators if self.can_have(indicator))

    def numbers(self, code: str) -> tuple[int | None, int | None]:
        """The numbers a share stands on after verification."""
        correction = self.corrections.get(code)
        if correction and correction.denominator is not None:
            return correction.numerator, correction.denominator
        answer = self.answers[code]
        return answer.numerator, answer.denominator


def school_rows(
    cycle: MonitoringCycle, rubric: Rubric, reference: Mapping[tuple[int, date], Figures]
) -> list[SchoolRow]:
    """Every school of the cycle in natural order (3 queries)."""
    answers, corrections = answers_of(cycle), corrections_of(cycle)
    return [
        school_row(
            row,
            answers.get(row.id, {}),
            corrections.get(row.id, {}),
            rubric=rubric,
            cycle=cycle,
            figures=reference.get((row.school_id, cycle.past_reference_day), {}),
        )
        for row in maps_of(cycle)
    ]


def school_row(
    row: MapRow,
    answers: Mapping[str, AnswerRow],
    corrections: Mapping[str, Correction],
    *,
    rubric: Rubric,
    cycle: MonitoringCycle,
    figures: Figures,
) -> SchoolRow:
    standing = standing_of(row.state)
    has_result = standing is Standing.RESULT
    return SchoolRow(
        map_id=row.id,
        school_id=row.school_id,
        name=glued(row.name),
        register_name=row.name,
        kind=row.kind,
        kind_title=SchoolKind(row.kind).label,
        level=next((level for level in ("soo", "ooo", "noo") if level in row.levels), ""),
        levels_title=", ".join(title for level, title in LEVEL_NAMES.items() if level in row.levels),
        levels=frozenset(row.levels),
        is_rural=row.is_rural,
        pupils=pupils_of(row.levels, figures),
        standing=standing,
        state_title=MapState(row.state).label,
        is_under_revision=row.state in UNDER_REVISION,
        submitted=cycle.municipality.today(row.first_submitted_at) if row.first_submitted_at else None,
        in_time=_in_time(row, cycle),
        claimed=row.claimed if answers else None,
        verified=row.verified if has_result else None,
        maximum=row.maximum,
        result=result_of(row.final or 0, row.maximum, rubric.bands) if has_result else None,
        cells=tuple(_cell(indicator, answers, row.levels) for indicator in rubric.indicators) if has_result else (),
        answers=answers,
        corrections=corrections,
        counted=frozenset(code for code, answer in answers.items() if answer.counts_anyway),
    )


def _in_time(row: MapRow, cycle: MonitoringCycle) -> bool | None:
    """Within the term common to all, or by an extension; None for a map never signed."""
    if row.first_submitted_at is None:
        return None
    return row.first_submitted_at < cycle.stage(StageKind.SELF_ASSESSMENT).ends_at


def _cell(indicator: RubricIndicator, answers: Mapping[str, AnswerRow], levels: list[str]) -> Cell:
    answer = answers.get(indicator.code)
    counted = answer is not None and answer.counts_anyway
    return cell_of(answer.final if answer else None, counted or applies(indicator.rule, levels))


@cache
def cell_of(points: int | None, applicable: bool) -> Cell:
    if points:
        return Cell("yes", str(points), "балл", points)
    return Cell("no", "0", "баллов", 0) if applicable else Cell("na", NOT_APPLICABLE, "не применим", None)


def is_chosen(row: SchoolRow, chosen: Chosen, rubric: Rubric) -> bool:
    """All but `change`, which wants more than the row: see `changed_as`."""
    return (
        chosen.kind in ("", row.kind)
        and chosen.size in ("", row.size)
        and chosen.level in ("", row.level)
        and chosen.place in ("", "village" if row.is_rural else "town")
        and _in_group(row, chosen.group)
        and _kept_term(row, chosen.term)
        and (not chosen.missed or _missed(row, rubric.by_code[chosen.missed]))
        and (not chosen.reached or row.reached(chosen.reached))
    )


def _in_group(row: SchoolRow, group: str) -> bool:
    return group in ("", row.group) or (group == "result" and row.result is not None)


def _kept_term(row: SchoolRow, term: str) -> bool:
    return term in ("", row.term) or (term == "represented" and row.term != "absent")


def _missed(row: SchoolRow, indicator: RubricIndicator) -> bool:
    return row.result is not None and row.can_have(indicator) and not row.reached(indicator.code)


def changed_as(row: SchoolRow, change: str, off_reference: Collection[int]) -> bool:
    """Whether verification or evaluation changed an answer of the school that way; `off_reference` are its ids."""
    if change == "reference":
        return row.school_id in off_reference
    if row.result is None:
        return False
    return any(_answer_changed(answer, change) for answer in row.answers.values())


def _answer_changed(answer: AnswerRow, change: str) -> bool:
    claimed, verified, final = answer.claimed or 0, answer.verified or 0, answer.final or 0
    return {
        "any": verified != claimed,
        "lowered": verified < claimed,
        "raised": verified > claimed,
        "final": final != verified,
    }[change]
