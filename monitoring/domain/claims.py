"""What lies beside each claim of some maps: ОО-1, last year, evidence, who else put it forward?

Seven queries at most, whether for one map or for a page of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from monitoring.domain import claim_rows
from monitoring.domain.claim_rows import ClaimRow, JudgedRow, LinkRow, PieceRow, Use, claim_row, piece_row
from monitoring.domain.warnings import Condition, Judged, LinkFinding, Piece, Share
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, MonitoringCycle
from monitoring.reconciling import form_day, reference_figure
from monitoring.states import LinkState, VerdictKind
from schools.models import ReferenceFigures
from scoring.queries.rubric import Rubric, rubric
from scoring.queries.rubric_tree import RubricIndicator, RubricQuantity


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything read once for all the maps shown."""

    cycle: MonitoringCycle
    tree: Rubric
    claims: Mapping[int, Mapping[str, ClaimRow]]
    past: Mapping[tuple[int, str], tuple[int, int]]
    pieces: Mapping[int, Collection[PieceRow]]
    uses: Mapping[str, Collection[Use]]
    figures: Mapping[tuple[int, date], ReferenceFigures]
    verdicts: Mapping[tuple[int, str], JudgedRow]


def judged_claims(
    maps: Collection[ExpertMap], cycle: MonitoringCycle, *, only: str | None = None, beside: Beside | None = None
) -> dict[int, dict[str, Judged]]:
    """{map id: {code: what is judged}} in the order of the rubric; inapplicable indicators are left out.

    `only` is the code of the one indicator wanted; `beside` what was read before.
    """
    beside = beside or read_beside(maps, cycle, only=only)
    found = {row.pk: _of_map(row, beside) for row in maps}
    return (
        found if only is None else {pk: {c: j for c, j in claims.items() if c == only} for pk, claims in found.items()}
    )


def read_beside(maps: Collection[ExpertMap], cycle: MonitoringCycle, *, only: str | None = None) -> Beside:
    tree = rubric(cycle.methodology_id)
    codes = None if only is None else {only, tree.by_code[only].rule.zero_unless or only}
    map_ids, school_ids = [row.pk for row in maps], [row.school_id for row in maps]
    pieces = claim_rows.pieces_of(map_ids, codes)
    marks = {row.mark for rows in pieces.values() for row in rows}
    return Beside(
        cycle=cycle,
        tree=tree,
        claims=claim_rows.claims_of(map_ids, codes),
        past=claim_rows.past_shares(school_ids, cycle, tree.code, codes),
        pieces=pieces,
        uses=claim_rows.uses_of(marks, cycle.municipality_id) if marks else {},
        figures=claim_rows.figures_of(school_ids, [cycle.past_reference_day, cycle.new_reference_day]),
        verdicts=claim_rows.verdicts_in_force(map_ids),
    )


def beside_one(
    expert_map: ExpertMap,
    answers: Collection[IndicatorAnswer],
    *,
    past: IndicatorAnswer | None,
    pieces: Mapping[int, Collection[Evidence]],
    figures: Collection[ReferenceFigures],
    verdicts: Mapping[str, JudgedRow],
) -> Beside:
    """What `read_beside` reads, of one claim whose rows are at hand (one query, none where nothing is put forward).

    `answers`: the claim and the one it hangs on; `past`: the answer to it a year before; `pieces` by answer id;
    `verdicts` in force by code.
    """
    rows = {answer_id: [piece_row(answer_id, piece) for piece in found] for answer_id, found in pieces.items()}
    marks = {row.mark for found in rows.values() for row in found}
    return Beside(
        cycle=expert_map.cycle,
        tree=rubric(expert_map.cycle.methodology_id),
        claims={expert_map.pk: {answer.code: claim_row(answer) for answer in answers}},
        past=_past_share(expert_map, past),
        pieces=rows,
        uses=claim_rows.uses_of(marks, expert_map.municipality_id) if marks else {},
        figures={(row.school_id, row.as_of): row for row in figures},
        verdicts={(expert_map.pk, code): said for code, said in verdicts.items()},
    )


def _past_share(expert_map: ExpertMap, past: IndicatorAnswer | None) -> dict[tuple[int, str], tuple[int, int]]:
    """As claim_rows.past_shares has it."""
    if past is None or past.numerator is None or not past.denominator:
        return {}
    return {(expert_map.school_id, past.code): (past.numerator, past.denominator)}


def _of_map(expert_map: ExpertMap, beside: Beside) -> dict[str, Judged]:
    levels = frozenset(expert_map.levels)
    claims = beside.claims.get(expert_map.pk, {})
    return {
        code: _judged(expert_map, beside.tree.by_code[code], claims, beside)
        for code in claims
        if beside.tree.by_code[code].rule.levels & levels
    }


def _judged(
    expert_map: ExpertMap, indicator: RubricIndicator, claims: Mapping[str, ClaimRow], beside: Beside
) -> Judged:
    claim = claims[indicator.code]
    past = beside.past.get((expert_map.school_id, indicator.code))
    return Judged(
        rule=indicator.rule,
        points=claim.points,
        first_year=beside.cycle.school_year,
        numerator=claim.numerator,
        denominator=claim.denominator,
        note=claim.note,
        reference=reference_of(expert_map, indicator, beside),
        past=Share(*past) if past else None,
        pieces=tuple(_piece(row, expert_map.school_id, beside) for row in beside.pieces.get(claim.id, ())),
        condition=_condition(expert_map, indicator, claims, beside),
    )


def reference_of(expert_map: ExpertMap, indicator: RubricIndicator, beside: Beside) -> int | None:
    """The ОО-1 figure of the denominator, None where it is unknown."""

    def known(quantity: RubricQuantity) -> int | None:
        figures = beside.figures.get((expert_map.school_id, form_day(beside.cycle, quantity)))
        return getattr(figures, quantity.reference_field) if figures else None

    return reference_figure(indicator.denominator, beside.tree, expert_map.levels, known)


def _piece(row: PieceRow, school_id: int, beside: Beside) -> Piece:
    uses = beside.uses.get(row.mark, ())
    year = beside.cycle.school_year
    return Piece(
        title=row.title,
        is_file=row.kind == "file",
        dated=row.dated,
        elsewhere=tuple(dict.fromkeys(use.school for use in uses if use.school_id != school_id)),
        other_years=tuple(dict.fromkeys(u.year for u in uses if u.school_id == school_id and u.year != year)),
        is_confirmed=row.confirmed_at is not None,
        child_names=row.child_names == "present",
        people=0 if row.child_names == "adults" else row.people_found,
        link=_link(row.link),
    )


def _link(row: LinkRow) -> LinkFinding | None:
    if row.watch_id is None:
        return None
    return LinkFinding(
        state=LinkState(row.state) if row.state else None,
        error=row.error or "",
        final_url=row.final_url or "",
        is_changed=bool(row.is_changed),
        is_off_site=bool(row.is_off_site),
        is_seen=row.seen_at is not None and (row.at is None or row.seen_at >= row.at),
    )


def _condition(
    expert_map: ExpertMap, indicator: RubricIndicator, claims: Mapping[str, ClaimRow], beside: Beside
) -> Condition | None:
    code = indicator.rule.zero_unless
    if code is None or code not in claims:
        return None
    verdict = beside.verdicts.get((expert_map.pk, code))
    corrected = verdict.points if verdict and verdict.kind == VerdictKind.CORRECTED else None
    return Condition(code, claims[code].fact, corrected)
