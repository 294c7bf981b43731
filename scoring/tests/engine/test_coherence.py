"""Are item–rest correlation and KR-20 what literature and libraries say, and is nothing made of nothing?"""

from __future__ import annotations

from fractions import Fraction
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from scoring.engine.coherence import Coherence, Correlation, Undefined, correlation, item_rest, kr20, kr20_without

LIMITS = tuple(Fraction(number, 100) for number in (0, 10, 20, 30, 40, 99, 100))


def rubrics(schools=(2, 60), indicators=(2, 23)):
    return st.integers(*indicators).flatmap(
        lambda width: st.lists(
            st.lists(st.booleans(), min_size=width, max_size=width), min_size=schools[0], max_size=schools[1]
        )
    )


def named(rows):
    return [{f"i{place}": value for place, value in enumerate(row)} for row in rows]


@given(rubrics())
def test_item_rest_agrees_with_scipy(rows):
    found = item_rest(named(rows), "i0")
    table = np.array(rows, dtype=float)
    item, rest = table[:, 0], table[:, 1:].sum(axis=1)
    varies = item.std() > 0 and rest.std() > 0
    assert isinstance(found, Correlation) == varies
    if varies:
        assert found.value == pytest.approx(stats.pointbiserialr(item, rest).statistic, abs=1e-9)


@given(rubrics(schools=(4, 60)))
def test_its_interval_agrees_with_scipy(rows):
    found = item_rest(named(rows), "i0")
    assume(isinstance(found, Correlation) and found.square < 1)
    table = np.array(rows, dtype=float)
    theirs = stats.pearsonr(table[:, 0], table[:, 1:].sum(axis=1)).confidence_interval(0.95)
    assert (found.interval.low, found.interval.high) == (
        pytest.approx(theirs.low, abs=1e-9),
        pytest.approx(theirs.high, abs=1e-9),
    )
    assert found.interval.holds(found.value)


@given(rubrics(), st.data())
def test_schools_without_the_indicator_are_left_out_and_the_rest_is_of_what_a_school_can_have(rows, data):
    """Against numpy over the same cells, with holes drawn at random."""
    schools = named(rows)
    for row in schools:
        for code in data.draw(st.sets(st.sampled_from(sorted(row)), max_size=len(row))):
            del row[code]
    able = [row for row in schools if "i0" in row and len(row) > 1]
    found = item_rest(schools, "i0")
    if not isinstance(found, Correlation):
        return
    item = [float(row["i0"]) for row in able]
    rest = [np.mean([value for code, value in row.items() if code != "i0"]) for row in able]
    assert found.count == len(able)
    assert found.value == pytest.approx(np.corrcoef(item, rest)[0, 1], abs=1e-9)


@given(rubrics())
def test_a_correlation_keeps_to_its_range_and_to_its_limits(rows):
    found = item_rest(named(rows), "i0")
    assume(isinstance(found, Correlation))
    assert 0 <= found.square <= 1
    assert found.value == pytest.approx(found.sign * sqrt(found.square))
    for limit in LIMITS:
        if abs(found.value - limit) > 1e-9:
            assert found.is_at_least(limit) == (found.value >= limit)


def test_a_limit_is_reached_exactly_and_not_almost():
    assert Correlation(1, Fraction(9, 100), 30).is_at_least(Fraction(3, 10))
    assert not Correlation(1, Fraction(9, 100) - Fraction(1, 10**12), 30).is_at_least(Fraction(3, 10))
    assert not Correlation(-1, Fraction(9, 100), 30).is_at_least(Fraction(3, 10))
    assert Correlation(0, Fraction(0), 30).is_at_least(Fraction(0))


