"""Does a prepared update write what `save(update_fields=…)` writes, and nothing else?"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from prepared import PreparedUpdate
from prepared.tests.comparing import told
from schools.models import ImportDraft, Municipality

pytestmark = pytest.mark.django_db
COLUMNS = ["file_name", "rows", "applied_at"]


@pytest.fixture
def drafts(head, now) -> list[ImportDraft]:
    place = Municipality.objects.get()
    about = {"municipality": place, "subject": "schools", "headers": ["код"], "uploaded_by": head, "uploaded_at": now}
    return [ImportDraft.objects.create(rows=[["1"]], file_name=name, **about) for name in ("a.xlsx", "b.xlsx")]


def change(draft, now):
    draft.rows, draft.file_name, draft.applied_at, draft.headers = [["№ 1", None, True]], "п'ять%s", now, ["не пишется"]


def test_it_writes_the_same_statement_and_the_same_row(drafts, now):
    written, saved = drafts
    change(written, now)
    change(saved, now)
    with CaptureQueriesContext(connection) as captured:
        PreparedUpdate(ImportDraft, COLUMNS)(written)
        saved.save(update_fields=COLUMNS)
    ours, theirs = [query["sql"] for query in captured.captured_queries]
    assert ours == theirs.replace(f'"id" = {saved.pk}', f'"id" = {written.pk}')
    assert _row(written) == _row(saved) | {"id": written.pk}


def _row(draft) -> dict:
    return told(ImportDraft.objects.get(pk=draft.pk))[3]


def test_a_row_that_is_not_there_is_no_success(drafts):
    ImportDraft.objects.filter(pk=drafts[0].pk).delete()
    with pytest.raises(DatabaseError):
        PreparedUpdate(ImportDraft, COLUMNS)(drafts[0])
