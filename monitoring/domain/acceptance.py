"""How does the reviewer accept several claims at once?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from monitoring.domain import risk
from monitoring.domain.verification import Finding, put_verdict
from monitoring.models import ExpertMap, Verdict
from monitoring.states import VerdictKind


@transaction.atomic
def accept_claims(*, expert_map: ExpertMap, codes: Iterable[str], by: Any, at: datetime) -> list[str]:
    """Accepts the named claims that have no verdict yet, all or none; returns the codes accepted.

    What a colleague judged meanwhile keeps that verdict. Each acceptance is a verdict and a journal entry of its own.
    """
    judged = set(Verdict.objects.current().filter(answer__expert_map=expert_map).values_list("answer__code", flat=True))
    accepted = [code for code in codes if code not in judged]
    for code in accepted:
        put_verdict(
            expert_map=expert_map, code=code, finding=Finding(VerdictKind.ACCEPTED), seen_verdict=None, by=by, at=at
        )
    risk.refresh([expert_map.pk])
    return accepted
