"""Are claims counted against what was verified, and is a lean said only where chance does not explain it?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar

from scoring.engine.divergence import Divergence, divergence

pairs = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), max_size=60)


@given(pairs)
def test_counts_are_those_of_the_pairs(claims):
    found = divergence(claims)
    assert found.answers == len(claims)
    assert (found.over, found.under) == (claims.count((1, 0)), claims.count((0, 1)))
    assert found.points == sum(claimed for claimed, _ in claims) - sum(verified for _, verified in claims)
    assert found.mean == (Fraction(found.points, len(claims)) if claims else None)


@given(pairs)
def test_chance_agrees_with_scipy_and_statsmodels(claims):
    found = divergence(claims)
    if not found.changed:
        assert (found.chance, found.leans) == (1, 0)
        return
    assert float(found.chance) == pytest.approx(stats.binomtest(found.over, found.changed).pvalue)
    table = [[claims.count((1, 1)), found.over], [found.under, claims.count((0, 0))]]
    assert float(found.chance) == pytest.approx(mcnemar(table, exact=True).pvalue)


@given(pairs)
def test_turned_round_it_leans_the_other_way(claims):
    found, turned = divergence(claims), divergence((verified, claimed) for claimed, verified in claims)
    assert (turned.over, turned.under, turned.leans) == (found.under, found.over, -found.leans)


@pytest.mark.parametrize(
    ("over", "under", "leans"), [(5, 0, 0), (6, 0, 1), (0, 6, -1), (7, 1, 0), (8, 1, 1), (0, 0, 0), (4, 4, 0)]
)
def test_it_leans_when_fewer_than_one_in_twenty_would(over, under, leans):
    assert Divergence(30, over, under, over - under).leans == leans


def test_points_above_one_count_once_and_weigh_in_full():
    assert divergence([(3, 1), (0, 1), (2, 2)]) == Divergence(answers=3, over=1, under=1, points=1)
