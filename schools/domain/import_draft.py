"""How does an uploaded sheet wait for its «да», and what happens then?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from import_export.exceptions import ImportError as RowRefused

from journal.domain import record
from schools.domain.register import record_figures, record_school
from schools.errors import RegisterError
from schools.models import ImportDraft, Municipality
from schools.permissions import check_can_keep_register
from schools.resources.base import Write
from schools.resources.draft import APPLIED, counts_of, dataset_of, resource_for
from schools.sheets.columns import COLUMNS, arrange
from schools.sheets.reading import Sheet

NOTHING = "В таблице нет строк с данными: только заголовки или строка-пример."


@transaction.atomic
def keep_draft(
    *, municipality: Municipality, subject: str, file_name: str, sheet: Sheet, by: Any, at: datetime
) -> ImportDraft:
    """Keeps the rows of a sheet until the person confirms them; an earlier unconfirmed sheet of the same kind goes.

    Raises SheetError for columns that do not fit, RegisterError for a sheet without rows.
    """
    check_can_keep_register(by, municipality.pk)
    arranged = arrange(sheet, COLUMNS[subject])
    if not arranged.rows:
        raise RegisterError(NOTHING, field="file")
    ImportDraft.objects.filter(municipality=municipality, subject=subject, uploaded_by=by, applied_at=None).delete()
    return ImportDraft.objects.create(
        municipality=municipality,
        subject=subject,
        file_name=file_name[-255:],
        headers=list(arranged.headers),
        rows=[list(row.cells) for row in arranged.rows],
        uploaded_by=by,
        uploaded_at=at,
    )


@transaction.atomic
def apply_draft(*, draft: ImportDraft, by: Any, at: datetime) -> ImportDraft:
    """Writes every row through the register's verbs, or none. A draft applied before is given back as it is.

    Raises RegisterError when a row no longer fits the register.
    """
    check_can_keep_register(by, draft.municipality_id)
    kept = ImportDraft.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=draft.pk)
    if kept.applied_at is not None:
        return kept
    counts = counts_of(_write_rows(kept, by, at))
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    record(
        subject=f"import:{kept.pk}",
        municipality_id=kept.municipality_id,
        action=APPLIED,
        target=kept.subject,
        by=by,
        at=at,
        new=asdict(counts),
        reason=kept.file_name,
    )
    return kept


def _write_rows(draft: ImportDraft, by: Any, at: datetime) -> Any:
    resource = resource_for(draft, write=_verb_of(draft, by, at), today=draft.municipality.today(at))
    try:
        return resource.run(dataset_of(draft), dry_run=False)
    except RowRefused as refusal:
        raise RegisterError(
            f"Строка {draft.rows[refusal.number - 1][0]}: данные больше не подходят к реестру. Ничего не загружено."
        ) from refusal


def _verb_of(draft: ImportDraft, by: Any, at: datetime) -> Write:
    if draft.subject == ImportDraft.Subject.SCHOOLS:
        return partial(record_school, municipality=draft.municipality, by=by, at=at)
    return partial(record_figures, by=by, at=at)
