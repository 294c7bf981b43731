"""How is a verdict undone while its map is still being checked?"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain import risk, scorecard
from monitoring.domain.history import note
from monitoring.domain.sheet import lock_sheet
from monitoring.domain.verdict_rows import summary_of
from monitoring.errors import MonitoringError, StaleVersion
from monitoring.models import ExpertMap, Verdict
from monitoring.permissions import check_can_verify
from monitoring.policies import check_in_hands, check_is_checked


@transaction.atomic
def take_back_verdict(
    *, expert_map: ExpertMap, code: str, seen_verdict: int | None, by: User, at: datetime
) -> Verdict | None:
    """Sets the current verdict aside; the one it replaced, if any, is in force again and is returned.

    `seen_verdict` is the id of the verdict the reviewer saw. Raises StaleVersion when another one is in force,
    MonitoringError when there is none, HeldByAnother for a map in a colleague's hands, IllegalStep once it is finished.
    """
    check_can_verify(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_in_hands(sheet.expert_map, by)
    check_is_checked(sheet.expert_map)
    answer = sheet.answers[code]
    verdict = Verdict.objects.current().filter(answer=answer).select_related("replaces").first()
    if verdict is None:
        raise MonitoringError("По этому показателю заключения уже нет: отменять нечего.")
    if verdict.pk != seen_verdict:
        raise StaleVersion("По этому показателю уже дано другое заключение. Посмотрите его, прежде чем отменять.")
    before = _step_back(verdict, at)
    answer.verified_points = before.points if before else None
    answer.save(update_fields=["verified_points"])
    sheet.expert_map.judged -= 0 if before else 1
    scorecard.refresh(sheet)
    note(
        sheet.expert_map, "verdict.taken_back", by, at,
        target=code, old=summary_of(verdict), new=summary_of(before), reason=verdict.reason,
    )  # fmt: skip
    risk.refresh_judged(expert_map, code)
    return before


def _step_back(verdict: Verdict, at: datetime) -> Verdict | None:
    """Superseded first: an answer has one verdict in force at a time."""
    verdict.superseded_at = at
    verdict.save(update_fields=["superseded_at"])
    before = verdict.replaces
    if before is not None:
        before.superseded_at = None
        before.save(update_fields=["superseded_at"])
    return before
