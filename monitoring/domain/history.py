"""How is a step of a map written into its journal?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from journal.domain import record, record_each
from monitoring.models import ExpertMap


def note(expert_map: ExpertMap, action: str, by: User, at: datetime, **what: Any) -> None:
    """One entry in the map's own chain; `what` is target, old, new and reason of journal.domain.record."""
    record(subject=expert_map.subject, municipality_id=expert_map.municipality_id, action=action, by=by, at=at, **what)


def note_each(expert_map: ExpertMap, action: str, by: User, at: datetime, changes: Iterable[Mapping[str, Any]]) -> None:
    """An entry for each change, written together; a change is what `note` takes as `what`."""
    record_each(
        subject=expert_map.subject, municipality_id=expert_map.municipality_id, action=action, by=by, at=at,
        changes=changes,
    )  # fmt: skip
