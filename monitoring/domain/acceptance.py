"""How does the reviewer accept several claims at once?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from monitoring.domain import risk, scorecard
from monitoring.domain.checking import BEGUN, open_for_checking
from monitoring.domain.history import note_each
from monitoring.domain.locked_rows import write_back
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.domain.verdict_rows import Finding, summary_of, verdict_row
from monitoring.domain.verification import points_of
from monitoring.models import ExpertMap, IndicatorAnswer, Verdict
from monitoring.permissions import check_can_verify
from monitoring.policies import check_in_hands, check_is_checked
from monitoring.states import VerdictKind

ACCEPTED = Finding(VerdictKind.ACCEPTED)


@transaction.atomic
def accept_claims(*, expert_map: ExpertMap, codes: Iterable[str], by: Any, at: datetime) -> list[str]:
    """Accepts the named claims that have no verdict yet, all or none; returns the codes accepted.

    What a colleague judged meanwhile keeps that verdict. Each acceptance is a verdict and a journal entry of its own;
    the rows are written together, so the whole map takes as many queries as one claim. Raises as give_verdict does.
    """
    check_can_verify(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_in_hands(sheet.expert_map, by)
    check_is_checked(sheet.expert_map)
    judged = set(Verdict.objects.current().filter(answer__expert_map=expert_map).values_list("answer__code", flat=True))
    accepted = [code for code in codes if code not in judged]
    if accepted:
        _accept(sheet, accepted, by, at)
        risk.refresh([expert_map.pk])
    return accepted


def _accept(sheet: Sheet, codes: list[str], by: Any, at: datetime) -> None:
    verdicts = {code: _accepted(sheet, sheet.answers[code], by, at) for code in codes}
    Verdict.objects.bulk_create(verdicts.values())
    write_back([sheet.answers[code] for code in codes], ["verified_points"])
    sheet.expert_map.judged += len(codes)
    scorecard.refresh(sheet, also=BEGUN if open_for_checking(sheet.expert_map, by, at) else ())
    changes = [{"target": code, "new": summary_of(verdict)} for code, verdict in verdicts.items()]
    note_each(sheet.expert_map, "verdict.given", by, at, changes)


def _accepted(sheet: Sheet, answer: IndicatorAnswer, by: Any, at: datetime) -> Verdict:
    answer.verified_points, working = points_of(sheet, answer, ACCEPTED)
    return verdict_row(answer, None, ACCEPTED, points=answer.verified_points, working=working, by=by, at=at)
