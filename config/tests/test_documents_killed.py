"""Is every document of a batch made, and none twice, when its workers are killed in the middle?"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.tests.serving import fresh_database, run_manage
from worker.tests.processes import wait_for, worker

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.long]

SCHOOLS, KILLS = 10, 4
ASK = """
from django.utils import timezone
from accounts.models import Membership, Role
from monitoring.models import ExpertMap, MonitoringCycle
from reports.domain.asking import Wanted, ask_for_all
cycle = MonitoringCycle.objects.order_by("school_year").first()
by = Membership.objects.filter(role=Role.METHODOLOGIST).first().user
maps = ExpertMap.objects.filter(cycle=cycle, state="approved")
wanted = [Wanted(kind, "pdf", row.school_id) for row in maps for kind in ("school_result", "card")]
batch = ask_for_all(cycle=cycle, wanted=wanted, kinds=["school_result.pdf", "card.pdf"], by=by, at=timezone.now())
print(batch.total)
"""
TELL = """
import json
from journal.models import JournalEntry
from reports.models import MadeDocument
columns = ("pk", "state", "version", "number", "sha256", "stored_name", "failure")
rows = MadeDocument.objects.order_by("pk").values(*columns)
made = list(JournalEntry.objects.filter(action="document.made").values_list("subject", flat=True))
print(json.dumps({"rows": list(rows), "made": made}))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A demonstration district of its own; on PostgreSQL when DATABASE_URL says so."""
    with fresh_database() as database:
        given = os.environ | database | {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "PYTHONUTF8": "1"}
        run_manage(given, "prepare", "--schools", str(SCHOOLS))
        yield given


def said(environment: dict[str, str], code: str) -> dict:
    return json.loads(run_manage(environment, "shell", "-v", "0", "-c", code).splitlines()[-1])


def ready(environment: dict[str, str]) -> int:
    return [row["state"] for row in said(environment, TELL)["rows"]].count("ready")


def test_killed_in_the_middle_the_batch_is_finished_without_doubles(environment):
    total = said(environment, ASK)
    seen = [ready(environment)]
    for _ in range(KILLS):
        with worker(environment) as first:
            wait_for(lambda: ready(environment) > seen[-1], seconds=120)
            os.kill(first.pid, signal.SIGKILL)
            first.wait(timeout=10)
        seen.append(ready(environment))
    assert seen[0] == 0
    assert seen[-1] < total, "nothing was left for after the kills"
    with worker(environment):
        wait_for(lambda: all(row["state"] != "waiting" for row in said(environment, TELL)["rows"]), seconds=240)
    told = said(environment, TELL)
    rows = told["rows"]
    assert [(row["state"], row["version"], row["failure"]) for row in rows] == [("ready", 1, "")] * total
    assert len({row["number"] for row in rows}) == total
    assert sorted(told["made"]) == sorted(f"document:{row['pk']}" for row in rows)
    assert files(environment) == {row["stored_name"]: row["sha256"] for row in rows}


def files(environment: dict[str, str]) -> dict[str, str]:
    """Everything that lies in the store, with its own digest."""
    root = Path(environment["DATA_DIR"]) / "documents"
    found = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
