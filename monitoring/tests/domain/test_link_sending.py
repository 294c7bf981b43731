"""Is every site asked politely, everybody in turn, nobody forgotten?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitoring.domain.link_check import write_down
from monitoring.domain.link_sending import A_MINUTE, LOST_AFTER, PAUSE, take_turns, want_last_looks
from monitoring.domain.link_watch import SENDING, want_looks
from monitoring.models import LinkWatch, Stage
from monitoring.states import StageKind
from monitoring.tests.looks import GONE, SILENT, fresh, link, looked, words
from monitoring.tests.stories import again, submitted
from worker.domain.duties import post_duties
from worker.models import Duty

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def links(expert_map, head, now):
    """Three pages of one site, then one each of two others."""
    urls = ["https://a.ru/1", "https://a.ru/2", "https://www.a.ru/3", "https://b.ru/", "https://c.ru/"]
    rows = [link(expert_map, head, now, url=url) for url in urls]
    want_looks(rows, at=now)
    return rows


def urls_of(watches):
    rows = LinkWatch.objects.filter(pk__in=watches).order_by("pk").select_related("evidence")
    return [row.evidence.url.removeprefix("https://") for row in rows]


def test_one_page_of_each_site_at_a_time(links, now):
    assert urls_of(take_turns(at=now)) == ["a.ru/1", "b.ru/", "c.ru/"]
    assert take_turns(at=now + SECOND) == []
    write_down(watch=fresh(links[0]), seen=words("a"), at=now + SECOND)
    assert take_turns(at=now + SECOND) == []  # a pause between two questions
    assert urls_of(take_turns(at=now + SECOND + PAUSE)) == ["a.ru/2"]


def test_all_get_their_turn(links, now):
    at, seen = now, []
    for _ in range(20):
        for watch_id in take_turns(at=at):
            watch = LinkWatch.objects.get(pk=watch_id)
            seen.append(watch.evidence_id)
            write_down(watch=watch, seen=words("a"), at=at)
        at += PAUSE
    assert sorted(seen) == [row.pk for row in links]
    assert LinkWatch.objects.wanted().count() == 0


def test_only_so_many_a_minute(expert_map, head, now):
    rows = [link(expert_map, head, now, url=f"https://s{n}.ru/") for n in range(A_MINUTE + 10)]
    want_looks(rows, at=now)
    first = take_turns(at=now)
    assert len(first) == A_MINUTE
    for watch in LinkWatch.objects.filter(pk__in=first):
        write_down(watch=watch, seen=words("a"), at=now + SECOND)
    assert len(take_turns(at=now + 30 * SECOND)) == 0
    assert len(take_turns(at=now + 62 * SECOND)) == 10


def test_another_try_waits_for_its_time(links, now):
    take_turns(at=now)
    write_down(watch=fresh(links[3]), seen=SILENT, at=now)
    assert urls_of(take_turns(at=now + 59 * SECOND)) == []
    assert urls_of(take_turns(at=now + 60 * SECOND)) == ["b.ru/"]


def test_what_was_lost_on_the_way_is_sent_again(links, now):
    first = take_turns(at=now)
    assert take_turns(at=now + LOST_AFTER) == []
    assert take_turns(at=now + LOST_AFTER + SECOND) == first


def test_while_others_wait_the_next_turn_is_near(links, now, django_capture_on_commit_callbacks):
    post_duties(at=now + DAY)
    with django_capture_on_commit_callbacks(execute=True):
        take_turns(at=now)
    assert Duty.objects.get(name=SENDING).due_at == now + PAUSE


def test_nothing_waiting_wakes_nobody(expert_map, now, django_capture_on_commit_callbacks):
    post_duties(at=now + DAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert take_turns(at=now) == []
    assert Duty.objects.get(name=SENDING).due_at == now + DAY


def test_the_last_looks_are_wanted_in_the_last_three_days_of_the_check(expert_map, other_map, head, other_head, now):
    """Of signed maps only, each link once."""
    signed, draft = link(expert_map, head, now), link(other_map, other_head, now, url="https://b.ru/")
    submitted(again(expert_map), by=head)
    looked(signed, words("a"), now)
    ends = Stage.objects.get(cycle=expert_map.cycle, kind=StageKind.CONTROL).ends_at
    assert [want_last_looks(at=ends - 4 * DAY), want_last_looks(at=ends + SECOND)] == [0, 0]
    assert [want_last_looks(at=ends - 3 * DAY), want_last_looks(at=ends - 3 * DAY + SECOND)] == [1, 0]
    write_down(watch=fresh(signed), seen=GONE, at=ends - 2 * DAY)
    assert want_last_looks(at=ends - DAY) == 0
    assert not LinkWatch.objects.filter(evidence=draft).exists()
