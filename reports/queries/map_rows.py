"""What does one map hold, with what the reviewer said of it?"""

from __future__ import annotations

from collections.abc import Mapping

from monitoring.models import ExpertMap, IndicatorAnswer, Objection, Verdict


def answers_by_code(expert_map: ExpertMap) -> Mapping[str, IndicatorAnswer]:
    """In the order of the map (1 query)."""
    return {answer.code: answer for answer in IndicatorAnswer.objects.of(expert_map)}


def objections_by_code(expert_map: ExpertMap) -> Mapping[str, Objection]:
    """What the school disputed, and what it was answered (1 query)."""
    rows = Objection.objects.of(expert_map).select_related("answer")
    return {objection.answer.code: objection for objection in rows}


def verdicts_by_code(expert_map: ExpertMap) -> Mapping[str, Verdict]:
    """Verdicts in force (1 query)."""
    verdicts = Verdict.objects.current().filter(answer__expert_map=expert_map).select_related("answer")
    return {verdict.answer.code: verdict for verdict in verdicts}
