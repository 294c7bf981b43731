"""Does an answer change what it must and nothing else, under its version and within its term?"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.models import JournalEntry
from monitoring.domain.expert_map import record_answer, record_answers
from monitoring.errors import InvalidAnswer, StageClosed, StaleVersion
from monitoring.models import IndicatorAnswer
from monitoring.tests.stories import again, fill, submitted

LOOSE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def row(expert_map, code):
    return IndicatorAnswer.objects.get(expert_map=expert_map, code=code)


def record(expert_map, code, values, by, at, version=None):
    held = row(expert_map, code).version if version is None else version
    return record_answer(expert_map=again(expert_map), code=code, values=values, version=held, by=by, at=at)


def test_a_save_raises_the_version_and_notes_the_moment(expert_map, head, now):
    saved = record(expert_map, "1.2", {"numerator": 104, "denominator": 180}, head, now)
    assert (saved.answer.version, saved.answer.claimed_points, saved.affected) == (2, 1, ("1.2", "1.4"))
    assert again(expert_map).last_saved_at == now
    assert again(expert_map).claimed_points == 1


def test_the_same_values_again_write_nothing(expert_map, head, now):
    record(expert_map, "1.2", {"numerator": 104, "denominator": 180}, head, now)
    entries = JournalEntry.objects.count()
    saved = record(expert_map, "1.2", {"numerator": 104, "denominator": 180}, head, now + timedelta(hours=1))
    assert (saved.answer.version, saved.affected, JournalEntry.objects.count()) == (2, (), entries)
    assert again(expert_map).last_saved_at == now


def test_the_journal_holds_old_and_new_of_what_changed(expert_map, head, now):
    record(expert_map, "1.2", {"numerator": 104, "denominator": 180}, head, now)
    record(expert_map, "1.2", {"numerator": 96, "denominator": 180}, head, now)
    entry = JournalEntry.objects.filter(subject=expert_map.subject).latest("seq")
    assert (entry.action, entry.target, entry.old, entry.new, entry.by_id) == (
        "answer.recorded",
        "1.2",
        {"numerator": 104},
        {"numerator": 96},
        head.pk,
    )


def test_answers_of_different_indicators_never_conflict(expert_map, head, editor, now):
    record(expert_map, "1.1", {"numerator": 1, "denominator": 2}, head, now, version=1)
    record(expert_map, "1.2", {"numerator": 1, "denominator": 2}, editor, now, version=1)
    record(expert_map, "1.4", {"numerator": 1}, editor, now, version=1)  # its denominator came from 1.2 meanwhile
    assert (row(expert_map, "1.4").numerator, row(expert_map, "1.4").denominator) == (1, 2)


@pytest.mark.parametrize("version", [0, 1, 3, 99])
def test_any_other_version_is_stale(expert_map, head, now, version):
    record(expert_map, "1.1", {"numerator": 1, "denominator": 2}, head, now)
    with pytest.raises(StaleVersion):
        record(expert_map, "1.1", {"numerator": 2}, head, now, version=version)
    assert row(expert_map, "1.1").numerator == 1


@pytest.mark.parametrize(
    ("code", "values", "field"),
    [
        ("1.2", {"numerator": 181, "denominator": 180}, "numerator"),
        ("1.2", {"numerator": -1}, "numerator"),
        ("1.2", {"denominator": 1_000_001}, "denominator"),
        ("1.4", {"denominator": 180}, "denominator"),
        ("1.7", {"denominator": 1}, "denominator"),
        ("3.1", {"parts": {"spo": True}}, "note"),
        ("1.2", {"claimed_points": 1}, "note"),
        ("1.2", {"version": 7}, "note"),
    ],
)
def test_values_that_do_not_fit_are_refused_at_their_field(expert_map, head, now, code, values, field):
    with pytest.raises(InvalidAnswer) as refusal:
        record(expert_map, code, values, head, now)
    assert refusal.value.field == field
    assert row(expert_map, code).version == 1


def test_an_inapplicable_indicator_takes_no_people(other_map, other_head, now):
    with pytest.raises(InvalidAnswer):
        record(other_map, "1.3", {"numerator": 1, "denominator": 2}, other_head, now)


def test_an_owner_the_school_cannot_have_leaves_the_sum_to_the_other(other_map, other_head, now):
    record(other_map, "1.2", {"numerator": 1, "denominator": 90}, other_head, now)
    assert row(other_map, "1.7").denominator == 90


def test_a_refused_denominator_changes_no_row(expert_map, head, now):
    fill(expert_map, by=head)
    before = list(IndicatorAnswer.objects.filter(expert_map=expert_map).values().order_by("pk"))
    with pytest.raises(InvalidAnswer, match=r"В показателе 1\.4 уже указано 60"):
        record(expert_map, "1.2", {"numerator": 40, "denominator": 59}, head, now)
    assert list(IndicatorAnswer.objects.filter(expert_map=expert_map).values().order_by("pk")) == before


def test_answering_no_to_contests_takes_the_point_of_winners(expert_map, head, now):
    fill(expert_map, by=head)
    saved = record(expert_map, "5.2", {"fact": False}, head, now)
    assert saved.affected == ("5.2", "5.3")
    assert (row(expert_map, "5.3").claimed_points, row(expert_map, "5.3").numerator) == (0, 5)


@pytest.mark.parametrize(("seconds", "open_"), [(-1, True), (0, False), (1, False)])
def test_the_term_is_an_exclusive_instant(expert_map, head, seconds, open_):
    at = expert_map.fill_ends_at + timedelta(seconds=seconds)
    if open_:
        record(expert_map, "1.8", {"fact": True}, head, at)
    else:
        with pytest.raises(StageClosed):
            record(expert_map, "1.8", {"fact": True}, head, at)
    assert row(expert_map, "1.8").fact is (True if open_ else None)


def test_the_term_is_read_from_the_locked_row(expert_map, head, now):
    stale = again(expert_map)
    submitted(expert_map, by=head)
    with pytest.raises(StageClosed):
        record_answer(expert_map=stale, code="1.8", values={"fact": False}, version=2, by=head, at=now)


def test_many_answers_are_one_change_or_none(expert_map, head, now):
    record_answers(expert_map=expert_map, answers={"1.8": {"fact": True}, "2.1": {"fact": False}}, by=head, at=now)
    assert JournalEntry.objects.filter(subject=expert_map.subject, action="answers.recorded").count() == 1
    with pytest.raises(InvalidAnswer):
        record_answers(
            expert_map=again(expert_map),
            by=head,
            at=now,
            answers={"2.2": {"fact": True}, "1.1": {"numerator": 5, "denominator": 4}},
        )
    assert row(expert_map, "2.2").fact is None


@LOOSE
@given(numerator=st.none() | st.integers(-2, 1_000_002), denominator=st.none() | st.integers(-2, 1_000_002))
def test_whatever_is_sent_the_row_stays_sound(expert_map, head, now, numerator, denominator):
    with suppress(InvalidAnswer):
        record(expert_map, "1.1", {"numerator": numerator, "denominator": denominator}, head, now)
    kept = row(expert_map, "1.1")
    assert kept.numerator is None or kept.denominator is None or 0 <= kept.numerator <= kept.denominator


def test_many_answers_are_refused_whole_when_one_is_not_the_seen_one(expert_map, head, now):
    record_answer(expert_map=expert_map, code="1.6", values={"fact": True}, version=1, by=head, at=now)
    answers = {"1.6": {"fact": False}, "1.8": {"fact": True}}
    with pytest.raises(StaleVersion):
        record_answers(expert_map=expert_map, answers=answers, versions={"1.6": 1, "1.8": 1}, by=head, at=now)
    assert list(expert_map.answers.filter(fact=None, code="1.8").values_list("version", flat=True)) == [1]
    record_answers(expert_map=expert_map, answers=answers, versions={"1.6": 2, "1.8": 1}, by=head, at=now)
    assert dict(expert_map.answers.filter(code__in=answers).values_list("code", "fact")) == {"1.6": False, "1.8": True}


def test_many_answers_are_judged_when_all_of_them_stand(expert_map, head, now):
    """1.4 grows beyond the old number of 1.2 together with it; alone it is refused at its own numerator."""
    first = {"1.2": {"numerator": 5, "denominator": 10}, "1.4": {"numerator": 10}}
    record_answers(expert_map=expert_map, answers=first, by=head, at=now)
    with pytest.raises(InvalidAnswer) as alone:
        record_answers(expert_map=expert_map, answers={"1.4": {"numerator": 20}}, by=head, at=now)
    with pytest.raises(InvalidAnswer) as below:
        record_answers(expert_map=expert_map, answers={"1.2": {"denominator": 9}}, by=head, at=now)
    places = [(refused.value.code, refused.value.field) for refused in (alone, below)]
    assert places == [("1.4", "numerator"), ("1.2", "denominator")]
    both = {"1.4": {"numerator": 20}, "1.2": {"denominator": 30}}
    record_answers(expert_map=expert_map, answers=both, by=head, at=now)
    rows = expert_map.answers.filter(code__in=["1.2", "1.4"]).order_by("code")
    assert list(rows.values_list("numerator", "denominator")) == [(5, 30), (20, 30)]
