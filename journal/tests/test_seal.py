"""Does a seal hold everything written before it?"""

from datetime import date
from io import StringIO

from django.core.management import call_command

from journal import queries
from journal.domain import record, seal
from journal.models import JournalSeal

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 9, day) for day in (28, 29, 30))


def write(municipality, noon, subject):
    return record(subject=subject, municipality_id=municipality.pk, action="opened", by=None, at=noon)


def test_seals_are_chained(municipality, noon):
    first = seal(day=MONDAY)
    last = write(municipality, noon, "map:17")
    second = seal(day=TUESDAY)
    write(municipality, noon, "map:17")
    assert (first.entry_count, first.previous_hash) == (0, "")
    assert (second.entry_count, second.last_entry_id, second.previous_hash) == (1, last.pk, first.hash)
    assert queries.verify() == []


def test_a_day_is_sealed_once(municipality, noon):
    first = seal(day=MONDAY)
    write(municipality, noon, "map:17")
    assert seal(day=MONDAY) == first
    assert JournalSeal.objects.count() == 1


def test_what_is_written_with_an_earlier_moment_after_the_seal_is_no_fault(municipality, noon):
    write(municipality, noon, "map:17")
    seal(day=WEDNESDAY)
    write(municipality, noon.replace(year=2024), "map:18")
    assert queries.verify() == []


def test_commands(municipality, noon):
    write(municipality, noon, "map:17")
    out = StringIO()
    call_command("seal_journal", "--day", "2026-09-30", stdout=out)
    made = JournalSeal.objects.get()
    assert out.getvalue() == f"2026-09-30 1 {made.hash}\n"
    call_command("verify_journal", "--expect", made.hash, stdout=out)
    assert out.getvalue().splitlines()[-1] == "Журнал цел."
