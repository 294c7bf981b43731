"""How does the reviewer confirm, or reject, that a school cannot have an indicator?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain import risk, scorecard
from monitoring.domain.checking import BEGUN, open_for_checking
from monitoring.domain.history import note
from monitoring.domain.locked_rows import write_back
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import ApplicabilityDecision, ExpertMap, IndicatorAnswer, Verdict
from monitoring.permissions import check_can_verify
from monitoring.policies import check_in_hands, check_is_checked
from scoring.engine.types import Policy

WRITTEN = ["counts_anyway", "claimed_points", "verified_points"]


@transaction.atomic
def decide_applicability(
    *, expert_map: ExpertMap, codes: Collection[str], is_confirmed: bool, reason: str, by: User, at: datetime
) -> list[ApplicabilityDecision]:
    """One decision a named indicator, all or none, with who, when and why; the maximum follows through the scorecard.

    Confirmed: the indicator leaves the maximum. Rejected: it counts, and a verdict that took it for left is set aside.
    Raises MonitoringError where the year is counted strictly, InvalidAnswer for an indicator the rule did not propose.
    """
    check_can_verify(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_in_hands(sheet.expert_map, by)
    check_is_checked(sheet.expert_map)
    _check_asked(sheet, codes)
    if not reason.strip():
        raise InvalidAnswer("Напишите причину: она останется в карте вместе с вашим именем.", field="reason")
    made = [_decide(sheet, code, is_confirmed, reason.strip(), by, at) for code in sheet.answers if code in codes]
    scored = scorecard.refresh(sheet, also=BEGUN if open_for_checking(sheet.expert_map, by, at) else ())
    touched = {answer.pk: answer for answer in [*scored.moved, *(sheet.answers[code] for code in codes)]}
    write_back(touched.values(), WRITTEN)
    risk.refresh([sheet.expert_map.pk])
    return made


def _check_asked(sheet: Sheet, codes: Collection[str]) -> None:
    if Policy(sheet.expert_map.cycle.policy) is not Policy.APPLICABLE:
        raise MonitoringError(
            "Баллы этого года считаются строго по приложению 1: применимость показателей не подтверждается."
        )
    if not codes:
        raise InvalidAnswer("Отметьте хотя бы один показатель.", field="codes")
    strange = [code for code in codes if code not in sheet.answers or not sheet.is_ruled_out(code)]
    if strange:
        raise InvalidAnswer(
            f"По уровням школы показатель применим, подтверждать нечего: {', '.join(strange)}.", field="codes"
        )


def _decide(sheet: Sheet, code: str, is_confirmed: bool, reason: str, by: User, at: datetime) -> ApplicabilityDecision:
    answer = sheet.answers[code]
    previous = ApplicabilityDecision.objects.current().filter(answer=answer).first()
    if previous is not None:
        previous.superseded_at = at
        previous.save(update_fields=["superseded_at"])
    moved = answer.counts_anyway is is_confirmed  # it counted and no longer does, or the other way round
    answer.counts_anyway = not is_confirmed
    set_aside = moved and _set_verdict_aside(sheet, answer, at)
    decision = ApplicabilityDecision.objects.create(
        municipality_id=answer.municipality_id,
        answer=answer,
        is_confirmed=is_confirmed,
        reason=reason,
        given_by=by,
        given_at=at,
    )
    old = None if previous is None else {"confirmed": previous.is_confirmed}
    new = {"confirmed": is_confirmed} | ({"verdict": "set aside"} if set_aside else {})
    note(sheet.expert_map, "applicability.decided", by, at, target=code, old=old, new=new, reason=reason)
    return decision


def _set_verdict_aside(sheet: Sheet, answer: IndicatorAnswer, at: datetime) -> bool:
    """A verdict given while the indicator stood differently judged something else."""
    gone = Verdict.objects.current().filter(answer=answer).update(superseded_at=at)
    answer.verified_points = None
    sheet.expert_map.judged -= gone
    return bool(gone)


def unconfirmed_codes(sheet: Sheet) -> list[str]:
    """Proposals nobody has decided on, in the order of the map; none where the year is counted strictly."""
    if Policy(sheet.expert_map.cycle.policy) is not Policy.APPLICABLE:
        return []
    proposed = [code for code in sheet.answers if sheet.is_ruled_out(code)]
    if not proposed:
        return []
    decided = set(ApplicabilityDecision.objects.current().of(sheet.expert_map).values_list("answer__code", flat=True))
    return [code for code in proposed if code not in decided]
