"""Does every address answer every person as permission_matrix.toml says, and change nothing when it refuses?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from config.tests.matrix import (
    ABSENT,
    ACTORS,
    LIBRARY,
    SIGNED,
    Line,
    World,
    answer_word,
    body_of,
    build_world,
    database_digest,
    named_patterns,
    read_lines,
)
from monitoring.queries import figures, lookup

LINES = read_lines()
REFUSALS = {"L", "403", "404"}
ROOMS = sorted(
    {line.name.split(":")[0] for line in LINES} | {"monitoring:review", "monitoring:evidence", "monitoring:cycle"}
)


def lines_of(room: str) -> list[Line]:
    """Lines of the longest room that begins their name, so that no line is played twice."""
    return [line for line in LINES if max((r for r in ROOMS if line.name.startswith(r)), key=len) == room]


def grouped(lines: list[Line]) -> dict[str, list[Line]]:
    """Lines by their address."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.name, []).append(line)
    return found


@pytest.fixture
def world(
    now,
    head,
    editor,
    other_head,
    reviewer,
    methodologist,
    coordinator,
    observer,
    foreign_head,
    foreign_reviewer,
    foreign_coordinator,
    expert_map,
    methodology,
) -> World:
    people = {name: person for name, person in locals().items() if name in ACTORS}
    return build_world(people, expert_map, methodology)


def faults_of(world: World, line: Line, before: str) -> list[str]:
    """Cells of the line that answer otherwise than expected, and whether a refusal changed rows; leaves no trace.

    `before` is the digest of the world as every line meets it.
    """
    refused, let_through = sorted_by_refusal(line)
    with rolled_back():
        faults = [fault for actor in refused for fault in fault_as(world, line, actor)]
        if database_digest() != before:
            faults.append(f"{line}: refused, yet rows changed")
    for actor in let_through:  # each meets the same world, whatever the one before wrote or removed
        with rolled_back():
            faults += fault_as(world, line, actor)
    return faults


def fault_as(world: World, line: Line, actor: str) -> list[str]:
    word = answer_word(world.ask(line, actor))
    return [] if word == line.expected[actor] else [f"{line} as {actor}: expected {line.expected[actor]}, got {word}"]


def sorted_by_refusal(line: Line) -> tuple[list[str], list[str]]:
    refused = [actor for actor, word in line.expected.items() if word in REFUSALS]
    return refused, [actor for actor in line.expected if actor not in refused]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Each line meets the same world."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_every_address_has_a_line():
    assert {name for name, _ in named_patterns() if not name.startswith(LIBRARY)} == {line.name for line in LINES}


@pytest.mark.parametrize("room", ROOMS)
def test_the_lines_of_the_room_hold(world, room):
    before = database_digest()
    assert [fault for line in lines_of(room) for fault in faults_of(world, line, before)] == []


def test_foreign_and_absent_answer_alike(world):
    for line in LINES:
        if "404" in line.expected.values():
            foreign, absent = (world.ask(line, "foreign_coordinator", absent=absent) for absent in (False, True))
            assert (foreign.status_code, body_of(foreign)) == (absent.status_code, body_of(absent)), str(line)


def test_a_method_without_a_line_is_refused(world):
    """As the people who may do most: a method not in the table is refused and changes nothing."""
    before, faults = database_digest(), []
    for name, lines in grouped(LINES).items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {line.method for line in lines}:
            sample = Line(name, method, lines[0].state, {})
            for actor in ("head", "coordinator"):
                word = answer_word(world.ask(sample, actor))
                faults += [f"{sample} as {actor}: {word}"] if word not in {"403", "404", "405"} else []
    assert (faults, database_digest()) == ([], before)


@pytest.mark.parametrize(
    ("guard", "address"),
    [
        ("monitoring.permissions.check_can_sign", "monitoring:map_submit POST @filling"),
        ("monitoring.models.expert_map.ExpertMapQuerySet.visible_to", "monitoring:expert_map GET"),
        ("accounts.models.user.User.holds", "monitoring:cycle_approve GET"),
    ],
)
def test_the_matrix_notices_a_removed_guard(world, monkeypatch, guard, address):
    """Negative control: with one guard gone, its line no longer holds."""
    line = next(line for line in LINES if str(line) == address)
    before = database_digest()
    assert faults_of(world, line, before) == []
    _remove(monkeypatch, guard)
    assert faults_of(world, line, before) != []


def _remove(monkeypatch, guard: str) -> None:
    """Takes the guard's effect away wherever it is wired in: a queryset hides nothing, a rule refuses nobody."""
    if guard.endswith("visible_to"):
        monkeypatch.setattr(guard, lambda rows, user: rows.all())
        for query in (lookup.MAP, figures.MAP):  # put together while the guard still stood
            monkeypatch.setattr(query, "_known", {})
    elif guard.endswith("holds"):
        monkeypatch.setattr(guard, lambda user, role, **where: True)
    else:
        for module in ("monitoring.views.map_submit", "monitoring.domain.submission"):
            monkeypatch.setattr(f"{module}.check_can_sign", lambda user, expert_map: None)


def test_absent_ids_are_absent(world):
    assert ABSENT not in {value for value in world.ids[SIGNED].values() if isinstance(value, int)}
