"""Is κ what the literature and an independent library say, and is it kept silent where it would say too much?"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from monitoring.domain.agreement import FEW_FOR_KAPPA, Agreement, agreement_of, kappa_of


def pairs_of(table: list[list[int]]) -> list[tuple[str, str]]:
    """`table[i][j]` pairs of words i and j."""
    return [(f"w{i}", f"w{j}") for i, row in enumerate(table) for j, number in enumerate(row) for _ in range(number)]


def by_statsmodels(pairs):
    words = sorted({word for pair in pairs for word in pair})
    counts = Counter(pairs)
    found = cohens_kappa(np.array([[counts[one, other] for other in words] for one in words]))
    return found.kappa, found.kappa_low, found.kappa_upp


def test_the_example_of_cohens_paper():
    """Cohen (1960), table 1: 200 patients, three diagnoses; κ = .492."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    kappa = kappa_of(pairs_of(table))
    assert round(kappa.value, 3) == 0.492


def test_the_example_of_fleiss():
    """Fleiss, Levin, Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: κ = .68."""
    kappa = kappa_of(pairs_of([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert round(kappa.value, 2) == 0.68
    assert round((kappa.high - kappa.value) / 1.959963984540054, 2) == 0.09


def test_no_agreement_beyond_chance_is_zero():
    assert round(kappa_of(pairs_of([[25, 25], [25, 25]])).value, 12) == 0


def test_worse_than_chance_is_negative_and_never_below_minus_one():
    kappa = kappa_of(pairs_of([[0, 20], [20, 0]]))
    assert (kappa.value, kappa.low) == (-1, None)


def test_full_agreement_leaves_nothing_to_estimate_an_interval_by():
    kappa = kappa_of(pairs_of([[20, 0], [0, 20]]))
    assert (kappa.value, kappa.low, kappa.high) == (1, None, None)


@pytest.mark.parametrize("table", [[], [[40]], [[0, 0], [0, 40]]])
def test_one_word_or_none_has_no_kappa(table):
    assert kappa_of(pairs_of(table)) is None


tables = st.integers(2, 4).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 40), min_size=size, max_size=size), min_size=size, max_size=size)
)


@settings(max_examples=300, deadline=None)
@given(tables)
def test_agrees_with_statsmodels(table):
    pairs = pairs_of(table)
    mine = kappa_of(pairs)
    assume(mine is not None and mine.low is not None)
    value, low, high = by_statsmodels(pairs)
    assert mine.value == pytest.approx(value, abs=1e-9)
    assert mine.low == pytest.approx(max(low, -1), abs=1e-9)
    assert mine.high == pytest.approx(min(high, 1), abs=1e-9)


@pytest.mark.parametrize(
    ("read", "percent", "kappa"),
    [(0, False, False), (9, False, False), (10, True, False), (29, True, False), (30, True, True)],
)
def test_small_samples_say_so(read, percent, kappa):
    found = agreement_of([("accepted", "accepted" if n % 3 else "returned") for n in range(read)])
    assert (found.read, found.is_enough_for_percent, found.is_enough_for_kappa) == (read, percent, kappa)
    assert (found.kappa is not None) is (read >= FEW_FOR_KAPPA)


def test_counts():
    assert agreement_of([("a", "a"), ("a", "b")]) == Agreement(read=2, same=1, kappa=None)
    assert agreement_of([("a", "a"), ("a", "b")]).differ == 1
