"""Does a task go to one worker, come back when it fails or its worker dies, and end some time?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from worker.domain.beats import beat, take_leave
from worker.domain.queue import ATTEMPTS, DELAYS, LOST, claim_next, fail, hand_back, prune, requeue_lost, succeed
from worker.models import Heartbeat
from worker.tests.samples import kill_the_process, write_line

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 18, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)
LONG = timedelta(hours=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def enqueued(clock):
    return DBTaskResult.objects.get(pk=write_line.enqueue("/nowhere", "a").id)


def again(task):
    return DBTaskResult.objects.get(pk=task.pk)


def test_an_empty_queue_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert claim_next("one") is None


def test_a_task_goes_to_one_worker(enqueued):
    assert claim_next("one") == enqueued
    assert claim_next("two") is None
    assert (again(enqueued).status, again(enqueued).worker_ids) == ("RUNNING", ["one"])


def test_what_is_urgent_goes_first(enqueued):
    urgent = kill_the_process.enqueue()
    assert str(claim_next("one").pk) == urgent.id


def test_done_is_done(enqueued):
    assert succeed(claim_next("one"), "a", at=NOW)
    row = again(enqueued)
    assert (row.status, row.return_value, row.finished_at) == ("SUCCESSFUL", "a", NOW)


def test_a_failure_is_tried_again_later_each_time_and_given_up(enqueued, clock):
    waits, at = [], NOW
    for _ in range(ATTEMPTS):
        clock.move_to(at)
        assert fail(claim_next("one"), ValueError("беда"), at=at)
        row = again(enqueued)
        waits.append(row.run_after - at if row.status == "READY" else None)
        assert claim_next("one") is None
        at += LONG
    assert waits == [*DELAYS, None]
    assert list(DELAYS) == sorted(DELAYS)
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert row.traceback.endswith("ValueError: беда\n")


def test_the_task_of_a_silent_worker_comes_back(enqueued, clock):
    beat("one", at=NOW)
    claim_next("one")
    assert requeue_lost(lease=LEASE, at=NOW + LEASE - timedelta(seconds=1)) == 0
    assert requeue_lost(lease=LEASE, at=NOW + LEASE) == 1
    clock.move_to(NOW + LONG)
    assert claim_next("two") == enqueued
    assert (again(enqueued).worker_ids, again(enqueued).traceback) == (["one", "two"], LOST)


def test_a_beating_worker_keeps_its_task_however_long(enqueued):
    claim_next("one")
    for minute in range(1, 100):
        at = NOW + timedelta(minutes=minute)
        beat("one", at=at)
        assert requeue_lost(lease=LEASE, at=at) == 0


def test_a_task_that_kills_its_workers_is_given_up(enqueued, clock):
    at, done = NOW, []
    for number in range(ATTEMPTS):
        clock.move_to(at)
        beat(f"worker {number}", at=at)
        done.append(claim_next(f"worker {number}") == enqueued)
        at += LONG
        assert requeue_lost(lease=LEASE, at=at) == 1
        at += LONG
    assert (done, again(enqueued).status, again(enqueued).traceback) == ([True] * ATTEMPTS, "FAILED", LOST)
    clock.move_to(at)
    assert claim_next("next") is None


@pytest.mark.parametrize("finish", [lambda t: succeed(t, 1, at=NOW), lambda t: fail(t, ValueError(), at=NOW)])
def test_who_was_given_up_cannot_finish_what_another_has(enqueued, clock, finish):
    sleeper = claim_next("one")
    requeue_lost(lease=LEASE, at=NOW)
    clock.move_to(NOW + LONG)
    claim_next("two")
    assert finish(sleeper) is False
    assert (again(enqueued).status, again(enqueued).worker_ids) == ("RUNNING", ["one", "two"])


def test_a_task_handed_back_was_no_try(enqueued):
    hand_back(claim_next("one"))
    assert (again(enqueued).status, again(enqueued).worker_ids) == ("READY", [])
    assert claim_next("two") == enqueued


def test_a_worker_beats_and_takes_leave():
    beat("one", at=NOW)
    beat("one", at=NOW + LEASE)
    assert list(Heartbeat.objects.values_list("worker_id", "started_at", "beat_at")) == [("one", NOW, NOW + LEASE)]
    take_leave("one")
    assert Heartbeat.objects.count() == 0


def test_old_tasks_are_forgotten(clock):
    for days, ends in ((2, "done"), (4, "done"), (59, "failed"), (61, "failed")):
        moment = NOW - timedelta(days=days)
        row = DBTaskResult.objects.get(pk=write_line.enqueue("/nowhere", f"{ends} {days}").id)
        status = "SUCCESSFUL" if ends == "done" else "FAILED"
        DBTaskResult.objects.filter(pk=row.pk).update(status=status, finished_at=moment)
    prune(at=NOW)
    kept = sorted(row.args_kwargs["args"][1] for row in DBTaskResult.objects.all())
    assert kept == ["done 2", "failed 59"]
