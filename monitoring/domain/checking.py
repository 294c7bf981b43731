"""Since when does a map lie open on a reviewer's desk? From then on nothing in it moves until it is returned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain.history import note
from monitoring.domain.sheet import lock_sheet
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_verify
from monitoring.policies import check_in_hands, check_is_checked

BEGUN = ("check_begun_at", "check_begun_by")


@transaction.atomic
def begin_check(*, expert_map: ExpertMap, by: User, at: datetime) -> ExpertMap:
    """Opens a submitted map for checking; opened before, it stays the colleague's who opened it. Raises
    HeldByAnother, IllegalStep."""
    check_can_verify(by, expert_map)
    row = lock_sheet(expert_map).expert_map
    check_in_hands(row, by)
    check_is_checked(row)
    if open_for_checking(row, by, at):
        row.save(update_fields=BEGUN)
    return row


def open_for_checking(row: ExpertMap, by: User, at: datetime) -> bool:
    """Sets who began and journals it; the caller writes BEGUN. False when it was begun before."""
    if row.check_begun_at is not None:
        return False
    row.check_begun_at, row.check_begun_by = at, by
    note(row, "map.check_begun", by, at)
    return True
