"""Does a prepared insert write what saving a new row writes, and nothing else?"""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, models
from django.test.utils import CaptureQueriesContext, isolate_apps

from prepared import PreparedInsert
from prepared.statement import NotPreparable
from prepared.tests.comparing import told
from schools.models import ImportDraft, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(head, now):
    about = {"municipality": Municipality.objects.get(), "subject": "schools", "uploaded_by": head, "uploaded_at": now}
    about |= {"headers": ["п'ять%s"], "rows": [["№ 1", None, True]], "file_name": "a.xlsx"}
    return lambda **more: ImportDraft(**about | more)


def test_it_writes_the_same_statement_and_the_same_row(draft):
    insert, written, saved = PreparedInsert(ImportDraft), draft(), draft()
    insert(draft(headers=["другое"], file_name=""))
    with CaptureQueriesContext(connection) as captured:
        insert(written)
        saved.save(force_insert=True)
    ours, theirs = [query["sql"] for query in captured.captured_queries]
    assert ours == theirs
    assert (written._state.adding, written._state.db) == (saved._state.adding, saved._state.db)
    assert written.pk == saved.pk - 1
    assert _row(written) == _row(saved) | {"id": written.pk}


def _row(draft) -> dict:
    return told(ImportDraft.objects.get(pk=draft.pk))[3]


def test_a_row_that_must_not_be_is_refused(draft):
    row = draft(uploaded_at=None)
    with pytest.raises(IntegrityError):
        PreparedInsert(ImportDraft)(row)
    assert (row.pk, row._state.adding) == (None, True)


@isolate_apps("schools")
def test_a_column_that_is_more_than_its_value_is_refused():
    class Place(models.Model):
        point = models.TextField()

        class Meta:
            app_label = "schools"

        def __str__(self) -> str:
            return self.point

    Place._meta.get_field("point").get_placeholder = lambda value, compiler, connection: "upper(%s)"
    with pytest.raises(NotPreparable):
        PreparedInsert(Place)(Place(point="а"))
