"""Nothing goes out undecided or unapproved; pressed twice it goes out once; a change is a new edition."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from improvement.domain.deciding import accept, change, drop, undo
from improvement.domain.drawing import draw_recommendations
from improvement.domain.receipt import confirm_receipt, remind_to_confirm
from improvement.domain.sending import send_recommendations
from improvement.domain.words import Words, words_of
from improvement.errors import IllegalStep, ImprovementError, InvalidWords, TooEarly
from improvement.models import AdviceLetter, Delivery, Edition, Recommendation
from improvement.tests import stories
from journal.models import JournalEntry
from monitoring.tests import stories as maps
from monitoring.tests.stories import again


@pytest.fixture
def send(approved_year, coordinator, now):
    def sending(at=now):
        return send_recommendations(cycle=approved_year, by=coordinator, at=at)

    return sending


@pytest.fixture
def sent(approved_year, methodologist, head, editor) -> list[Recommendation]:
    return stories.sent(approved_year, by=methodologist)


def own(row, action="Иначе.") -> Words:
    return Words(action, row.helper, row.target, row.due)


def test_before_approval_nothing_goes_out(evaluated_year, methodologist, now):
    stories.accepted(evaluated_year, by=methodologist)
    with pytest.raises(TooEarly):
        send_recommendations(cycle=evaluated_year, by=methodologist, at=now)
    assert (Edition.objects.count(), len(mail.outbox)) == (0, 0)


def test_only_what_was_decided_goes_out(approved_year, methodologist, head, send, now):
    first, second, third, *_ = stories.drawn(approved_year, by=methodologist)
    accept(recommendation=first, by=methodologist, at=now)
    change(recommendation=second, words=own(second), version=1, by=methodologist, at=now)
    drop(recommendation=third, reason="Не нужно", by=methodologist, at=now)
    out = send()
    assert (out.recommendations, out.schools, out.letters, out.failed) == (2, 1, 1, 0)
    assert [
        (e.recommendation.code, e.number, e.action) for e in Edition.objects.order_by("recommendation__position")
    ] == [
        ("1.1", 1, first.action),
        ("1.7", 1, "Иначе."),
    ]
    assert JournalEntry.objects.get(action="advice.sent").new == {"recommendations": 2, "schools": 1, "letters": 1}


def test_pressed_twice_it_goes_out_once(sent, send):
    before = (Edition.objects.count(), Delivery.objects.count(), len(mail.outbox))
    out = send()
    assert (out.recommendations, out.letters) == (0, 0)
    assert (Edition.objects.count(), Delivery.objects.count(), len(mail.outbox)) == before == (7, 7, 2)


def test_the_letter_says_where_to_read_and_who_confirms(sent, expert_map):
    said = {letter.to[0]: letter.body for letter in mail.outbox}
    assert [f"/maps/{expert_map.pk}/recommendations/" in body for body in said.values()] == [True, True]
    assert sum("нажмите «Ознакомлен»" in body for body in said.values()) == 1


@pytest.mark.parametrize("person", ["reviewer", "observer", "head"])
def test_others_do_not_send(request, approved_year, person, now):
    with pytest.raises(PermissionDenied):
        send_recommendations(cycle=approved_year, by=request.getfixturevalue(person), at=now)


def test_a_mail_server_that_is_away_loses_no_recommendation(approved_year, methodologist, head, send, settings, now):
    settings.EMAIL_BACKEND = "monitoring.tests.mail.Full"
    stories.accepted(approved_year, by=methodologist)
    out = send()
    assert (out.recommendations, out.letters, out.failed) == (7, 0, 1)
    assert AdviceLetter.objects.get().state == "failed"


def test_once_sent_it_is_changed_by_a_new_edition_only(sent, send, methodologist, now):
    row = sent[0]
    for verb in (drop, undo):
        extra = {"reason": "Не нужно"} if verb is drop else {}
        with pytest.raises(IllegalStep, match="уже отправлена"):
            verb(recommendation=row, by=methodologist, at=now, **extra)
    with pytest.raises(InvalidWords) as refused:
        change(recommendation=row, words=own(row), version=row.version, by=methodologist, at=now)
    assert refused.value.field == "reason"
    change(recommendation=row, words=own(row), version=row.version, reason="Опечатка", by=methodologist, at=now)
    assert send(now + timedelta(hours=1)).recommendations == 1
    editions = Edition.objects.filter(recommendation=row).order_by("number")
    assert [(e.number, e.action == "Иначе.", e.reason, e.superseded_at is None) for e in editions] == [
        (1, False, "", False),
        (2, True, "Опечатка", True),
    ]


def test_a_reopened_result_holds_what_waits_and_leaves_what_was_sent(
    approved_year, expert_map, methodologist, coordinator, head, send, now
):
    first, *_ = stories.drawn(approved_year, by=methodologist)
    accept(recommendation=first, by=methodologist, at=now)
    send()
    for row in Recommendation.objects.filter(state="proposed"):
        accept(recommendation=row, by=methodologist, at=now)
    maps.reopened(expert_map, by=coordinator, at=now)
    assert (send().recommendations, Delivery.objects.in_force().count()) == (0, 1)


def test_what_is_too_late_or_stands_on_nothing_is_held(approved_year, methodologist, head, send, now):
    rows = stories.accepted(approved_year, by=methodologist)
    Recommendation.objects.filter(pk=rows[0].pk).update(due=now.date())
    Recommendation.objects.filter(pk=rows[1].pk).update(is_outdated=True)
    assert send().recommendations == 5


def test_the_head_confirms_once(sent, expert_map, head, editor, now):
    with pytest.raises(PermissionDenied):
        confirm_receipt(expert_map=again(expert_map), by=editor, at=now)
    assert [confirm_receipt(expert_map=again(expert_map), by=head, at=now) for _ in range(2)] == [7, 0]
    assert set(Delivery.objects.values_list("confirmed_by", "confirmed_at")) == {(head.pk, now)}
    assert JournalEntry.objects.get(action="advice.confirmed").new == {"recommendations": 7, "codes": stories.MISSED}


def test_a_new_edition_asks_to_be_confirmed_anew(sent, send, expert_map, head, methodologist, now):
    confirm_receipt(expert_map=again(expert_map), by=head, at=now)
    row = sent[0]
    change(recommendation=row, words=own(row), version=row.version, reason="Опечатка", by=methodologist, at=now)
    send(now + timedelta(days=1))
    unread = Delivery.objects.in_force().filter(confirmed_at=None)
    assert [delivery.edition.recommendation_id for delivery in unread] == [row.pk]


def test_who_has_not_confirmed_is_reminded_once_a_day(sent, approved_year, expert_map, head, coordinator, now):
    def remind(days):
        return remind_to_confirm(cycle=approved_year, by=coordinator, at=now + timedelta(days=days))

    with pytest.raises(ImprovementError, match="сегодня уже писали"):
        remind(0)
    assert (remind(1).letters, "ещё не подтвердил" in mail.outbox[-1].body) == (2, True)
    confirm_receipt(expert_map=again(expert_map), by=head, at=now)
    with pytest.raises(ImprovementError, match="все ознакомились"):
        remind(2)


def test_undone_it_has_the_words_of_the_bank_again(approved_year, methodologist, now):
    first, *_ = stories.drawn(approved_year, by=methodologist)
    drawn = words_of(first)
    change(recommendation=first, words=own(first), version=1, by=methodologist, at=now)
    row = undo(recommendation=first, by=methodologist, at=now)
    assert (row.state, words_of(row), row.decided_by) == ("proposed", drawn, None)
    assert draw_recommendations(cycle=approved_year, by=methodologist, at=now).refreshed == 0
