"""Is a document asked for once, numbered once, and made anew only with a reason, as the next version?"""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.tests.stories import NOW
from reports.domain.asking import Wanted, ask_anew, ask_for_all, cancel
from reports.domain.finishing import fail
from reports.domain.sending import SENDING
from reports.errors import NothingToMake
from reports.models import DocumentBatch, MadeDocument
from reports.states import DocumentState
from reports.tests.documents import STATEMENT, asked, done, of_school
from worker.models import Duty

KINDS = ["school_result.pdf"]


def batch_of(year, *maps, reason: str = "") -> DocumentBatch:
    wanted = [of_school(row, reason=reason) for row in maps]
    return ask_for_all(cycle=year.cycle, wanted=wanted, kinds=KINDS, by=year.coordinator, at=NOW)


def entries(action: str) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(action=action).order_by("pk"))


def test_asking_twice_is_one_document_with_one_number(played_year):
    first, again = asked(played_year), asked(played_year)
    assert (first.pk, first.version, first.state) == (again.pk, 1, DocumentState.WAITING)
    assert first.number == f"Д-2025-{played_year.cycle.pk:03d}-0001"
    assert MadeDocument.objects.count() == 1
    assert [(e.subject, e.new["number"]) for e in entries("documents.asked")] == [
        (f"cycle:{played_year.cycle.pk}", first.number)
    ]


def test_a_ready_document_is_not_made_again_without_a_reason(played_year):
    ready = done(asked(played_year))
    assert asked(played_year).pk == ready.pk
    anew = ask_anew(document=ready, reason="Исправлен бланк", by=played_year.methodologist, at=NOW)
    assert (anew.version, anew.state, anew.reason) == (2, DocumentState.WAITING, "Исправлен бланк")
    assert anew.number == f"Д-2025-{played_year.cycle.pk:03d}-0002"
    assert anew.code != ready.code
    assert [entry.reason for entry in entries("documents.asked")] == ["", "Исправлен бланк"]


def test_making_anew_twice_is_one_next_version(played_year):
    ready = done(asked(played_year))
    versions = []
    for _ in range(2):
        anew = ask_anew(document=ready, reason="Исправлен бланк", by=played_year.methodologist, at=NOW)
        versions.append(anew.version)
    done(anew)
    late = ask_anew(document=ready, reason="Исправлен бланк", by=played_year.methodologist, at=NOW)
    assert (versions, late.pk, MadeDocument.objects.count()) == ([2, 2], anew.pk, 2)


def test_a_batch_takes_what_is_lacking(played_year):
    done(asked(played_year, of_school(played_year.full)))
    batch = batch_of(played_year, played_year.full, played_year.basic, played_year.primary)
    assert (batch.total, batch.schools, batch.kinds) == (2, 2, KINDS)
    told = list(batch.documents.values_list("school_id", "version", "number"))
    place = f"Д-2025-{played_year.cycle.pk:03d}"
    assert told == [
        (played_year.basic.school_id, 1, f"{place}-0002"),
        (played_year.primary.school_id, 1, f"{place}-0003"),
    ]
    with pytest.raises(NothingToMake):
        batch_of(played_year, played_year.full, played_year.basic)
    assert (DocumentBatch.objects.count(), len(entries("documents.asked"))) == (1, 2)


def test_with_a_reason_a_batch_makes_the_next_versions(played_year):
    done(asked(played_year, of_school(played_year.full)))
    batch = batch_of(played_year, played_year.full, reason="Результаты изменились")
    assert [(d.version, d.reason) for d in batch.documents.all()] == [(2, "Результаты изменились")]


def test_cancelling_stops_what_waits_and_keeps_what_is_ready(played_year):
    batch = batch_of(played_year, played_year.full, played_year.basic)
    ready = done(batch.documents.first())
    assert cancel(batch=batch, by=played_year.coordinator, at=NOW) == 1
    assert cancel(batch=batch, by=played_year.coordinator, at=NOW) == 0
    states = list(batch.documents.order_by("pk").values_list("state", "version"))
    assert states == [("ready", 1), ("cancelled", None)]
    batch.refresh_from_db()
    assert (batch.cancelled_by, batch.cancelled_at) == (played_year.coordinator, NOW)
    assert [entry.new for entry in entries("documents.cancelled")] == [{"batch": batch.pk, "count": 1}]
    assert batch_of(played_year, played_year.full, played_year.basic).total == 1
    assert ready.is_ready is True


def test_a_failed_version_gives_its_number_back(played_year):
    first = asked(played_year)
    assert fail(document_id=first.pk, failure="Не вышло.", at=NOW) is True
    assert fail(document_id=first.pk, failure="Ещё раз.", at=NOW) is False
    second = asked(played_year)
    assert (second.version, second.number != first.number, second.pk != first.pk) == (1, True, True)
    first.refresh_from_db()
    assert (first.state, first.version, first.failure) == (DocumentState.FAILED, None, "Не вышло.")


@pytest.mark.parametrize("wanted", [STATEMENT, Wanted("school_result", "pdf", 1)], ids=["of the year", "of a school"])
def test_the_database_knows_one_version_and_one_that_waits(played_year, wanted):
    """Negative control: rows past the verbs are refused."""
    if wanted.school_id:
        wanted = of_school(played_year.full)
    ready = done(asked(played_year, wanted))
    row = {"cycle_id": ready.cycle_id, "municipality_id": ready.municipality_id, "kind": ready.kind}
    row |= {"file_format": "pdf", "school_id": ready.school_id, "asked_by": played_year.methodologist, "asked_at": NOW}
    refused = []
    for number, version in (("same version", 1), ("first that waits", 2), ("second that waits", 3)):
        try:
            with transaction.atomic():
                MadeDocument.objects.create(number=number, version=version, **row)
        except IntegrityError:
            refused.append(number)
    assert refused == ["same version", "second that waits"]


def test_asking_hastens_the_duty(played_year, django_capture_on_commit_callbacks):
    Duty.objects.create(name=SENDING, due_at=NOW.replace(year=2030))
    with django_capture_on_commit_callbacks(execute=True):
        asked(played_year)
    assert Duty.objects.get().due_at == NOW
