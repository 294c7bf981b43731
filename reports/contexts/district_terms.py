"""How did schools keep the term: how many maps came on which day, who was late, who sent none?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitoring.models import MonitoringCycle
from monitoring.states import StageKind
from reports.contexts.columns_chart import ColumnsChart, columns_chart
from reports.contexts.district_schools import SchoolRow


@dataclass(frozen=True, slots=True)
class DayLine:
    """Maps submitted for the first time on a day, and all of them up to it."""

    day: date
    count: int
    total: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class LateSchool:
    """A school that submitted after the common term, by an extension: `days` after its last day."""

    school: SchoolRow
    day: date
    days: int


@dataclass(frozen=True, slots=True)
class Discipline:
    """Days are the municipality's own; only a school's first submission counts."""

    last_day: date
    in_time: int
    days: tuple[DayLine, ...]
    late: tuple[LateSchool, ...]
    absent: tuple[SchoolRow, ...]
    chart: ColumnsChart | None

    @property
    def on_last_day(self) -> int:
        return next((line.count for line in self.days if line.day == self.last_day), 0)


def discipline(rows: Sequence[SchoolRow], cycle: MonitoringCycle) -> Discipline:
    last_day = cycle.stage(StageKind.SELF_ASSESSMENT).last_day
    signed = [(row, row.submitted) for row in rows if row.submitted is not None]
    counts = Counter(day for _, day in signed)
    return Discipline(
        last_day=last_day,
        in_time=sum(row.in_time is True for row, _ in signed),
        days=_days(counts, last_day),
        late=tuple(LateSchool(row, day, (day - last_day).days) for row, day in signed if row.in_time is False),
        absent=tuple(row for row in rows if row.term == "absent"),
        chart=columns_chart(counts, last_day),
    )


def _days(counts: Counter[date], last_day: date) -> tuple[DayLine, ...]:
    lines, total = [], 0
    for day in sorted(counts):
        total += counts[day]
        lines.append(DayLine(day, counts[day], total, day > last_day))
    return tuple(lines)