@pytest.mark.parametrize(
    ("schools", "why"),
    [
        ([], Undefined.NOBODY_ASKED),
        ([{"b": True}, {"b": False}], Undefined.NOBODY_ASKED),
        ([{"a": True}, {"a": False}], Undefined.NOBODY_ASKED),
        ([{"a": True, "b": True}, {"a": True, "b": False}], Undefined.ALL_REACHED),
        ([{"a": False, "b": True}, {"a": False, "b": False}], Undefined.NOBODY_REACHED),
        ([{"a": False, "b": True}, {"a": True, "b": True}], Undefined.REST_IS_THE_SAME),
    ],
)
def test_nothing_that_varies_is_said_plainly(schools, why):
    assert item_rest(schools, "a") is why


def test_perfect_correlation_has_no_interval():
    found = item_rest([{"a": True, "b": True}, {"a": False, "b": False}] * 5, "a")
    assert (found.sign, found.square, found.interval) == (1, 1, None)
    assert Correlation(1, Fraction(1, 4), 3).interval is None


def test_no_relation_is_zero():
    found = correlation([(0, 0), (0, 1), (1, 0), (1, 1)])
    assert (found.sign, found.square, found.value) == (0, 0, 0)


@given(rubrics())
def test_kr20_agrees_with_numpy(rows):
    found = kr20(rows)
    table = np.array(rows, dtype=float)
    spread = table.sum(axis=1).var()
    assert (found is None) == (spread < 1e-12)
    if found:
        share = table.mean(axis=0)
        k = table.shape[1]
        assert float(found.value) == pytest.approx(k / (k - 1) * (1 - (share * (1 - share)).sum() / spread))
        assert found.value <= 1


@given(rubrics())
def test_kr20_is_cronbachs_alpha_of_the_covariance_matrix(rows):
    found = kr20(rows)
    assume(found is not None)
    covariance = np.cov(np.array(rows, dtype=float), rowvar=False)
    k = len(covariance)
    assert float(found.value) == pytest.approx(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


@given(rubrics(indicators=(3, 23)), st.integers(0, 2))
def test_without_an_indicator_is_kr20_of_the_others(rows, place):
    assert kr20_without(rows, place) == kr20([[value for i, value in enumerate(row) if i != place] for row in rows])


@given(rubrics())
def test_turning_every_answer_round_changes_nothing(rows):
    assert kr20(rows) == kr20([[not value for value in row] for row in rows])


def test_indicators_that_say_the_same_agree_fully():
    assert kr20([[True] * 4, [False] * 4]) == Coherence(Fraction(1), 4, 2)
    assert kr20([[True] * 4, [False] * 4]).interval is None


def test_indicators_that_contradict_each_other_are_below_zero():
    rows = [[True, False], [False, True], [True, False], [True, True]]
    assert kr20(rows).value < 0


@pytest.mark.parametrize("rows", [[], [[True, False]], [[True], [False]], [[True, False], [False, True]]])
def test_equal_totals_have_no_kr20(rows):
    assert kr20(rows) is None


@pytest.mark.parametrize("schools", [30, 60, 165])
@pytest.mark.parametrize("value", [0.0, 0.5, 0.7, 0.8, 0.95])
def test_bonetts_interval_lies_by_feldts_exact_one(schools, value):
    """Feldt, L. S. (1965), Psychometrika 30, 357–370: (1 − α) / (1 − α̂) follows F(n − 1, (n − 1)(k − 1)).

    The two approach each other as 1 / n does.
    """
    near = 4 / schools * (1 - value)
    found = Coherence(Fraction(value).limit_denominator(100), 23, schools).interval
    law = stats.f(schools - 1, (schools - 1) * 22)
    low, high = 1 - (1 - value) * law.ppf(0.975), 1 - (1 - value) * law.ppf(0.025)
    assert found.holds(value)
    assert (found.low, found.high) == (
        pytest.approx(low, abs=near),
        pytest.approx(high, abs=near),
    )


def test_bonetts_interval_by_hand():
    found = Coherence(Fraction(7, 10), 23, 24).interval
    half = 1.959963984540054 * sqrt(2 * 23 / (22 * 22))
    assert (found.low, found.high) == (
        pytest.approx(1 - exp(log(0.3) + half)),
        pytest.approx(1 - exp(log(0.3) - half)),
    )
