"""Is every tampering found, by somebody who has dropped the triggers? Prints its seed; JOURNAL_SEED repeats a run."""

import os
import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from journal import chain, queries, triggers
from journal.domain import record, seal
from journal.models import JournalEntry, JournalSeal

SUBJECTS = [f"map:{number}" for number in range(1, 7)]
FIRST_DAY = date(2026, 9, 1)
DAYS = 5
TRIALS = 1000


class _UndoTampering(Exception):
    """Rolls one trial back."""


@pytest.fixture
def _sealed_journal(municipality, noon):
    """Five days of six subjects, every day sealed; the triggers dropped."""
    for day in range(DAYS):
        for number, subject in enumerate(SUBJECTS * 2):
            at = noon + timedelta(days=day, seconds=number)
            new, target = {"numerator": number}, f"1.{number}"
            record(
                subject=subject,
                municipality_id=municipality.pk,
                action="answer",
                by=None,
                at=at,
                new=new,
                target=target,
            )
        seal(day=FIRST_DAY + timedelta(days=day))
    triggers.remove(connection)


def any_entry(chance: random.Random) -> JournalEntry:
    return chance.choice(list(JournalEntry.objects.order_by("id")))


def any_seal(chance: random.Random) -> JournalSeal:
    return chance.choice(list(JournalSeal.objects.order_by("day")))


def change_a_field(chance: random.Random) -> None:
    entry = any_entry(chance)
    changes = {
        "subject": "map:99",
        "seq": entry.seq + 100,
        "at": entry.at + timedelta(microseconds=1),
        "by_name": "Другой Человек",
        "action": "approved",
        "target": "7.1",
        "old": {"numerator": 1},
        "new": {"numerator": entry.new["numerator"] + 1},
        "reason": "так надо",
        "previous_hash": "0" * 64,
        "hash": "0" * 64,
        "municipality_id": None,
    }
    name = chance.choice(sorted(changes))
    JournalEntry.objects.filter(pk=entry.pk).update(**{name: changes[name]})


def change_a_field_and_its_hash(chance: random.Random) -> None:
    entry = any_entry(chance)
    entry.new = {"numerator": 1_000_000}
    entry.hash = chain.entry_hash(entry)
    entry.save()


def rewrite_the_rest_of_a_chain(chance: random.Random) -> None:
    entry = any_entry(chance)
    entry.reason = "переписано"
    head = entry.previous_hash
    rest = JournalEntry.objects.filter(subject=entry.subject, seq__gt=entry.seq).order_by("seq")
    for later in [entry, *rest]:
        later.previous_hash = head
        later.hash = head = chain.entry_hash(later)
        later.save()


def remove_an_entry(chance: random.Random) -> None:
    any_entry(chance).delete()


def cut_off_a_tail(chance: random.Random) -> None:
    entry = any_entry(chance)
    JournalEntry.objects.filter(subject=entry.subject, seq__gte=entry.seq).delete()


def cut_off_everything_after(chance: random.Random) -> None:
    JournalEntry.objects.filter(pk__gte=any_entry(chance).pk).delete()


def remove_a_subject(chance: random.Random) -> None:
    JournalEntry.objects.filter(subject=chance.choice(SUBJECTS)).delete()


def swap_contents(chance: random.Random) -> None:
    one, other = chance.sample(list(JournalEntry.objects.order_by("id")), 2)
    one.new, other.new = other.new, {"numerator": one.new["numerator"] + 50}
    one.save()
    other.save()


def insert_a_forgery(chance: random.Random) -> None:
    entry = any_entry(chance)
    last = JournalEntry.objects.filter(subject=entry.subject).order_by("seq").last()
    used = set(JournalEntry.objects.values_list("pk", flat=True))
    forged = JournalEntry(pk=-1, subject=entry.subject, seq=last.seq + 1, at=entry.at, action="forged")
    forged.previous_hash = last.hash
    forged.hash = chain.entry_hash(forged)
    assert forged.pk not in used
    forged.save(force_insert=True)


def change_a_seal(chance: random.Random) -> None:
    changed = any_seal(chance)
    name = chance.choice(["entry_count", "last_entry_id"])
    setattr(changed, name, getattr(changed, name) + chance.choice([-1, 1]))
    changed.save()


def change_a_seal_and_its_hash(chance: random.Random) -> None:
    changed = any_seal(chance)
    changed.heads_digest = "0" * 64
    changed.hash = chain.seal_hash(changed)
    changed.save()


def remove_a_seal(chance: random.Random) -> None:
    any_seal(chance).delete()


TAMPERINGS: list[Callable[[random.Random], None]] = [
    change_a_field,
    change_a_field_and_its_hash,
    rewrite_the_rest_of_a_chain,
    remove_an_entry,
    cut_off_a_tail,
    cut_off_everything_after,
    remove_a_subject,
    swap_contents,
    insert_a_forgery,
    change_a_seal,
    change_a_seal_and_its_hash,
    remove_a_seal,
]


def is_found(tamper: Callable[[random.Random], None], chance: random.Random, kept: str) -> bool:
    found: list[queries.Fault] = []
    try:
        with transaction.atomic():
            tamper(chance)
            found = queries.verify(expected_seal=kept)
            raise _UndoTampering
    except _UndoTampering:
        return found != []


def missed(trials: int) -> list[str]:
    """The names of the tamperings that were not found, of `trials` random ones."""
    seed = int(os.environ.get("JOURNAL_SEED") or random.SystemRandom().randrange(10**9))
    print(f"JOURNAL_SEED={seed}, {trials} tamperings")  # noqa: T201 (a randomised run names its seed)
    chance = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    kept = JournalSeal.objects.order_by("day").last().hash
    assert queries.verify(expected_seal=kept) == []
    picked = [TAMPERINGS[trial % len(TAMPERINGS)] for trial in range(trials)]
    names = [tamper.__name__ for tamper in picked if not is_found(tamper, chance, kept)]
    assert queries.verify(expected_seal=kept) == []
    return names


@pytest.mark.usefixtures("_sealed_journal")
def test_tamperings_are_found():
    assert missed(TRIALS // 10) == []


@pytest.mark.slow
@pytest.mark.usefixtures("_sealed_journal")
def test_a_thousand_tamperings_are_found():
    assert missed(TRIALS) == []


@pytest.mark.usefixtures("_sealed_journal")
def test_a_tail_cut_off_before_any_seal_is_the_one_thing_nobody_can_find():
    """The negative control: without the seals the same cut passes, so it is the seals that find it."""
    JournalSeal.objects.all().delete()
    last = JournalEntry.objects.order_by("id").last()
    last.delete()
    assert queries.verify() == []


@pytest.mark.usefixtures("_sealed_journal")
def test_the_place_is_named():
    JournalEntry.objects.filter(subject="map:3", seq=4).update(reason="иначе")
    assert [str(fault) for fault in queries.verify()] == ["map:3 № 4: изменено после записи"]
