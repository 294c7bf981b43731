"""What is said of an approved result that is, or was, opened for revision?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitoring.models import ExpertMap, Reopening
from monitoring.queries.reopening import reopenings_of
from reports.contexts.wording import full_stop, part
from russian.dates import long_date
from russian.numbers import NBSP
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision. `before` is the result that was in force; `number` and `day` are the new protocol's, once given."""

    opened: date
    opened_by: str
    reason: str
    points: int
    maximum: int
    protocol: str
    number: str
    day: date | None

    @property
    def is_finished(self) -> bool:
        return self.day is not None

    @property
    def before(self) -> str:
        """«16 из 23 (протокол № 4 от 1 ноября 2026 г.)»."""
        said = part(self.points, self.maximum)
        return f"{said} ({self.protocol})" if self.protocol else said

    @property
    def notice(self) -> str:
        return f"Результат пересматривается с {long_date(self.opened)} по причине: {full_stop(self.reason)}"

    @property
    def sentence(self) -> str:
        if self.day is None:
            return f"{self.notice} Был утверждён итог {self.before}; баллы ниже могут измениться."
        said = f"Результат пересмотрен ({protocol_words(self.number, self.day)}) по причине: {full_stop(self.reason)}"
        return f"{said} До пересмотра был утверждён итог {self.before}."


def protocol_words(number: str, day: date | None) -> str:
    """«протокол № 4 от 1 ноября 2026 г.»; empty where neither is known."""
    of_day = f" от {long_date(day)}" if day else ""
    return f"протокол №{NBSP}{number}{of_day}" if number else ""


def revisions_of(expert_map: ExpertMap) -> tuple[Revision, ...]:
    """Oldest first (1 query of an approved year, none before)."""
    return tuple(revision(row, expert_map.municipality) for row in reopenings_of(expert_map))


def revision(row: Reopening, municipality: Municipality) -> Revision:
    before = row.before
    day = date.fromisoformat(before["date"]) if before.get("date") else None
    return Revision(
        opened=municipality.today(row.opened_at),
        opened_by=row.opened_by.short_name,
        reason=row.reason,
        points=before["points"] or 0,
        maximum=before["maximum"],
        protocol=protocol_words(before.get("protocol") or "", day),
        number=row.protocol_number,
        day=row.protocol_date,
    )


def going_on(revisions: Sequence[Revision]) -> Revision | None:
    """The one not finished: there is at most one, and it is the last."""
    return revisions[-1] if revisions and not revisions[-1].is_finished else None
