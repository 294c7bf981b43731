"""Does a document become ready once, whole and for good, whatever happens to those who make it?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from journal.models import JournalEntry
from monitoring.tests.stories import NOW
from reports import triggers
from reports.domain.asking import ask_for_all, cancel
from reports.domain.document_files import keep
from reports.domain.finishing import KILLED_TOO_OFTEN, MOST_TRIES, Finished, begin, finish, note_taking
from reports.domain.sending import LOST_AFTER, take_turns
from reports.models import MadeDocument
from reports.queries.stored_files import is_whole
from reports.tests.documents import DIGEST, asked, done, of_school


def stored() -> list[str]:
    root = Path(settings.DOCUMENT_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def finished(document, content: bytes) -> Finished:
    return Finished(keep(document, content), "Справка", False, DIGEST, NOW)


def test_ready_is_whole(played_year):
    ready = done(asked(played_year), b"abc")
    assert (ready.state, ready.size, ready.results_digest, ready.made_at) == ("ready", 3, DIGEST, NOW)
    assert ready.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert ready.path.read_bytes() == b"abc"
    entry = JournalEntry.objects.get(action="document.made")
    assert (entry.subject, entry.by, entry.new["sha256"]) == (ready.subject, played_year.methodologist, ready.sha256)


def test_a_second_maker_changes_nothing_and_leaves_nothing(played_year):
    document = asked(played_year)
    slow = finished(document, b"slow")
    ready = done(document, b"quick")
    late = finished(document, b"late")
    assert [finish(document_id=document.pk, finished=one, at=NOW) for one in (slow, late)] == [False, False]
    assert stored() == [ready.stored_name]
    assert JournalEntry.objects.filter(action="document.made").count() == 1


def test_two_makers_of_the_same_bytes_keep_the_one_file(played_year):
    document = asked(played_year)
    first, second = finished(document, b"same"), finished(document, b"same")
    done(document, b"same")
    assert [finish(document_id=document.pk, finished=one, at=NOW) for one in (first, second)] == [False, False]
    assert stored() == [first.paper.name]


def test_what_a_killed_maker_left_is_cleared_away(played_year):
    document = asked(played_year)
    keep(document, b"half a try")
    assert len(stored()) == 1
    assert stored() != [done(document).stored_name]
    assert len(stored()) == 1


def test_a_cancelled_document_is_not_finished(played_year):
    batch = ask_for_all(
        cycle=played_year.cycle, wanted=[of_school(played_year.full)], kinds=[], by=played_year.coordinator, at=NOW
    )
    document = batch.documents.get()
    made = finished(document, b"too late")
    cancel(batch=batch, by=played_year.coordinator, at=NOW)
    assert finish(document_id=document.pk, finished=made, at=NOW) is False
    assert (begin(document_id=document.pk, at=NOW), stored()) == (None, [])


def test_after_tries_enough_it_is_given_up(played_year):
    document = asked(played_year)
    begun = [begin(document_id=document.pk, at=NOW) is not None for _ in range(MOST_TRIES + 2)]
    assert begun == [True] * MOST_TRIES + [False, False]
    document.refresh_from_db()
    assert (document.state, document.failure) == ("failed", KILLED_TOO_OFTEN)


@pytest.mark.parametrize("change", [{"title": "Другое"}, {"state": "waiting"}, {"sha256": "0" * 64}, {"made_at": None}])
def test_a_ready_document_cannot_be_changed(played_year, change):
    ready = done(asked(played_year))
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        MadeDocument.objects.filter(pk=ready.pk).update(**change)
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        ready.delete()
    assert MadeDocument.objects.values_list("title", "sha256").get() == (ready.title, ready.sha256)


def test_without_the_triggers_it_could_be(played_year):
    """Negative control; the surrounding transaction brings the triggers back."""
    ready = done(asked(played_year))
    triggers.remove(connection)
    assert MadeDocument.objects.filter(pk=ready.pk).update(title="Другое") == 1
    triggers.install(connection)


@pytest.mark.parametrize(
    "row",
    [
        {"state": "ready"},
        {"state": "ready", "version": None},
        {"state": "failed", "version": None},
        {"state": "failed", "failure": "Не вышло."},
        {"failure": "Не вышло."},
        {"sha256": DIGEST, "stored_name": "1/1/a.pdf", "size": 1},
        {"version": None},
    ],
)
def test_the_database_refuses_halves(played_year, row):
    document = asked(played_year)
    with pytest.raises(IntegrityError), transaction.atomic():
        MadeDocument.objects.filter(pk=document.pk).update(**row)


def test_a_changed_file_is_seen(played_year):
    ready = done(asked(played_year), b"abc")
    assert is_whole(ready) is True
    ready.path.write_bytes(b"abd")
    assert is_whole(ready) is False
    ready.path.unlink()
    assert is_whole(ready) is False


def test_taking_is_journalled(played_year):
    ready = done(asked(played_year))
    note_taking(document=ready, by=played_year.observer, at=NOW)
    entry = JournalEntry.objects.get(action="document.taken")
    assert (entry.subject, entry.by, entry.new) == (ready.subject, played_year.observer, {"number": ready.number})


def test_each_is_sent_once_and_a_lost_one_again(played_year):
    document = asked(played_year)
    turns = [take_turns(at=NOW + wait) for wait in (timedelta(0), timedelta(minutes=1), LOST_AFTER * 1.1)]
    assert [[row.pk for row in turn] for turn in turns] == [[document.pk], [], [document.pk]]
