"""Is no task lost and none done twice when workers are killed, and do they live and die with the web server?"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from config.tests.serving import free_port, fresh_database, run_manage
from worker.tests.processes import text_of, wait_for, worker

pytestmark = [pytest.mark.slow, pytest.mark.long]

TASKS = 120


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An empty, migrated installation; on PostgreSQL when DATABASE_URL says so."""
    with fresh_database() as database:
        data = tmp_path_factory.mktemp("data")
        given = os.environ | database | {"DATA_DIR": str(data), "PYTHONUTF8": "1"}
        for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"]):
            run_manage(given, *command)
        yield given


@pytest.fixture
def environment(installation: dict[str, str]) -> dict[str, str]:
    """The same, with nothing in the queue and nobody at work."""
    code = (
        "from django_tasks_db.models import DBTaskResult\nfrom worker.models import Heartbeat\n"
        "DBTaskResult.objects.all().delete()\nHeartbeat.objects.all().delete()"
    )
    run_manage(installation, "shell", "-v", "0", "-c", code)
    return installation


def enqueue(environment: dict[str, str], code: str) -> None:
    run_manage(environment, "shell", "-v", "0", "-c", f"from worker.tests.samples import *\n{code}")


def states(environment: dict[str, str]) -> dict[str, list]:
    """{status: [how many tries]} of the sample tasks."""
    code = (
        "import json\nfrom django_tasks_db.models import DBTaskResult\nfound = {}\n"
        "for row in DBTaskResult.objects.filter(task_path__startswith='worker.tests').order_by('enqueued_at'):\n"
        "    found.setdefault(row.status, []).append(len(row.worker_ids))\nprint(json.dumps(found))"
    )
    return json.loads(run_manage(environment, "shell", "-v", "0", "-c", code).splitlines()[-1])


def test_a_killed_worker_s_task_is_done_by_another(environment, tmp_path):
    lines = tmp_path / "lines"
    enqueue(environment, f"write_slowly.enqueue({str(lines)!r}, 'a', 3600)\nwrite_line.enqueue({str(lines)!r}, 'b')")
    with worker(environment) as first:
        wait_for(lambda: "+a" in text_of(lines))
        os.kill(first.pid, signal.SIGKILL)
        first.wait(timeout=10)
    assert states(environment) == {"RUNNING": [1], "READY": [0]}
    with worker(environment):
        wait_for(lambda: text_of(lines).count("\n") == 4, seconds=60)
        wait_for(lambda: set(states(environment)) == {"SUCCESSFUL"})
    assert text_of(lines).split() == ["+a", "b", "+a", "-a"]
    assert states(environment) == {"SUCCESSFUL": [2, 1]}


def test_two_workers_do_each_task_once(environment, tmp_path):
    lines = tmp_path / "lines"
    enqueue(environment, f"for n in range({TASKS}): write_line.enqueue({str(lines)!r}, str(n))")
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(worker(environment))
        wait_for(lambda: text_of(lines).count("\n") >= TASKS, seconds=120)
        wait_for(lambda: set(states(environment)) == {"SUCCESSFUL"})
    assert sorted(map(int, text_of(lines).split())) == list(range(TASKS))


def test_a_task_that_never_ends_takes_its_process_along_and_nothing_else(environment, tmp_path):
    lines = tmp_path / "lines"
    enqueue(environment, f"never_end.enqueue()\nwrite_line.enqueue({str(lines)!r}, 'after')")
    with worker(environment, "--limit", "1") as first:
        assert first.wait(timeout=30) == -signal.SIGKILL
    assert text_of(lines) == ""
    with worker(environment, "--limit", "1"):
        wait_for(lambda: text_of(lines) == "after\n")


def test_told_to_stop_it_finishes_or_hands_back(environment, tmp_path):
    lines = tmp_path / "lines"
    enqueue(environment, f"write_slowly.enqueue({str(lines)!r}, 'a', 3600)")
    with worker(environment, "--grace", "0.5") as first:
        wait_for(lambda: "+a" in text_of(lines))
        first.terminate()
        assert first.wait(timeout=20) == 0
    assert states(environment) == {"READY": [0]}


@contextmanager
def supervised(environment: dict[str, str], tmp_path: Path, count: int = 1) -> Iterator[subprocess.Popen]:
    more = {"PORT": str(free_port()), "BIND": "127.0.0.1", "WORKERS": "1", "BACKGROUND_WORKERS": str(count)}
    with (tmp_path / "server.log").open("ab") as log:
        above = subprocess.Popen(
            [sys.executable, "-m", "config.supervise"],
            cwd=settings.BASE_DIR,
            env=environment | more,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        yield above
    finally:
        above.kill()
        above.wait(timeout=10)


def children(pid: int) -> dict[str, int]:
    """{«web» or «worker»: process id} of the supervisor's own children."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        found["worker" if b"run_worker" in words else "web"] = int(child)
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def workers_alive(environment: dict[str, str]) -> str:
    return run_manage(environment, "show_tasks").splitlines()[0]


def test_the_supervisor_starts_a_killed_worker_again_and_ends_all(environment, tmp_path):
    with supervised(environment, tmp_path) as above:
        wait_for(lambda: workers_alive(environment) == "живых процессов: 1", seconds=60)
        before = children(above.pid)
        os.kill(before["worker"], signal.SIGKILL)
        wait_for(lambda: children(above.pid).get("worker", before["worker"]) != before["worker"])
        after = children(above.pid)
        assert after["web"] == before["web"]
        enqueue(environment, f"write_line.enqueue({str(tmp_path / 'lines')!r}, 'again')")
        wait_for(lambda: text_of(tmp_path / "lines") == "again\n")
        above.terminate()
        assert above.wait(timeout=45) == 0
        assert [is_alive(pid) for pid in after.values()] == [False, False]


def test_without_its_web_server_nothing_stays(environment, tmp_path):
    with supervised(environment, tmp_path) as above:
        wait_for(lambda: set(children(above.pid)) == {"web", "worker"})
        pids = children(above.pid)
        os.kill(pids["web"], signal.SIGKILL)
        assert above.wait(timeout=45) == 128 + signal.SIGKILL
        wait_for(lambda: not is_alive(pids["worker"]))


def test_a_killed_supervisor_takes_all_along(environment, tmp_path):
    with supervised(environment, tmp_path) as above:
        wait_for(lambda: workers_alive(environment) == "живых процессов: 1", seconds=60)
        pids = children(above.pid)
        above.kill()
        above.wait(timeout=10)
    wait_for(lambda: not any(is_alive(pid) for pid in pids.values()), seconds=45)


def test_without_a_worker_it_becomes_the_web_server(environment, tmp_path):
    with supervised(environment, tmp_path, count=0) as above:
        wait_for(lambda: b"gunicorn" in Path(f"/proc/{above.pid}/cmdline").read_bytes())
        wait_for(lambda: children(above.pid).keys() == {"web"})
        above.terminate()
        assert above.wait(timeout=45) == 0
