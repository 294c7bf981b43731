"""Does an event join the chain of its subject?"""

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from journal import chain, queries
from journal.domain import record, record_each
from journal.models import JournalEntry


def write(municipality, noon, subject="map:17", **fields):
    fields = {"action": "answer recorded", "by": None, "at": noon} | fields
    return record(subject=subject, municipality_id=municipality.pk, **fields)


def test_entries_of_a_subject_form_a_chain(municipality, noon):
    first = write(municipality, noon, old=None, new={"numerator": 104})
    second = write(municipality, noon, old={"numerator": 104}, new={"numerator": 105}, target="1.2")
    other = write(municipality, noon, subject="map:18")
    assert [(e.seq, e.previous_hash) for e in (first, second, other)] == [(1, ""), (2, first.hash), (1, "")]
    assert list(queries.entries_for("map:17")) == [first, second]
    assert queries.verify() == []


def test_many_of_one_moment_join_the_chain_one_after_another(municipality, noon, django_assert_num_queries):
    first = write(municipality, noon)
    changes = [{"target": code, "new": {"points": 1}} for code in ("1.1", "1.2", "1.3")]
    about = {"subject": "map:17", "municipality_id": municipality.pk, "action": "verdict.given", "by": None, "at": noon}
    with django_assert_num_queries(2):
        written = record_each(**about, changes=changes)
    assert [(e.seq, e.target, e.previous_hash) for e in written] == [
        (2, "1.1", first.hash), (3, "1.2", written[0].hash), (4, "1.3", written[1].hash),
    ]  # fmt: skip
    assert (list(queries.entries_for("map:17")), queries.verify()) == ([first, *written], [])
    assert (record_each(**about, changes=[]), JournalEntry.objects.count()) == ([], 4)


def test_the_name_is_frozen(municipality, noon):
    user = get_user_model().objects.create_user(email="head@example.ru", full_name="Примеров Пётр Петрович")
    entry = write(municipality, noon, by=user)
    user.full_name = "Другая Фамилия"
    user.save()
    assert JournalEntry.objects.get(pk=entry.pk).by_name == "Примеров Пётр Петрович"


def test_two_queries(municipality, noon, django_assert_num_queries):
    write(municipality, noon)
    with django_assert_num_queries(2):
        write(municipality, noon)


def test_the_hash_survives_the_way_through_the_database(municipality, noon):
    entry = write(municipality, noon, new={"ё": "«№ 2»\n", "day": date(2026, 9, 30), "list": (1, None, True, "0.1")})
    kept = JournalEntry.objects.get(pk=entry.pk)
    assert kept.new == {"ё": "«№ 2»\n", "day": "2026-09-30", "list": [1, None, True, "0.1"]}
    assert chain.entry_hash(kept) == entry.hash


@pytest.mark.parametrize("value", [0.5, {"share": [57.8]}, float("nan"), float("inf")])
def test_a_float_is_refused(municipality, noon, value):
    with pytest.raises(TypeError):
        write(municipality, noon, new=value)
    assert JournalEntry.objects.count() == 0


def test_a_naive_moment_is_refused(municipality):
    with pytest.raises(ValueError, match="aware"):
        write(municipality, datetime(2026, 9, 30))  # noqa: DTZ001 (what is refused)


def test_two_entries_cannot_take_one_place(municipality, noon):
    entry = write(municipality, noon)
    entry.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
    assert JournalEntry.objects.count() == 1
