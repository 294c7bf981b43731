"""Which words of a year's documents did people write?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from monitoring.models import MonitoringCycle
from reports.models import SectionWords


@dataclass(frozen=True, slots=True)
class Written:
    """The last version of a section; an empty `text` means it was given back to the data. `at` is local."""

    version: int
    text: str
    drawn: str
    by: str
    at: datetime


Words = Mapping[str, Written]
NO_WORDS: Words = {}


def words_of(cycle: MonitoringCycle, document: str) -> Words:
    """The version in force of every section somebody ever wrote (1 query)."""
    rows = SectionWords.objects.of(cycle, document).current().select_related("written_by")
    return {row.section: written(row, cycle) for row in rows}


def written(row: SectionWords, cycle: MonitoringCycle) -> Written:
    return Written(
        version=row.version,
        text=row.text,
        drawn=row.drawn,
        by=row.written_by.short_name,
        at=cycle.municipality.local(row.written_at),
    )


def versions_of(cycle: MonitoringCycle, document: str, section: str) -> QuerySet[SectionWords]:
    """Every version of a section, the last first."""
    rows = SectionWords.objects.of(cycle, document).filter(section=section)
    return rows.select_related("written_by").order_by("-version")
