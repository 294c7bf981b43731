"""Is the interval of a share Wilson's, as an independent library counts it, and does it keep to the ends?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from scoring.engine.proportion import NORMAL_95, Interval, wilson

# How many reached, of how many.
parts = st.integers(1, 3000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count)))


@given(parts)
def test_agrees_with_statsmodels(part):
    low, high = proportion_confint(*part, alpha=0.05, method="wilson")
    found = wilson(*part)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))


@given(parts)
def test_holds_the_share_and_keeps_to_the_ends(part):
    reached, count = part
    found = wilson(reached, count)
    assert found.holds(reached / count)
    assert 0 <= found.low < found.high <= 1
    assert (found.low == 0) == (reached == 0)
    assert (found.high == 1) == (reached == count)


@given(parts)
def test_those_who_did_not_reach_have_the_mirrored_interval(part):
    reached, count = part
    found, mirrored = wilson(reached, count), wilson(count - reached, count)
    assert (found.low, found.high) == (pytest.approx(1 - mirrored.high), pytest.approx(1 - mirrored.low))


@given(parts, st.integers(2, 20))
def test_more_schools_make_it_narrower(part, times):
    reached, count = part
    few, many = wilson(reached, count), wilson(reached * times, count * times)
    assert many.high - many.low < few.high - few.low


def test_a_known_example():
    """Newcombe (1998), Statistics in Medicine 17, 857–872, table I: 81 of 263, method 3."""
    found = wilson(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


def test_the_ends_are_exact():
    assert (wilson(0, 10).low, wilson(10, 10).high) == (0.0, 1.0)
    assert round(wilson(0, 10).high, 4) == 0.2775  # Newcombe, 0 of 10 is 0 … z² / (10 + z²)
    assert round(NORMAL_95**2 / (10 + NORMAL_95**2), 4) == 0.2775


def test_nobody_has_none():
    assert wilson(0, 0) is None


@pytest.mark.parametrize("part", [(-1, 3), (4, 3)])
def test_a_part_is_never_more_than_the_whole(part):
    with pytest.raises(ValueError, match="part of all"):
        wilson(*part)


def test_an_interval_holds_its_bounds():
    interval = Interval(0.25, 0.5)
    assert [interval.holds(value) for value in (0.24, 0.25, 0.3, 0.5, 0.51)] == [False, True, True, True, False]
