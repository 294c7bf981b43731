"""Are a person's words kept, version by version, and the drawn ones always to be had back?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.tests.cast import NOW
from reports.domain.words import DrawnSection, keep_words, restore_words, return_to_drawn, write_words
from reports.errors import StaleWords, WordsError
from reports.models import SectionWords
from reports.models.section_words import LONGEST
from reports.queries.words import versions_of, words_of


@pytest.fixture
def told(cycle, methodologist):
    """A verb with everything it always needs."""

    def tell(verb, drawn="По данным.", **more):
        section = DrawnSection(cycle, "statement", "basis", "1. Основание и цель", drawn)
        return verb(**{"section": section, "seen_version": 0, "by": methodologist, "at": NOW} | more)

    return tell


def in_force(cycle) -> tuple[int, str]:
    kept = words_of(cycle, "statement")["basis"]
    return kept.version, kept.text


def test_words_are_kept_with_their_author_and_moment(told, cycle, methodologist):
    told(write_words, text="Своими словами.")
    kept = words_of(cycle, "statement")["basis"]
    assert (kept.version, kept.text, kept.drawn) == (1, "Своими словами.", "По данным.")
    assert (kept.by, kept.at) == (methodologist.short_name, NOW)
    assert str(kept.at.tzinfo) == "Asia/Yekaterinburg"
    entry = JournalEntry.objects.get(action="words.written")
    assert (entry.subject, entry.target, entry.old) == (f"cycle:{cycle.pk}", "1. Основание и цель", None)
    assert entry.new == {"document": "statement", "section": "basis", "version": 1, "text": "Своими словами."}


def test_whoever_saw_an_earlier_version_overwrites_nothing(told, cycle):
    told(write_words, text="Первый.")
    for seen in (0, 2, -1):
        for verb, more in ((write_words, {"text": "Второй."}), (return_to_drawn, {}), (keep_words, {"drawn": "Нет."})):
            with pytest.raises(StaleWords):
                told(verb, seen_version=seen, **more)
    assert in_force(cycle) == (1, "Первый.")


def test_the_same_words_twice_leave_no_trace(told):
    told(write_words, text="Своими словами.")
    assert told(write_words, text="Своими словами.", seen_version=1) is None
    assert SectionWords.objects.count() == 1


def test_words_equal_to_the_drawn_ones_are_no_edit(told, cycle):
    assert told(write_words, text="По данным.") is None
    told(write_words, text="Своими словами.")
    told(write_words, text="По данным.", seen_version=1)
    assert in_force(cycle) == (2, "")


def test_the_drawn_words_come_back_and_the_own_ones_stay_in_the_history(told, cycle):
    told(write_words, text="Своими словами.")
    told(return_to_drawn, seen_version=1)
    assert told(return_to_drawn, seen_version=2) is None
    assert [row.text for row in versions_of(cycle, "statement", "basis")] == ["", "Своими словами."]
    told(restore_words, version=1, seen_version=2)
    assert in_force(cycle) == (3, "Своими словами.")
    assert told(restore_words, version=3, seen_version=3) is None
    with pytest.raises(WordsError):
        told(restore_words, version=9, seen_version=3)


def test_words_looked_at_again_are_up_to_date(told, cycle):
    told(write_words, text="Своими словами.")
    told(keep_words, drawn="По новым данным.", seen_version=1)
    kept = words_of(cycle, "statement")["basis"]
    assert (kept.version, kept.text, kept.drawn) == (2, "Своими словами.", "По новым данным.")
    assert told(keep_words, drawn="По новым данным.", seen_version=2) is None


@pytest.mark.parametrize("text", ["", " \n ", "я" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused(told, text):
    with pytest.raises(WordsError):
        told(write_words, text=text)
    assert SectionWords.objects.count() == 0


@pytest.mark.parametrize("who", ["head", "reviewer", "observer", "foreign_coordinator"])
def test_others_write_nothing(told, request, who):
    person = request.getfixturevalue(who)
    for verb, more in ((write_words, {"text": "Чужое."}), (return_to_drawn, {}), (keep_words, {})):
        with pytest.raises(PermissionDenied):
            told(verb, by=person, **more)
    assert SectionWords.objects.count() == 0


def test_the_coordinator_writes_too(told, cycle, coordinator):
    told(write_words, text="Своими словами.", by=coordinator)
    assert in_force(cycle) == (1, "Своими словами.")
