"""How does a school dispute a verified point, and how is it answered (stage 3)?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain.evaluation import set_final
from monitoring.domain.history import note
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import Evidence, ExpertMap, Objection, Stage
from monitoring.permissions import check_can_evaluate, check_can_sign
from monitoring.policies import check_is_evaluated, check_objections_are_taken
from monitoring.states import StageKind


@transaction.atomic
def raise_objection(
    *, expert_map: ExpertMap, code: str, text: str, evidence: Iterable[Evidence] = (), by: User, at: datetime
) -> Objection:
    """The head disputes the points of one indicator, once, until stage 3 ends. Raises MonitoringError."""
    check_can_sign(by, expert_map)
    sheet = lock_sheet(expert_map)
    stage = Stage.objects.get(cycle=expert_map.cycle_id, kind=StageKind.EVALUATION)
    check_objections_are_taken(sheet.expert_map, stage, at)
    _check_disputable(sheet, code)
    if not text.strip():
        raise InvalidAnswer("Напишите, с чем вы не согласны и чем это подтверждается.", field="text")
    pieces = list(evidence)
    if any(piece.expert_map_id != expert_map.pk or not piece.is_in_use for piece in pieces):
        raise InvalidAnswer("Такого подтверждения в карте нет. Выберите из списка.", field="evidence")
    objection = Objection.objects.create(
        municipality_id=expert_map.municipality_id,
        answer=sheet.answers[code],
        text=text.strip(),
        raised_by=by,
        raised_at=at,
    )
    objection.evidence.set(pieces)
    new = {"text": objection.text, "pieces": [piece.title for piece in pieces]}
    note(sheet.expert_map, "objection.raised", by, at, target=code, new=new)
    return objection


def _check_disputable(sheet: Sheet, code: str) -> None:
    answer = sheet.answers[code]
    if not sheet.is_applicable(code):
        raise MonitoringError("Показатель к этой школе не применяется: балл по нему не ставится.")
    if answer.final_points == sheet.indicator(code).rule.maximum:
        raise MonitoringError("По этому показателю стоит наибольший балл: возражать не на что.")
    if Objection.objects.filter(answer=answer).exists():
        raise MonitoringError("По этому показателю возражение уже подано.")


@transaction.atomic
def decide_objection(
    *, objection: Objection, outcome: str, decision: str, points: int | None = None, by: User, at: datetime
) -> Objection:
    """Answers an objection; a satisfied one fixes the final points (the maximum unless said) in the same step."""
    expert_map = ExpertMap.objects.with_context().get(pk=objection.answer.expert_map_id)
    check_can_evaluate(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_is_evaluated(sheet.expert_map)
    row = Objection.objects.select_related("answer").get(pk=objection.pk)
    if row.decided_at is not None:
        raise MonitoringError("На это возражение уже ответили.")
    if outcome not in Objection.Outcome.values:
        raise InvalidAnswer("Выберите, удовлетворить возражение или отклонить.", field="outcome")
    if not decision.strip():
        raise InvalidAnswer("Напишите ответ школе: что проверено и почему решено так.", field="decision")
    row.outcome, row.decision, row.decided_by, row.decided_at = outcome, decision.strip(), by, at
    if row.is_satisfied:
        row.points = sheet.indicator(row.answer.code).rule.maximum if points is None else points
        _give_points(expert_map, row, by=by, at=at)
    row.save(update_fields=["outcome", "points", "decision", "decided_by", "decided_at"])
    new = {"outcome": outcome, "decision": row.decision, "points": row.points}
    note(sheet.expert_map, "objection.decided", by, at, target=row.answer.code, new=new)
    return row


def _give_points(expert_map: ExpertMap, objection: Objection, *, by: User, at: datetime) -> None:
    if objection.points is None or objection.points < max(1, objection.answer.verified_points or 0):
        raise InvalidAnswer("Удовлетворить возражение — значит поставить балл не ниже проверенного.", field="points")
    reason = f"Возражение школы удовлетворено: {objection.decision}"
    set_final(expert_map=expert_map, code=objection.answer.code, points=objection.points, reason=reason, by=by, at=at)
