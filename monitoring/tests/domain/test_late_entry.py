"""Is late text kept beside the map, and the map itself left alone?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.late_entry import keep_late_entry
from monitoring.errors import MonitoringError
from monitoring.models import IndicatorAnswer, LateEntry
from monitoring.tests.stories import again, fill, submitted

TYPED = {"numerator": "110", "denominator": "180"}


def keep(expert_map, by, at, typed=TYPED, words="110 из 180"):
    return keep_late_entry(expert_map=again(expert_map), code="1.2", typed=typed, words=words, by=by, at=at)


def test_it_is_kept_with_who_when_and_why(expert_map, head):
    fill(expert_map, by=head)
    before = list(IndicatorAnswer.objects.filter(expert_map=expert_map).values())
    entry = keep(expert_map, head, expert_map.fill_ends_at)
    assert (entry.typed, entry.typed_by, entry.received_at, entry.after_term) == (
        TYPED,
        head,
        expert_map.fill_ends_at,
        True,
    )
    assert entry.reason.startswith("Срок заполнения истёк")
    assert list(IndicatorAnswer.objects.filter(expert_map=expert_map).values()) == before


def test_of_one_person_the_latest_is_kept_and_a_repeat_changes_nothing(expert_map, head, editor):
    late = expert_map.fill_ends_at
    for _ in range(3):
        keep(expert_map, head, late)
    keep(expert_map, head, late + timedelta(minutes=1), {"numerator": "111"}, "111 из 180")
    keep(expert_map, editor, late)
    assert list(LateEntry.objects.values_list("typed_by", "words").order_by("typed_by")) == [
        (head.pk, "111 из 180"),
        (editor.pk, "110 из 180"),
    ]
    assert JournalEntry.objects.filter(action="answer.typed_late").count() == 3


def test_text_for_a_signed_map_is_not_called_late(expert_map, head, now):
    submitted(expert_map, by=head)
    assert keep(expert_map, head, now).after_term is False


def test_an_open_indicator_keeps_nothing_aside(expert_map, head, now):
    with pytest.raises(MonitoringError, match="снова открыт"):
        keep(expert_map, head, now)
    assert LateEntry.objects.count() == 0


def test_only_the_school_s_own_people(expert_map, other_head, reviewer):
    for stranger in (other_head, reviewer):
        with pytest.raises(PermissionDenied):
            keep(expert_map, stranger, expert_map.fill_ends_at)
