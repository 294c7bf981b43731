"""Do twenty people saving at once ever meet «database is locked»? Prints its seed; WRITERS_SEED repeats a run."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from config.tests.filling import fillers_of, save_during
from config.tests.kept import database, half_applied, lost, read_promises, stored_in_database
from config.tests.serving import serving

WRITERS = 20
SECONDS = 8


@pytest.mark.slow
@pytest.mark.long
def test_twenty_writers_are_all_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Two of a school at a time, on different answers of one map: those never conflict."""
    seed = int(os.environ.get("WRITERS_SEED") or random.SystemRandom().randrange(2**32))
    with serving(tmp_path / "data", schools=13, workers=4) as served:
        dice = random.Random(seed)  # noqa: S311 made-up numbers
        fillers = fillers_of(served, tmp_path, dice, maps=10, a_map=2)
        before = sum(filler.diary.acknowledged for filler in fillers)
        save_during(fillers, lambda: time.sleep(SECONDS))
        promises = read_promises(sorted(tmp_path.glob("diary-*.jsonl")))
        with database(served.environment) as connection:
            vendor = type(connection).__module__.split(".")[0]
            missing = lost(promises, stored_in_database(connection))
            halves = half_applied(connection, {map_id for map_id, _ in promises})
    saves = sum(filler.diary.acknowledged for filler in fillers) - before
    with capsys.disabled():
        print(f"\n{vendor}, seed {seed}: {len(fillers)} writers, {saves} saves in {SECONDS} s")  # noqa: T201
    log = (tmp_path / "data/server.log").read_text(encoding="utf-8")
    assert [line for line in log.splitlines() if "locked" in line or "deadlock" in line or "Traceback" in line] == []
    assert (missing, halves) == ([], [])
    assert sum(filler.broken + filler.taken_over for filler in fillers) == 0
    assert (len(fillers), saves >= WRITERS) == (WRITERS, True)


# --- the negative control: the same twenty with other transactions -------------------------------

ROUNDS = 40


def twenty_write(path: Path, begin: str) -> tuple[list[str], int]:
    """Twenty threads read a number and write it back one greater; what they met, and the number in the end."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE total (points INTEGER); INSERT INTO total VALUES (0)"
        )
    connection.close()
    barrier = Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        met = list(pool.map(lambda _: _write_rounds(path, begin, barrier.wait), range(WRITERS)))
    connection = sqlite3.connect(path)
    [points] = connection.execute("SELECT points FROM total").fetchone()
    connection.close()
    return [error for errors in met for error in errors], points


def _write_rounds(path: Path, begin: str, together: Callable[[], int]) -> list[str]:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    errors = []
    together()
    for _ in range(ROUNDS):
        connection.execute(begin)
        try:
            [points] = connection.execute("SELECT points FROM total").fetchone()
            connection.execute("UPDATE total SET points = ?", (points + 1,))
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            errors.append(str(error))
            connection.execute("ROLLBACK")
    connection.close()
    return errors


def test_immediate_transactions_wait_for_each_other(tmp_path: Path):
    assert twenty_write(tmp_path / "immediate.sqlite3", "BEGIN IMMEDIATE") == ([], WRITERS * ROUNDS)


def test_deferred_transactions_are_locked_out(tmp_path: Path):
    errors, points = twenty_write(tmp_path / "deferred.sqlite3", "BEGIN DEFERRED")
    assert set(errors) == {"database is locked"}
    assert points == WRITERS * ROUNDS - len(errors)
