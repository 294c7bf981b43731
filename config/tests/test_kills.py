"""Does a killed worker ever take an acknowledged save with it? Prints its seed; KILLS_SEED repeats a run."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from config.tests.filling import fillers_of, save_during
from config.tests.kept import (
    database,
    half_applied,
    lost,
    read_promises,
    stored_in_database,
    stored_on_pages,
)
from config.tests.saves import Filler
from config.tests.serving import Served, serving

pytestmark = [pytest.mark.slow, pytest.mark.long]

KILLS = int(os.environ.get("KILLS", "50"))
GROWN = 2.5  # seconds after which a worker has started and serves
SAVES_A_KILL = 20  # between two kills: a worker is killed at work, not at its start
LONGEST = 900  # seconds all of them may take


def kill_workers(served: Served, dice: random.Random, fillers: list[Filler]) -> int:
    """KILLS times, at a random moment of busy saving, a grown worker; gunicorn starts another each time."""
    born: dict[int, float] = {}
    killed = saves = 0
    until = time.monotonic() + LONGEST
    while killed < KILLS and time.monotonic() < until:
        time.sleep(dice.uniform(0.02, 0.2))
        now, acknowledged = time.monotonic(), sum(filler.diary.acknowledged for filler in fillers)
        born = {worker: born.get(worker, now) for worker in served.workers()}
        grown = [worker for worker, since in born.items() if now - since > GROWN]
        if grown and acknowledged - saves >= SAVES_A_KILL:
            os.kill(dice.choice(grown), signal.SIGKILL)
            killed, saves = killed + 1, acknowledged
    return killed


def test_no_acknowledged_save_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    seed = int(os.environ.get("KILLS_SEED") or random.SystemRandom().randrange(2**32))
    dice = random.Random(seed)  # noqa: S311 made-up numbers
    with serving(tmp_path / "data", schools=12, workers=3) as served:
        fillers = fillers_of(served, tmp_path, dice, maps=9)
        killed = []
        save_during(fillers, lambda: killed.append(kill_workers(served, dice, fillers)))
        diaries = sorted(tmp_path.glob("diary-*.jsonl"))
        promises = read_promises(diaries)
        with database(served.environment) as connection:
            vendor = type(connection).__module__.split(".")[0]
            lost_in_database = lost(promises, stored_in_database(connection))
            halves = half_applied(connection, {map_id for map_id, _ in promises})
            found_when_undone = undo_one_and_check(connection, promises)
        lost_on_pages = lost(promises, stored_on_pages({filler.map_id: filler.browser for filler in fillers}))
        journal = served.manage("verify_journal")
        integrity = integrity_of(served)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{vendor}, seed {seed}: {killed[0]} kills, {len(fillers)} clients, "
            f"{sum(filler.diary.acknowledged for filler in fillers)} acknowledged saves, "
            f"{sum(filler.broken for filler in fillers)} broken requests, "
            f"{sum(filler.taken_over for filler in fillers)} had been committed before; "
            f"lost {len(lost_in_database)}, half-applied {len(halves)}"
        )
    assert killed == [KILLS]
    assert sum(filler.broken for filler in fillers) >= KILLS // 4, "the kills did not meet the saves"
    assert (lost_in_database, lost_on_pages, halves) == ([], [], [])
    assert journal == "Журнал цел.\n"
    assert integrity == "ok"
    assert found_when_undone == (1, True), "the check is blind"


def undo_one_and_check(connection, promises: dict) -> tuple[int, bool]:
    """The negative control: one acknowledged save taken back by hand, in a transaction that is not kept."""
    (map_id, code), promise = next((place, promise) for place, promise in promises.items() if len(promise.sent) > 1)
    before = promise.sent[0][1]["numerator"]
    assert all(values["numerator"] != before for values in promise.allowed)
    connection.cursor().execute(
        f"UPDATE monitoring_indicatoranswer SET numerator = {int(before)} "  # noqa: S608
        f"WHERE expert_map_id = {int(map_id)} AND code = '{code}'"
    )
    found = len(lost(promises, stored_in_database(connection))), bool(half_applied(connection, {map_id}))
    connection.rollback()
    return found


def integrity_of(served: Served) -> str:
    """SQLite's own word on the file; PostgreSQL has nothing to say here."""
    if "DATABASE_URL" in served.environment:
        return "ok"
    connection = sqlite3.connect(Path(served.environment["DATA_DIR"]) / "db.sqlite3")
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
