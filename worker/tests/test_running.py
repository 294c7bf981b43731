"""Does a worker work the queue off, whatever is in it?"""

from __future__ import annotations

from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from worker.models import Heartbeat
from worker.running import Pace, Worker
from worker.tests.samples import fail_always, give_no_json, leave, write_line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_duties(settings):
    settings.DUTIES = {}


def work_off():
    Worker(Pace(interval=0.01)).run(until_idle=True)


def states():
    return dict(DBTaskResult.objects.order_by().values_list("task_path", "status"))


def test_all_is_done_in_order_and_the_worker_takes_leave(tmp_path: Path):
    for line in "abc":
        write_line.enqueue(str(tmp_path / "lines"), line)
    work_off()
    assert (tmp_path / "lines").read_text() == "a\nb\nc\n"
    assert sorted(row.return_value for row in DBTaskResult.objects.successful()) == ["a", "b", "c"]
    assert Heartbeat.objects.count() == 0


def test_poison_stops_nobody(tmp_path: Path):
    for poison in (fail_always, give_no_json, leave):
        poison.enqueue()
    gone = DBTaskResult.objects.get(pk=write_line.enqueue("/nowhere", "x").id)
    DBTaskResult.objects.filter(pk=gone.pk).update(task_path="worker.tests.samples.no_such_task")
    write_line.enqueue(str(tmp_path / "lines"), "after")
    work_off()
    assert (tmp_path / "lines").read_text() == "after\n"
    waiting = DBTaskResult.objects.filter(status="READY")
    said = {row.task_path.rpartition(".")[2]: row.exception_class_path for row in waiting}
    assert said == {
        "fail_always": "builtins.ValueError",
        "give_no_json": "builtins.TypeError",
        "leave": "builtins.SystemExit",
        "no_such_task": "builtins.ImportError",
    }
    assert states()["worker.tests.samples.write_line"] == "SUCCESSFUL"


def test_a_due_duty_is_carried_out(settings):
    settings.DUTIES = {"worker.tasks.prune_finished": 60}
    work_off()
    assert states() == {"worker.tasks.prune_finished": "SUCCESSFUL"}
