"""Does the database itself refuse to change the journal?"""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from journal import queries, triggers
from journal.domain import record, seal
from journal.models import JournalEntry, JournalSeal

CHANGES = {
    "update an entry": lambda: JournalEntry.objects.update(reason="иначе"),
    "update a seal": lambda: JournalSeal.objects.update(entry_count=0),
    "save an entry": lambda: JournalEntry.objects.get().save(),
    "delete an entry": lambda: JournalEntry.objects.all().delete(),
    "delete a seal": lambda: JournalSeal.objects.get().delete(),
}


@pytest.fixture
def _written(municipality, noon):
    record(subject="map:17", municipality_id=municipality.pk, action="opened", by=None, at=noon)
    seal(day=datetime.date(2026, 9, 30))


@pytest.mark.usefixtures("_written")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_change_is_refused(change):
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        change()
    assert (JournalEntry.objects.count(), JournalSeal.objects.count(), queries.verify()) == (1, 1, [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_written")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_truncation_is_refused():
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_journalentry")
    assert JournalEntry.objects.count() == 1


@pytest.mark.usefixtures("_written")
def test_without_triggers_the_change_passes_and_the_command_says_so():
    triggers.remove(connection)
    JournalSeal.objects.all().delete()
    errors = StringIO()
    with pytest.raises(CommandError, match="нарушений: 4"):
        call_command("verify_journal", stderr=errors)
    assert sorted(errors.getvalue().splitlines()) == sorted(
        f"{name}: этого запрета (триггера) в базе нет" for name in triggers.missing(connection)
    )


@pytest.mark.usefixtures("db")
def test_installing_twice_changes_nothing():
    triggers.install(connection)
    assert triggers.missing(connection) == []
