"""Which links are looked at, when, on whose word; and does the reviewer's own look count?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from journal.models import JournalEntry
from monitoring.domain.division import assign
from monitoring.domain.evidence import restore, reuse, take_away
from monitoring.domain.link_watch import OFF, SENDING, TOO_SOON, ask_again, mark_seen, unmark_seen
from monitoring.errors import IllegalStep, MonitoringError
from monitoring.models import LinkWatch
from monitoring.tests.cast import make_person
from monitoring.tests.looks import GONE, fresh, link, looked, words
from monitoring.tests.stories import again, submitted, verified
from worker.domain.duties import post_duties
from worker.models import Duty

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _checks_are_on(settings):
    settings.LINK_CHECKS = True


def wanted():
    return list(LinkWatch.objects.wanted().order_by("pk").values_list("evidence__url", "wanted_at", "at_submission"))


def entries(expert_map):
    rows = JournalEntry.objects.filter(subject=expert_map.subject, action__startswith="link.").order_by("seq")
    return [(row.action, row.target, row.by_id) for row in rows]


def test_a_link_put_behind_a_claim_is_looked_at(expert_map, head, now):
    one = link(expert_map, head, now)
    assert wanted() == [(one.url, now, False)]
    assert fresh(one).host == "school2.example.org"


def test_after_the_commit_the_sender_is_woken(expert_map, head, now, django_capture_on_commit_callbacks):
    post_duties(at=now + HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        link(expert_map, head, now)
        assert Duty.objects.get(name=SENDING).due_at == now + HOUR
    assert Duty.objects.get(name=SENDING).due_at == now


@pytest.mark.parametrize("off", ["setting", "demonstration"])
def test_where_it_is_off_nothing_is_wanted(expert_map, head, now, settings, off):
    if off == "setting":
        settings.LINK_CHECKS = False
    else:
        type(expert_map.municipality).objects.update(is_demonstration=True)
    link(expert_map, head, now)
    submitted(again(expert_map), by=head)
    assert LinkWatch.objects.count() == 0


def test_a_link_reused_is_not_asked_again_the_same_day(expert_map, head, now):
    one = link(expert_map, head, now)
    looked(one, words("a"), now)
    for later, expected in ((HOUR, []), (13 * HOUR, [(one.url, now + 13 * HOUR, False)])):
        reuse(expert_map=again(expert_map), code="1.4" if expected else "1.6", evidence=one, by=head, at=now + later)
        assert wanted() == expected


def test_a_link_brought_back_is_looked_at(expert_map, head, now):
    one = link(expert_map, head, now)
    looked(one, words("a"), now)
    take_away(expert_map=again(expert_map), code="1.2", evidence=one, by=head, at=now)
    restore(expert_map=again(expert_map), code="1.2", evidence=one, by=head, at=now + 13 * HOUR)
    assert wanted() == [(one.url, now + 13 * HOUR, False)]


def test_at_submission_every_link_is_looked_at(expert_map, head, now):
    one, two = link(expert_map, head, now), link(expert_map, head, now, url="https://b.example.org/")
    gone = link(expert_map, head, now, url="https://c.example.org/")
    take_away(expert_map=again(expert_map), code="1.2", evidence=gone, by=head, at=now)
    LinkWatch.objects.update(wanted_at=None)
    looked(one, words("a"), now)
    submitted(again(expert_map), by=head, at=now + HOUR)
    assert wanted() == [(one.url, now + HOUR, True), (two.url, now + HOUR, True)]


def test_asking_again_is_one_look_and_on_record(expert_map, head, now):
    one = link(expert_map, head, now)
    looked(one, GONE, now)
    for minute in (10, 11):
        at = now + timedelta(minutes=minute)
        ask_again(expert_map=again(expert_map), code="1.2", evidence=one, by=head, at=at)
    assert wanted() == [(one.url, now + timedelta(minutes=10), False)]
    assert entries(expert_map) == [("link.asked", "1.2", head.pk)]


def test_asking_again_too_soon_is_refused(expert_map, head, now):
    one = link(expert_map, head, now)
    looked(one, GONE, now)
    for seconds, expected in ((119, TOO_SOON), (120, "")):
        at = now + timedelta(seconds=seconds)
        assert refusal(ask_again, expert_map, one, head, at) == expected


def refusal(verb, expert_map, evidence, by, at):
    try:
        verb(expert_map=again(expert_map), code="1.2", evidence=evidence, by=by, at=at)
    except MonitoringError as refused:
        return str(refused)
    return ""


def test_who_may_ask_again(expert_map, head, reviewer, other_head, observer, now, settings):
    one = link(expert_map, head, now)
    for stranger in (reviewer, other_head, observer):  # a draft is the school's own
        with pytest.raises(PermissionDenied):
            ask_again(expert_map=again(expert_map), code="1.2", evidence=one, by=stranger, at=now)
    submitted(again(expert_map), by=head)
    assert refusal(ask_again, expert_map, one, reviewer, now) == ""
    settings.LINK_CHECKS = False
    assert refusal(ask_again, expert_map, one, reviewer, now) == OFF


def test_the_reviewer_s_own_look_counts_and_can_be_taken_back(expert_map, head, reviewer, now, settings):
    settings.LINK_CHECKS = False
    one = link(expert_map, head, now)
    submitted(again(expert_map), by=head)
    for verb, expected in ((mark_seen, (reviewer, now)), (mark_seen, (reviewer, now)), (unmark_seen, (None, None))):
        verb(expert_map=again(expert_map), code="1.2", evidence=one, by=reviewer, at=now)
        assert (fresh(one).seen_by, fresh(one).seen_at) == expected
    unmark_seen(expert_map=again(expert_map), code="1.2", evidence=one, by=reviewer, at=now)
    assert entries(expert_map) == [("link.seen", "1.2", reviewer.pk), ("link.unseen", "1.2", reviewer.pk)]


def test_a_later_look_of_the_program_wants_another_of_the_reviewer(expert_map, head, reviewer, now):
    one = link(expert_map, head, now)
    submitted(again(expert_map), by=head)
    looked(one, GONE, now)
    mark_seen(expert_map=again(expert_map), code="1.2", evidence=one, by=reviewer, at=now + HOUR)
    assert fresh(one).is_seen is True
    looked(one, GONE, now + 2 * HOUR)
    assert fresh(one).is_seen is False
    mark_seen(expert_map=again(expert_map), code="1.2", evidence=one, by=reviewer, at=now + 3 * HOUR)
    assert (fresh(one).is_seen, fresh(one).seen_at) == (True, now + 3 * HOUR)


def test_only_who_verifies_and_only_while_it_is_checked(expert_map, head, reviewer, coordinator, now):
    one = link(expert_map, head, now)
    for person, error in ((head, PermissionDenied), (coordinator, PermissionDenied), (reviewer, IllegalStep)):
        with pytest.raises(error):
            mark_seen(expert_map=again(expert_map), code="1.2", evidence=one, by=person, at=now)
    verified(again(expert_map), head=head, reviewer=reviewer)
    with pytest.raises(IllegalStep):
        mark_seen(expert_map=again(expert_map), code="1.2", evidence=one, by=reviewer, at=now)


def test_a_link_of_another_map_is_no_link_of_this_one(expert_map, other_map, head, other_head, reviewer, now):
    foreign = link(other_map, other_head, now)
    submitted(again(expert_map), by=head)
    for verb in (mark_seen, ask_again):
        assert refusal(verb, expert_map, foreign, reviewer, now) == "Такой ссылки в карте нет."


def test_a_map_in_a_colleague_s_hands_is_the_colleague_s_to_look_at(
    expert_map, municipality, head, reviewer, coordinator, now
):
    one = link(expert_map, head, now)
    submitted(again(expert_map), by=head)
    colleague = make_person(municipality, Role.REVIEWER, name="Сверкина Софья Сергеевна", email="second@example.org")
    assign(cycle=expert_map.cycle, reviewers={expert_map.pk: colleague}, by=coordinator, at=now)
    said = refusal(mark_seen, expert_map, one, reviewer, now)
    assert said.startswith(f"Эту карту проверяет {colleague.short_name}.")
    assert refusal(mark_seen, expert_map, one, colleague, now) == ""
