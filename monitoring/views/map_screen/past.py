"""What did earlier years say of an indicator, and what of it can be taken into this year's map?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from monitoring.domain.sheet import Sheet
from monitoring.models import IndicatorAnswer
from monitoring.states import ONCE_APPROVED, VerdictKind
from monitoring.views.map_screen.facts import past_in_words

ASKED = {VerdictKind.CORRECTED: "исправлено", VerdictKind.RETURNED: "возвращалось"}


def beside_past(sheet: Sheet, code: str, earlier: Sequence[IndicatorAnswer]) -> dict[str, str]:
    """Last year's figures and remark, and the year to take from; `earlier` is of `queries.expert_map.past_answers`."""
    last = of_last_year(sheet, earlier)
    return {
        "past": past_in_words(sheet.indicator(code), last),
        "past_remark": _remark(last),
        "taken_from": _taken_from(sheet.answers[code], earlier),
    }


def of_last_year(sheet: Sheet, earlier: Sequence[IndicatorAnswer]) -> IndicatorAnswer | None:
    """The answer of exactly a year before: figures of other years are not called «прошлый год»."""
    year = sheet.expert_map.cycle.school_year - 1
    return next((answer for answer in earlier if answer.expert_map.cycle.school_year == year), None)


def _remark(last: Any) -> str:
    """«исправлено: посчитаны посещения, а не дети»: what the reviewer said of last year's claim."""
    if last is None or not last.remark:
        return ""
    return f"{ASKED[VerdictKind(last.remark['kind'])]}: {last.remark['reason']}"


def _taken_from(answer: IndicatorAnswer, earlier: Sequence[Any]) -> str:
    source = next((past for past in earlier if past.expert_map.state in ONCE_APPROVED), None)
    if source is None:
        return ""
    wants_note = bool(source.note and not answer.note)
    has_taken = any(piece.carried_from_id for piece in answer.evidence.all())
    return source.expert_map.cycle.year_title if wants_note or (source.has_pieces and not has_taken) else ""
