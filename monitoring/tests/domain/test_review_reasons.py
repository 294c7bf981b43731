"""Does the dictionary of reasons keep what the coordinator says, in the order said, with a trace of every change?"""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.review_reasons import (
    SHIPPED,
    add_reason,
    change_reason,
    give_shipped_reasons,
    move_reason,
    restore_reason,
    retire_reason,
)
from monitoring.domain.verification import Finding, give_verdict
from monitoring.errors import InvalidAnswer
from monitoring.models import ReviewReason, Verdict
from monitoring.states import VerdictKind
from monitoring.tests.cast import OPENED
from monitoring.tests.stories import submitted
from schools.domain.register import found_municipality

VALUES = {
    "name": "Новый район", "department": "Отдел", "methodical_centre": "Центр", "time_zone": "Europe/Moscow",
}  # fmt: skip


@pytest.fixture
def add(municipality, coordinator, now):
    def put(text, kind="returned", code="", by=None):
        return add_reason(municipality=municipality, kind=kind, code=code, text=text, by=by or coordinator, at=now)

    return put


def texts(municipality, kind="returned"):
    rows = ReviewReason.objects.of(municipality.pk).active().filter(kind=kind)
    return list(rows.values_list("text", flat=True))


def actions():
    return list(
        JournalEntry.objects.filter(action__startswith="reason.").order_by("seq").values_list("action", flat=True)
    )


def test_a_municipality_is_founded_with_the_shipped_list(db):
    founded = found_municipality(values=VALUES, at=OPENED)
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    rows = list(ReviewReason.objects.of(founded.pk).values("kind", "code", "text"))
    assert (rows, len(rows)) == (shipped, 31)
    assert give_shipped_reasons(municipality=founded, at=OPENED) == []


def test_shipped_reasons_are_about_indicators_that_exist(methodology):
    codes = {reason["code"] for reason in json.loads(SHIPPED.read_text(encoding="utf-8"))} - {""}
    assert codes - set(methodology.indicators.values_list("code", flat=True)) == set()


def test_a_reason_is_added_changed_retired_and_brought_back(municipality, add, coordinator, now):
    last = texts(municipality)[-1]
    reason = add("  Приложите   список.  ")
    assert texts(municipality)[-2:] == [last, "Приложите список."]
    change_reason(reason=reason, kind="returned", code="1.2", text="Приложите список групп.", by=coordinator, at=now)
    retire_reason(reason=reason, by=coordinator, at=now)
    retire_reason(reason=reason, by=coordinator, at=now)
    assert texts(municipality)[-1] == last
    restored = restore_reason(reason=reason, by=coordinator, at=now)
    assert (restored.code, texts(municipality)[-1]) == ("1.2", "Приложите список групп.")
    assert actions() == ["reason.added", "reason.changed", "reason.retired", "reason.restored"]


def test_unchanged_words_leave_no_trace(add, coordinator, now):
    reason = add("Приложите список.")
    change_reason(reason=reason, kind="returned", code="", text=" Приложите список. ", by=coordinator, at=now)
    assert actions() == ["reason.added"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "Напишите причину: такой её увидит школа."),
        ("х" * 301, "Причина длиннее 300 знаков. Скажите короче."),
        ("Поясните расхождение с ОО-1.", "Такая причина в словаре уже есть."),
    ],
)
def test_what_cannot_stand_in_the_dictionary_is_said(add, text, sentence):
    with pytest.raises(InvalidAnswer) as refused:
        add(text)
    assert (str(refused.value), refused.value.field) == (sentence, "text")


def test_a_retired_reason_does_not_stand_in_the_way_of_its_words(add, coordinator, now):
    first = add("Приложите список.")
    retire_reason(reason=first, by=coordinator, at=now)
    add("Приложите список.")
    with pytest.raises(InvalidAnswer, match="уже есть"):
        restore_reason(reason=first, by=coordinator, at=now)


def test_order_is_moved_one_place_among_its_own_kind(municipality, add, coordinator, now):
    before = texts(municipality)
    reason = add("Последняя")
    move_reason(reason=reason, step=-1, by=coordinator, at=now)
    assert texts(municipality) == [*before[:-1], "Последняя", before[-1]]
    for step in (1, 1, 5):
        move_reason(reason=reason, step=step, by=coordinator, at=now)
    assert (texts(municipality), actions()) == (
        [*before, "Последняя"],
        ["reason.added", "reason.moved", "reason.moved"],
    )


def test_a_verdict_keeps_the_words_it_was_given_with(expert_map, head, reviewer, coordinator, add, now):
    reason = add("Приложите список.")
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=expert_map, code="1.8", finding=Finding(VerdictKind.RETURNED, reason=reason.text), seen_verdict=None,
        by=reviewer, at=now,
    )  # fmt: skip
    change_reason(reason=reason, kind="returned", code="", text="Другое.", by=coordinator, at=now)
    retire_reason(reason=reason, by=coordinator, at=now)
    assert Verdict.objects.get().reason == "Приложите список."


def test_only_the_coordinator_keeps_it(add, reviewer, head, coordinator, foreign_coordinator, now):
    reason = add("Приложите список.")
    for by in (reviewer, head, foreign_coordinator):
        for verb in (retire_reason, restore_reason):
            with pytest.raises(PermissionDenied):
                verb(reason=reason, by=by, at=now)
        with pytest.raises(PermissionDenied):
            add("Ещё одна", by=by)
