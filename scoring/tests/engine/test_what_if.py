"""Does another threshold change what it should, through the engine, and nothing that people decided?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.plurals import PUPILS
from scoring.engine.score import score
from scoring.engine.types import ALL_LEVELS, Claim, Empty, IndicatorRule, Kind, Level, Policy
from scoring.engine.what_if import Judged, reckon

SHARE = IndicatorRule("1.1", Kind.SHARE, threshold=30, unit=PUPILS)
UPPER = IndicatorRule("1.3", Kind.SHARE, threshold=70, unit=PUPILS, levels=frozenset({Level.SOO}))
FACT = IndicatorRule("5.2", Kind.FACT)
WINNERS = IndicatorRule("5.3", Kind.SHARE, threshold=20, unit=PUPILS, zero_unless="5.2")

thresholds = st.integers(1, 100)
claims = st.integers(1, 400).flatmap(lambda of: st.builds(Claim, numerator=st.integers(0, of), denominator=st.just(of)))


def judged(rule, claim, *, condition=None, levels=ALL_LEVELS, policy=Policy.STRICT):
    return Judged(rule, claim, score(rule, claim, levels=levels, policy=policy, condition=condition).points, condition)


def after(one, threshold, *, levels=ALL_LEVELS, policy=Policy.STRICT):
    return reckon([one], {one.rule.code: threshold}, levels=levels, policy=policy).indicators[0]


@given(claims, thresholds, thresholds)
def test_it_is_the_score_of_the_other_rule(claim, old, new):
    one = judged(replace(SHARE, threshold=old), claim)
    outcome = score(replace(SHARE, threshold=new), claim, levels=ALL_LEVELS, policy=Policy.STRICT)
    assert after(one, new).after == outcome
    assert after(one, new).before.points == one.points


@given(claims, thresholds, thresholds)
def test_a_higher_threshold_never_gives_points(claim, old, new):
    found = after(judged(replace(SHARE, threshold=old), claim), new)
    gained = found.after.points - found.before.points
    assert gained <= 0 if new >= old else gained >= 0


@given(st.lists(claims, min_size=1, max_size=8), thresholds)
def test_the_present_threshold_changes_nothing(many, threshold):
    rules = [replace(SHARE, code=f"{place}", threshold=threshold) for place in range(len(many))]
    whole = [judged(rule, claim) for rule, claim in zip(rules, many, strict=True)]
    found = reckon(whole, {rule.code: threshold for rule in rules}, levels=ALL_LEVELS, policy=Policy.STRICT)
    assert found.before == found.after
    assert [one.is_changed for one in found.indicators] == [False] * len(many)


@given(claims, thresholds)
def test_what_people_decided_stays(claim, new):
    decided = replace(judged(SHARE, claim), is_decided=True)
    assert after(decided, new).is_kept
    assert after(decided, new).after.points == decided.points


@given(claims, thresholds)
def test_points_the_numbers_do_not_explain_stay(claim, new):
    one = judged(SHARE, claim)
    other = replace(one, points=1 - one.points)
    found = after(other, new)
    assert (found.is_kept, found.after.points) == (True, other.points)


@pytest.mark.parametrize(("threshold", "points"), [(29, 1), (30, 1), (31, 0), (100, 0), (1, 1)])
def test_the_border_is_exact(threshold, points):
    assert after(judged(SHARE, Claim(numerator=30, denominator=100)), threshold).after.points == points


def test_only_the_named_indicator_moves_and_the_sum_with_it():
    whole = [
        judged(SHARE, Claim(numerator=35, denominator=100)),
        judged(replace(SHARE, code="1.2"), Claim(numerator=35, denominator=100)),
        judged(FACT, Claim(fact=True)),
    ]
    found = reckon(whole, {"1.1": 40}, levels=ALL_LEVELS, policy=Policy.STRICT)
    assert [one.is_changed for one in found.indicators] == [True, False, False]
    assert (found.before.points, found.after.points, found.after.maximum) == (3, 2, 3)


@pytest.mark.parametrize(("policy", "maximum"), [(Policy.STRICT, 2), (Policy.APPLICABLE, 1)])
def test_what_a_school_cannot_have_is_untouched(policy, maximum):
    levels = frozenset({Level.NOO})
    whole = [
        judged(SHARE, Claim(numerator=50, denominator=100), levels=levels, policy=policy),
        Judged(UPPER, Claim(), None),
    ]
    found = reckon(whole, {"1.3": 1}, levels=levels, policy=policy)
    assert found.indicators[1].after.empty == Empty.NOT_APPLICABLE
    assert (found.after.points, found.after.maximum, found.indicators[1].is_kept) == (1, maximum, False)


@pytest.mark.parametrize(("threshold", "points"), [(70, 0), (40, 1)])
def test_what_a_person_decided_to_count_is_counted(threshold, points):
    one = Judged(replace(UPPER, threshold=60), Claim(numerator=50, denominator=100), 0, counts_anyway=True)
    found = reckon([one], {"1.3": threshold}, levels=frozenset({Level.NOO}), policy=Policy.APPLICABLE)
    assert (found.after.points, found.after.maximum, found.indicators[0].is_kept) == (points, 1, False)


def test_the_condition_holds_under_any_threshold():
    claim = Claim(numerator=19, denominator=100)
    assert after(judged(WINNERS, claim, condition=False), 10).after.points == 0
    assert after(judged(WINNERS, claim, condition=True), 10).after.points == 1


def test_a_fact_has_no_threshold():
    with pytest.raises(ValueError, match="a share, and only a share"):
        after(judged(FACT, Claim(fact=True)), 40)


@pytest.mark.parametrize("threshold", [0, 101])
def test_a_threshold_out_of_range_is_refused(threshold):
    with pytest.raises(ValueError, match=r"out of 1\.\.100"):
        after(judged(SHARE, Claim(numerator=1, denominator=2)), threshold)
