"""Does the worker carry a wanted look from the row to the page and back, and is nobody asked where it is off?"""

from __future__ import annotations

import pytest
from django_tasks_db.models import DBTaskResult

from monitoring import tasks
from monitoring.models import LinkCheck, LinkWatch
from monitoring.states import LinkState
from monitoring.tests.looks import fresh, link
from outbound.targets import INSIDE
from worker.running import Pace, Worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def duties(settings):
    settings.DUTIES = {"monitoring.tasks.send_waiting_links": 300}


def work_off():
    Worker(Pace(interval=0.01)).run(until_idle=True)


def test_a_wanted_look_is_sent_and_done(expert_map, head, now, settings, duties):
    """The address is one the guard refuses: the whole way is gone, and nobody is asked."""
    settings.LINK_CHECKS = True
    evidence = link(expert_map, head, now, url="http://10.0.0.1/")
    work_off()
    check = fresh(evidence).last
    assert (check.state, check.error, fresh(evidence).wanted_at) == (LinkState.REFUSED, INSIDE, None)
    assert set(DBTaskResult.objects.values_list("task_path", "status")) == {
        ("monitoring.tasks.send_waiting_links", "SUCCESSFUL"),
        ("monitoring.tasks.check_link", "SUCCESSFUL"),
    }


def test_switched_off_meanwhile_nobody_is_asked(expert_map, head, now, settings, duties):
    settings.LINK_CHECKS = True
    evidence = link(expert_map, head, now, url="http://10.0.0.1/")
    settings.LINK_CHECKS = False
    tasks.check_link.call(fresh(evidence).pk)
    tasks.want_last_looks.call()
    work_off()
    assert (LinkCheck.objects.count(), LinkWatch.objects.wanted().count()) == (0, 1)
    assert DBTaskResult.objects.filter(task_path="monitoring.tasks.check_link").count() == 0
