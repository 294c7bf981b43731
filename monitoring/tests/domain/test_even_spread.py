"""Are things divided as evenly as the bans let them be, and the same way each time?"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.domain.even_spread import spread


def loads_after(allowed, loads):
    given_ = spread(allowed, loads)
    return [loads[taker] + sum(got == taker for got in given_.values()) for taker in loads]


@pytest.mark.parametrize(
    ("things", "loads", "after"),
    [
        (6, {1: 0, 2: 0, 3: 0}, [2, 2, 2]),
        (7, {1: 0, 2: 0, 3: 0}, [3, 2, 2]),
        (4, {1: 5, 2: 0}, [5, 4]),
        (0, {1: 0, 2: 1}, [0, 1]),
        (3, {1: 2}, [5]),
    ],
)
def test_without_bans_the_numbers_are_even(things, loads, after):
    assert loads_after({n: list(loads) for n in range(things)}, loads) == after


def test_the_order_of_things_is_kept_and_turns_are_taken():
    assert spread({10: [1, 2], 11: [1, 2], 12: [1, 2]}, {1: 0, 2: 0}) == {10: 1, 11: 2, 12: 1}


def test_a_thing_nobody_may_take_is_left_out():
    assert spread({10: [], 11: [2], 12: [9]}, {1: 0, 2: 0}) == {11: 2}


def test_a_ban_is_passed_on_through_others():
    """Only 1 may take the first four; what 1 and 2 could share with 3 goes to 3."""
    allowed = {n: [1] for n in range(4)} | {n: [1, 2] for n in range(4, 8)} | {n: [2, 3] for n in range(8, 10)}
    assert loads_after(allowed, {1: 0, 2: 0, 3: 0}) == [4, 4, 2]


def test_nobody_to_take_anything():
    assert spread({10: [1]}, {}) == {}


cases = st.tuples(st.lists(st.sets(st.integers(1, 3)), max_size=6), st.tuples(*[st.integers(0, 4)] * 3))


@settings(max_examples=200, deadline=None)
@given(cases)
def test_no_division_is_more_even(case):
    """Against every possible division: the sum of squares of the loads is the least there is."""
    bans, before = case
    loads = dict(zip((1, 2, 3), before, strict=True))
    allowed = {place: sorted(takers) for place, takers in enumerate(bans)}
    found = spread(allowed, loads)
    assert set(found) == {thing for thing, takers in allowed.items() if takers}
    assert all(taker in allowed[thing] for thing, taker in found.items())
    possible = product(*(takers for takers in allowed.values() if takers))
    best = min(sum((loads[t] + way.count(t)) ** 2 for t in loads) for way in possible)
    assert sum(load**2 for load in loads_after(allowed, loads)) == best
    assert spread(allowed, loads) == found
