"""Does a look become a row that stays, with its words, compared with those of the submission?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from monitoring.domain.evidence import take_away
from monitoring.domain.link_check import CUT_OFF, check_link, write_down
from monitoring.domain.link_watch import want_looks
from monitoring.models import LinkCheck, LinkWatch, PageCopy
from monitoring.states import LinkState
from monitoring.tests.looks import GONE, NO_PROGRAMS, PAGE, SILENT, fresh, link, looked, words
from monitoring.tests.stories import again
from outbound import GuardedClient
from outbound.tests.sites import page, site

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def evidence(expert_map, head, now):
    return link(expert_map, head, now)


def test_a_look_is_kept_with_its_words(evidence, now):
    check = looked(evidence, words("Прошла неделя"), now)
    assert (check.state, check.at, check.url, check.title, check.final_url) == ("opens", now, PAGE, "Новости", PAGE)
    assert (check.copy.text, check.copy.size, check.copy.sha256, check.copy.kept_at) == (
        "Прошла неделя", 25, check.sha256, now,
    )  # fmt: skip
    watch = fresh(evidence)
    assert (watch.last, watch.kept, watch.wanted_at, watch.queued_at) == (check, check, None, None)


def test_the_same_words_are_kept_once(evidence, expert_map, head, now):
    other = link(expert_map, head, now, url="https://b.example.org/")
    for place, one in enumerate((evidence, other, evidence)):
        looked(one, words("a"), now + place * HOUR)
    assert (LinkCheck.objects.count(), PageCopy.objects.count()) == (3, 1)


def test_the_copy_stays_when_the_page_dies(evidence, now):
    first = looked(evidence, words("a"), now)
    dead = looked(evidence, GONE, now + HOUR)
    watch = fresh(evidence)
    assert (watch.last, watch.kept, watch.kept.copy.text) == (dead, first, "a")
    assert (dead.state, dead.http_status, dead.error, dead.copy) == ("dead", 404, GONE.error, None)


def test_words_are_compared_with_those_of_the_submission(evidence, now):
    told = ["draft", "signed!", "signed", "other", "signed", "signed again!", "signed again", "signed"]
    found = [
        looked(evidence, words(text.strip("!")), now + place * HOUR, at_submission="!" in text).is_changed
        for place, text in enumerate(told)
    ]
    assert found == [False, False, False, True, False, False, False, True]


def test_a_page_dead_at_submission_changes_nothing_later(evidence, now):
    looked(evidence, GONE, now, at_submission=True)
    assert looked(evidence, words("a"), now + HOUR).is_changed is False


@pytest.mark.parametrize(
    ("final", "expected"),
    [
        (PAGE, False),
        ("https://www.school2.example.org/x", False),
        ("https://new.school2.example.org/", False),
        ("https://school2.example.org.evil.example/", True),
        ("https://other.example.org/", True),
        ("", False),
    ],
)
def test_away_from_the_official_site(evidence, now, final, expected):
    assert looked(evidence, words("a", final, LinkState.MOVED), now).is_off_site is expected


def test_what_was_never_on_the_site_cannot_leave_it(expert_map, head, now):
    elsewhere = link(expert_map, head, now, url="https://bvb.example.org/")
    assert looked(elsewhere, words("a", "https://other.example.org/", LinkState.MOVED), now).is_off_site is False


def test_a_silent_site_is_tried_three_times_later_each_time(evidence, now):
    want_looks([evidence], at=now)
    waits, at = [], now
    for _ in range(3):
        check = write_down(watch=fresh(evidence), seen=SILENT, at=at)
        waits.append(fresh(evidence).not_before and fresh(evidence).not_before - at)
        at += HOUR
    assert (waits, check.state, check.error, fresh(evidence).tries) == (
        [MINUTE, 10 * MINUTE, None], "dead", SILENT.error, 0,
    )  # fmt: skip
    assert LinkCheck.objects.count() == 1


@pytest.mark.parametrize("seen", [GONE, NO_PROGRAMS])
def test_what_does_not_pass_is_not_tried_again(evidence, now, seen):
    assert looked(evidence, seen, now).state == seen.state


def test_a_server_cut_off_accuses_nobody(expert_map, head, now):
    """Three sites silent and none that answered for an hour: it is us."""
    links = [link(expert_map, head, now, url=f"https://s{n}.example.org/") for n in range(4)]
    want_looks(links, at=now)
    LinkWatch.objects.update(tries=2)
    first = write_down(watch=fresh(links[0]), seen=SILENT, at=now)
    assert (first.state, first.error) == ("unchecked", CUT_OFF)
    # One that answers proves the way out: now the silent one is silent itself.
    write_down(watch=fresh(links[1]), seen=GONE, at=now)
    assert write_down(watch=fresh(links[2]), seen=SILENT, at=now).state == "dead"
    assert write_down(watch=fresh(links[3]), seen=SILENT, at=now + 2 * HOUR).state == "dead"  # alone: no proof of it


def test_writing_down_twice_is_once(evidence, now):
    want_looks([evidence], at=now)
    watch = fresh(evidence)
    assert write_down(watch=watch, seen=words("a"), at=now) is not None
    assert write_down(watch=watch, seen=words("b"), at=now) is None
    assert (LinkCheck.objects.count(), fresh(evidence).last.copy.text) == (1, "a")


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_real_page_is_read_and_written_down_once(expert_map, head, now):
    with site({"/a": page("<title>Т</title><p>Слова</p>")}) as served:
        evidence = link(expert_map, head, now, url=served.url("/a"))
        want_looks([evidence], at=now)
        client = GuardedClient(user_agent="t", opened=[served.place])
        watch = fresh(evidence)
        found = [check_link(watch_id=watch.pk, client=client, now=lambda: now) for _ in range(2)]
    assert [row and (row.state, row.title, row.copy.text) for row in found] == [("opens", "Т", "Слова"), None]
    assert len(served.asked) == 1


def test_what_was_taken_away_is_not_asked(expert_map, evidence, head, now):
    want_looks([evidence], at=now)
    take_away(expert_map=again(expert_map), code="1.2", evidence=evidence, by=head, at=now)
    client = GuardedClient(user_agent="t", dial=lambda *asked: pytest.fail("somebody was asked"))
    assert check_link(watch_id=fresh(evidence).pk, client=client, now=lambda: now) is None
    assert fresh(evidence).wanted_at is None


def test_the_database_refuses_other_addresses(evidence, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        looked(evidence, words("a", "javascript:alert(1)"), now)
