"""Is periodic work begun once when due, and sooner when there is something to do?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as real_settings
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from worker.domain.duties import begin_due, hasten, post_duties
from worker.models import Duty

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 18, 12, tzinfo=UTC)
NAME = "worker.tests.samples.fail_always"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def duties(settings):
    settings.DUTIES = {NAME: 600}
    post_duties(at=NOW)


def waiting():
    return DBTaskResult.objects.filter(status="READY").count()


def test_a_new_duty_is_due_at_once_and_then_by_its_period(duties):
    assert [begin_due(at=NOW), begin_due(at=NOW), waiting()] == [1, 0, 1]
    assert Duty.objects.get().due_at == NOW + timedelta(seconds=600)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert [begin_due(at=NOW + 9 * MINUTE), begin_due(at=NOW + 10 * MINUTE), waiting()] == [0, 1, 1]


def test_a_duty_still_waiting_is_not_put_twice(duties):
    begin_due(at=NOW)
    assert [begin_due(at=NOW + 20 * MINUTE), waiting()] == [0, 1]


def test_a_running_duty_does_not_swallow_a_wish(duties):
    """What came after its look into the table needs another look."""
    begin_due(at=NOW)
    DBTaskResult.objects.update(status="RUNNING")
    hasten(NAME, at=NOW + MINUTE)
    assert [begin_due(at=NOW + MINUTE), waiting()] == [1, 1]


def test_hastened_it_is_due_earlier_and_never_later(duties):
    begin_due(at=NOW)
    hasten(NAME, at=NOW + 5 * MINUTE)
    assert Duty.objects.get().due_at == NOW + 5 * MINUTE
    hasten(NAME, at=NOW + 7 * MINUTE)
    assert Duty.objects.get().due_at == NOW + 5 * MINUTE
    hasten("nobody", at=NOW)


def test_of_two_workers_one_begins_it(duties):
    stale = Duty.objects.get()
    begin_due(at=NOW)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    Duty.objects.filter(due_at=stale.due_at).update(due_at=NOW)
    assert waiting() == 0


def test_posting_again_keeps_the_times_and_drops_what_is_gone(duties, settings):
    begin_due(at=NOW)
    settings.DUTIES = {NAME: 600, "worker.tests.samples.leave": 60}
    post_duties(at=NOW + MINUTE)
    assert dict(Duty.objects.values_list("name", "due_at")) == {
        NAME: NOW + timedelta(seconds=600),
        "worker.tests.samples.leave": NOW + MINUTE,
    }
    settings.DUTIES = {}
    post_duties(at=NOW)
    assert Duty.objects.count() == 0


def test_every_duty_of_the_product_is_a_task():
    assert [type(import_string(name)) for name in real_settings.DUTIES] == [Task] * len(real_settings.DUTIES)
    assert min(real_settings.DUTIES.values()) >= 60
