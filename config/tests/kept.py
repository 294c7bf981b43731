"""Is everything acknowledged still there, and nothing half there? Reads the database and works it out on its own.

Nothing of the product's engine is used: points are counted from the methodology's file, values from the journal's.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings

from config.tests.saves import Browser, MapPage, Values

METHODOLOGY = Path(settings.BASE_DIR) / "fixtures/methodologies/ekaterinburg-2024.json"
NUMBERS = ("numerator", "denominator")

Place = tuple[int, str]


@contextmanager
def database(environment: dict[str, str]) -> Iterator[Any]:
    """A connection past the product, its changes undone at the end."""
    url = environment.get("DATABASE_URL")
    connection = psycopg2.connect(url) if url else sqlite3.connect(Path(environment["DATA_DIR"]) / "db.sqlite3")
    try:
        yield connection
    finally:
        connection.rollback()
        connection.close()


def rows(connection: Any, query: str) -> list[tuple]:
    cursor = connection.cursor()
    cursor.execute(query)
    return cursor.fetchall()


def open_maps(connection: Any) -> list[tuple[int, str]]:
    """Maps being filled, each with the address of its head."""
    return rows(
        connection,
        "SELECT m.id, u.email FROM monitoring_expertmap m JOIN accounts_membership a ON a.school_id = m.school_id "
        "JOIN accounts_user u ON u.id = a.user_id WHERE m.state = 'filling' AND a.role = 'head' ORDER BY m.id",
    )


# --- nothing acknowledged is lost ---------------------------------------------------------------


@dataclass
class Promise:
    """What one answer was sent, in order, and the number of the last value that was acknowledged."""

    sent: list[tuple[int, Values]]
    acknowledged: int = 0

    @property
    def allowed(self) -> list[Values]:
        return [values for number, values in self.sent if number >= self.acknowledged]


def read_promises(diaries: Iterable[Path]) -> dict[Place, Promise]:
    promises: dict[Place, Promise] = {}
    for path in diaries:
        place_of: dict[int, Place] = {}
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if "sent" in line:
                place = place_of[line["sent"]] = (line["map"], line["code"])
                promises.setdefault(place, Promise([])).sent.append((line["sent"], line["values"]))
            else:
                promises[place_of[line["acknowledged"]]].acknowledged = line["acknowledged"]
    return {place: promise for place, promise in promises.items() if promise.acknowledged}


def lost(promises: dict[Place, Promise], stored: dict[Place, Values]) -> list[str]:
    """Answers that hold neither their last acknowledged value nor one sent after it."""
    return [
        f"map {place[0]}, {place[1]}: {stored[place]} is stored, {promise.allowed[0]} was acknowledged last"
        for place, promise in promises.items()
        if not any(values.items() <= stored[place].items() for values in promise.allowed)
    ]


def stored_in_database(connection: Any) -> dict[Place, Values]:
    query = "SELECT expert_map_id, code, numerator, denominator FROM monitoring_indicatoranswer"
    return {(map_id, code): {"numerator": n, "denominator": d} for map_id, code, n, d in rows(connection, query)}


def stored_on_pages(browsers: dict[int, Browser]) -> dict[Place, Values]:
    """The numbers in the inputs of each map's page."""
    stored = {}
    for map_id, browser in browsers.items():
        for code, inputs in MapPage(browser.get(f"/maps/{map_id}/").text).answers.items():
            stored[map_id, code] = {name: int(inputs[name]) for name in NUMBERS if inputs.get(name)}
    return stored


# --- nothing is half there ----------------------------------------------------------------------


def half_applied(connection: Any, map_ids: Iterable[int]) -> list[str]:
    """Stored points, totals and shared denominators that differ from a fresh count; changes the journal lacks."""
    answers = _answers(connection)
    faults = []
    for map_id in map_ids:
        faults += [f"map {map_id}: {fault}" for fault in _miscounted(connection, map_id, answers[map_id])]
        faults += [f"map {map_id}: {fault}" for fault in _unjournalled(connection, map_id, answers[map_id])]
    return faults


COLUMNS = ("code", "version", "numerator", "denominator", "fact", "parts", "claimed_points")


