"""What does the whole page of a map show, to its school and to others?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from monitoring.domain.link_watch import are_looked_at
from monitoring.domain.sheet import Sheet
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, LateEntry, Submission
from monitoring.permissions import can_read_evidence, can_sign, fills_for
from monitoring.policies import may_school_change, why_closed
from monitoring.queries.expert_map import (
    answers_with_evidence,
    last_submission,
    late_entries_of,
    past_answers,
    pieces_of,
    remarks_on,
    removals,
)
from monitoring.queries.figures import figures_of
from monitoring.states import MapState
from monitoring.views.map_screen.past import beside_past
from monitoring.views.map_screen.row import NOTHING_TYPED, Row, Typed, row_of
from monitoring.views.map_screen.standing import Standing, standing_of
from monitoring.views.map_screen.working import is_not_applicable
from monitoring.views.map_screen.year import Term, YearStage, term_of, year_line
from russian.numbers import size_in_words
from scoring.engine.types import Outcome, Policy
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import Rubric, RubricCriterion


@dataclass(frozen=True, slots=True)
class Block:
    """A criterion with its rows and points; the maximum follows the cycle's policy."""

    criterion: RubricCriterion
    rows: tuple[Row, ...]
    points: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """A returned map: what is asked, how much of it is done."""

    rows: tuple[Row, ...]
    touched: int

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class MapPage:
    """`closed` says why nothing can be changed; it is empty for those who may change the map and for outsiders."""

    expert_map: ExpertMap
    at: datetime
    standing: Standing
    line: tuple[YearStage, ...]
    term: Term | None
    blocks: tuple[Block, ...]
    remarks: Remarks | None
    closed: str
    is_own: bool
    is_open: bool
    may_sign: bool
    opens_files: bool
    bytes_used: int
    submission: Submission | None

    @property
    def frozen(self) -> str:
        """What the points are called while the school cannot change them; empty while it can."""
        if self.is_open or (self.expert_map.state == MapState.RETURNED and not self.is_own):
            return ""
        return "Представлено" if self.expert_map.was_submitted else "Заполнено к концу срока"

    @property
    def has_late(self) -> bool:
        """Whether the school sees text of its own that came too late to count."""
        return any(row.late for block in self.blocks for row in block.rows)

    @property
    def taken_from(self) -> str:
        """The year whose words and evidence can still come over into several indicators; empty where one press does."""
        years = [row.taken_from for block in self.blocks for row in block.rows if row.is_open and row.taken_from]
        return years[0] if len(years) > 1 else ""

    @property
    def waiting(self) -> int:
        """Pieces taken from last year that wait for «всё ещё верно»."""
        rows = (row for block in self.blocks for row in block.rows if row.is_open)
        return len({piece.pk for row in rows for piece in row.pieces if piece.wants_confirming})

    @property
    def closes_files(self) -> bool:
        """An observer sees that there are files, and does not open them."""
        return not self.opens_files

    @property
    def looks_at_links(self) -> bool:
        """Whether another look can be asked for here."""
        return are_looked_at(self.expert_map)

    @property
    def quota(self) -> str:
        """«занято 180 МБ из 300 МБ», once half of the room for files is taken."""
        most = settings.EVIDENCE_QUOTA_BYTES
        return f"занято {size_in_words(self.bytes_used)} из {size_in_words(most)}" if 2 * self.bytes_used > most else ""

    @property
    def subject(self) -> str:
        """Where drafts of this map are kept in the browser."""
        return str(self.expert_map.pk)


def read_page(expert_map: ExpertMap, *, user, at: datetime, typed: Mapping[str, Typed] | None = None) -> MapPage:
    """`expert_map` is of `queries.figures.maps_with_figures`. At most eight queries, whatever is filled."""
    tree = rubric(expert_map.cycle.methodology_id)
    sheet = Sheet(expert_map, tree, {answer.code: answer for answer in answers_with_evidence(expert_map)})
    outcomes = sheet.outcomes()
    own = fills_for(user, expert_map)
    is_open = own and may_school_change(expert_map, at)
    pieces = pieces_of(expert_map) if is_open else []
    late = _late(expert_map, own=own)
    rows = _rows(sheet, outcomes, _beside(sheet, pieces, late), is_open=is_open, typed=typed or {})
    return MapPage(
        expert_map=expert_map,
        at=at,
        standing=standing_of(tree, sheet.policy, outcomes),
        line=year_line(expert_map, at),
        term=term_of(expert_map, at),
        blocks=blocks_of(tree, sheet.policy, rows, outcomes),
        remarks=_remarks(expert_map, rows),
        closed=why_closed(expert_map, at) if own else "",
        is_own=own,
        is_open=is_open,
        may_sign=can_sign(user, expert_map),
        opens_files=can_read_evidence(user, expert_map),
        bytes_used=sum(row.size for rows in (pieces, *late.values()) for row in rows),
        # Told of where the map is closed; the open page of a returned map only leads to the receipt.
        submission=last_submission(expert_map) if expert_map.was_submitted and not is_open else None,
    )


