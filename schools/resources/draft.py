"""Which resource reads a draft, and what did it count?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import tablib
from import_export.results import Result, RowResult

from schools.models import ImportDraft
from schools.resources.base import SheetResource, Write
from schools.resources.figures import FiguresResource
from schools.resources.school import SchoolResource

APPLIED = "import.applied"


@dataclass(frozen=True, slots=True)
class Counts:
    created: int
    updated: int
    unchanged: int

    @property
    def differing(self) -> int:
        return self.created + self.updated


def resource_for(draft: ImportDraft, *, write: Write, today: date) -> SheetResource:
    if draft.subject == ImportDraft.Subject.SCHOOLS:
        return SchoolResource(draft.municipality, write)
    return FiguresResource(draft.municipality, write, today=today)


def dataset_of(draft: ImportDraft) -> tablib.Dataset:
    return tablib.Dataset(*draft.rows, headers=draft.headers)


def counts_of(result: Result) -> Counts:
    totals = result.totals
    return Counts(
        created=totals[RowResult.IMPORT_TYPE_NEW],
        updated=totals[RowResult.IMPORT_TYPE_UPDATE],
        unchanged=totals[RowResult.IMPORT_TYPE_SKIP],
    )
