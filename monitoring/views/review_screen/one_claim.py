"""What lies on the desk of one claim: judged fully, as the page of the whole map judges all of them, and alone?"""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.domain.claim_rows import JudgedRow
from monitoring.domain.claims import beside_one, judged_claims
from monitoring.domain.sheet import Sheet
from monitoring.domain.warnings import Judged
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, Verdict
from monitoring.queries.desk import (
    answer_of_last_year,
    answers_to,
    figures_beside,
    pieces_behind,
    verdicts_in_order,
    verdicts_on_answer,
)
from monitoring.views.map_screen.facts import past_in_words
from monitoring.views.review_screen.check import Line, line_of
from monitoring.views.review_screen.strip import Strip, changes_of, strip_of
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class OneClaim:
    """`past` are the words of the year before; `earlier` the verdicts set aside, the latest first."""

    strip: Strip
    line: Line
    pieces: tuple[Evidence, ...]
    past: str
    earlier: tuple[Verdict, ...]


def one_claim(expert_map: ExpertMap, code: str) -> OneClaim:
    """Of a map as `queries.desk.map_on_desk` reads it: seven queries at most, one more when it was signed again."""
    sheet, said = sheet_of_one(expert_map, code), verdicts_in_order(expert_map)
    answer, changed = sheet.answers[code], changes_of(expert_map)
    pieces = pieces_behind(expert_map, answer)
    past = answer_of_last_year(expert_map, code, sheet.rubric.code)
    verdict, earlier = verdicts_on_answer(answer)
    in_force = {row.code: JudgedRow(row.kind, row.points) for row in said if row.kind}
    judged = _judged(sheet, code, past, pieces, in_force)
    return OneClaim(
        strip=strip_of(expert_map, said, changed),
        line=line_of(sheet, code, verdict, judged, changed.get(code)),
        pieces=tuple(pieces),
        past=past_in_words(sheet.indicator(code), past),
        earlier=tuple(earlier),
    )


def sheet_of_one(expert_map: ExpertMap, code: str) -> Sheet:
    """The answer to the indicator, and to the one it hangs on (one query)."""
    tree = rubric(expert_map.cycle.methodology_id)
    return Sheet(expert_map, tree, answers_to(expert_map, code, tree.by_code[code].rule.zero_unless))


def _judged(
    sheet: Sheet, code: str, past: IndicatorAnswer | None, pieces: list[Evidence], in_force: dict[str, JudgedRow]
) -> Judged | None:
    """None of an indicator the school's levels rule out."""
    expert_map = sheet.expert_map
    beside = beside_one(
        expert_map,
        list(sheet.answers.values()),
        past=past,
        pieces={sheet.answers[code].pk: pieces},
        figures=figures_beside(expert_map) if sheet.indicator(code).denominator else (),
        verdicts=in_force,
    )
    return judged_claims([expert_map], expert_map.cycle, only=code, beside=beside)[expert_map.pk].get(code)