def _answers(connection: Any) -> dict[int, dict[str, dict]]:
    answers: dict[int, dict[str, dict]] = defaultdict(dict)
    query = f"SELECT expert_map_id, {', '.join(COLUMNS)} FROM monitoring_indicatoranswer"  # noqa: S608
    for map_id, *values in rows(connection, query):
        row = dict(zip(COLUMNS, values, strict=True))
        answers[map_id][row["code"]] = row | {"parts": _json(row["parts"])}
    return answers


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _miscounted(connection: Any, map_id: int, answers: dict[str, dict]) -> Iterator[str]:
    query = f"SELECT levels, claimed_points, filled FROM monitoring_expertmap WHERE id = {int(map_id)}"  # noqa: S608
    [(levels, total, filled)] = rows(connection, query)
    tree = _indicators()
    points = {code: _points(tree[code], answers, set(_json(levels))) for code in answers}
    for code, row in answers.items():
        if row["claimed_points"] != points[code][0]:
            yield f"{code} has {row['claimed_points']} points, {points[code][0]} are due"
        if row["denominator"] != _denominator(tree, code, answers, set(_json(levels))):
            yield f"{code} counts from {row['denominator']}, its owner says otherwise"
    due = sum(point or 0 for point, _ in points.values())
    answered = sum(is_filled for _, is_filled in points.values())
    if (total, filled) != (due, answered):
        yield f"{total} points and {filled} filled are stored, {due} and {answered} are due"


def _indicators() -> dict[str, dict]:
    tree = json.loads(METHODOLOGY.read_text(encoding="utf-8"))
    criteria = [criterion for direction in tree["directions"] for criterion in direction["criteria"]]
    sums = {quantity["key"]: quantity["sum_of"] or [quantity["key"]] for quantity in tree["quantities"]}
    found = {indicator["code"]: indicator for criterion in criteria for indicator in criterion["indicators"]}
    for indicator in found.values():
        indicator["keys"] = sums[indicator["denominator"]] if indicator["denominator"] else []
    return found


def _points(indicator: dict, answers: dict[str, dict], levels: set[str]) -> tuple[int | None, bool]:
    """Points and whether the indicator counts as filled, under the strict policy."""
    row = answers[indicator["code"]]
    if not levels & set(indicator["levels"]):
        return 0, False
    if indicator["zero_unless"] and answers[indicator["zero_unless"]]["fact"] in (False, 0):
        return 0, True
    if indicator["kind"] == "share":
        return _share_points(row["numerator"], row["denominator"], indicator["threshold"])
    said = [row["parts"].get(part["key"]) for part in indicator["parts"] if part["level"] in levels] or [row["fact"]]
    return (None, False) if None in said else (int(all(said)), True)


def _share_points(numerator: int | None, denominator: int | None, threshold: int) -> tuple[int | None, bool]:
    if denominator == 0:
        return 0, True
    if numerator is None or denominator is None:
        return None, False
    return int(100 * numerator >= threshold * denominator), True


def _denominator(tree: dict[str, dict], code: str, answers: dict[str, dict], levels: set[str]) -> int | None:
    if tree[code]["owns_denominator"] or not tree[code]["keys"]:
        return answers[code]["denominator"]
    owners = [
        owner
        for owner, indicator in tree.items()
        if indicator["owns_denominator"]
        and indicator["denominator"] in tree[code]["keys"]
        and levels & set(indicator["levels"])
    ]
    parts = [answers[owner]["denominator"] for owner in owners]
    return None if None in parts or not parts else sum(parts)


def _unjournalled(connection: Any, map_id: int, answers: dict[str, dict]) -> Iterator[str]:
    """Each version beyond the first is one entry, and the entries lead from value to value to what is stored."""
    query = (
        f"SELECT action, target, old, new FROM journal_journalentry WHERE subject = 'map:{int(map_id)}' ORDER BY seq"  # noqa: S608
    )
    counts, values = dict.fromkeys(answers, 0), {code: {} for code in answers}
    for code, old, new in _changes(rows(connection, query)):
        counts[code] += 1
        for name, before in old.items():
            if values[code].get(name, before) != before:
                yield f"{code}: the journal goes from {values[code][name]} on from {before}"
        values[code] |= new
    for code, row in answers.items():
        if row["version"] != counts[code] + 1:
            yield f"{code}: version {row['version']} after {counts[code]} entries of the journal"
        if any(row[name] != value for name, value in values[code].items() if name in NUMBERS):
            yield f"{code}: the journal ends with {values[code]}, stored is {row['numerator']} of {row['denominator']}"


def _changes(entries: list[tuple]) -> Iterator[tuple[str, dict, dict]]:
    for action, target, old, new in entries:
        if action == "answer.recorded":
            yield target, _json(old), _json(new)
        elif action == "answers.recorded":
            before, after = _json(old), _json(new)
            yield from ((code, before[code], after[code]) for code in after)