def _rows(
    sheet: Sheet,
    outcomes: dict[str, Outcome],
    beside: Mapping[str, dict[str, Any]],
    *,
    is_open: bool,
    typed: Mapping[str, Typed],
) -> dict[str, Row]:
    figures = figures_of(sheet.expert_map, sheet.rubric)
    return {
        code: row_of(
            sheet,
            code,
            outcome,
            figures,
            is_open=is_open and sheet.answers[code].is_open and not is_not_applicable(outcome),
            typed=typed.get(code, NOTHING_TYPED),
            **beside[code],
        )
        for code, outcome in outcomes.items()
    }


def _beside(sheet: Sheet, pieces: list[Evidence], late: Mapping[str, list[LateEntry]]) -> dict[str, dict[str, Any]]:
    """What lies beside each answer: the remark, earlier years, pieces of evidence, what came too late."""
    expert_map = sheet.expert_map
    remarks = remarks_on(expert_map) if expert_map.state == MapState.RETURNED else {}
    past = past_answers(expert_map, sheet.rubric.code)
    removed = _removed(expert_map, pieces)
    return {
        code: {
            "remark": remarks.get(code),
            "removed": tuple(removed.get(code, ())),
            "late": tuple(late.get(code, ())),
            **beside_past(sheet, code, past.get(code, [])),
            **_pieces(expert_map, answer, pieces),
        }
        for code, answer in sheet.answers.items()
    }


def _pieces(expert_map: ExpertMap, answer: IndicatorAnswer, all_pieces: list[Evidence]) -> dict[str, Any]:
    behind = tuple(answer.evidence.all())
    for piece in behind:  # the year and the school's site are asked of it, and are here already
        piece.expert_map = expert_map
    in_use = sum(piece.is_in_use for piece in all_pieces)
    return {"pieces": behind, "has_others": in_use > len(behind)}


def _late(expert_map: ExpertMap, *, own: bool) -> dict[str, list[LateEntry]]:
    """Kept for the school and shown to nobody else: it does not count."""
    by_code: dict[str, list[LateEntry]] = {}
    for entry in late_entries_of(expert_map) if own and expert_map.has_late else []:
        by_code.setdefault(entry.code, []).append(entry)
    return by_code


def _removed(expert_map: ExpertMap, pieces: list[Evidence]) -> dict[str, list[Evidence]]:
    gone = [piece for piece in pieces if piece.removed_at is not None]
    taken_from = removals(expert_map) if gone else {}
    by_code: dict[str, list[Evidence]] = {}
    for piece in gone:
        by_code.setdefault(taken_from.get(piece.pk, ""), []).append(piece)
    return by_code


def blocks_of(
    tree: Rubric, policy: Policy, rows: Mapping[str, Row], outcomes: Mapping[str, Outcome]
) -> tuple[Block, ...]:
    """Criteria with their points; `rows` may lack those a caller does not show."""
    return tuple(
        Block(
            criterion=criterion,
            rows=tuple(row for row in (rows.get(indicator.code) for indicator in criterion.indicators) if row),
            points=sum(outcomes[indicator.code].points or 0 for indicator in criterion.indicators),
            maximum=sum(
                indicator.rule.maximum
                for indicator in criterion.indicators
                if policy is Policy.STRICT or not is_not_applicable(outcomes[indicator.code])
            ),
        )
        for criterion in tree.criteria
    )


def _remarks(expert_map: ExpertMap, rows: Mapping[str, Row]) -> Remarks | None:
    if expert_map.state != MapState.RETURNED:
        return None
    asked = tuple(row for row in rows.values() if row.answer.is_open)
    return Remarks(rows=asked, touched=sum(row.answer.changed_since_return for row in asked))
