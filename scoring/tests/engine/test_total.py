"""Do outcomes add up to what an independent count gives, in any order and under both policies?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.plurals import Forms
from scoring.engine.score import score
from scoring.engine.total import Total, total
from scoring.engine.types import ALL_LEVELS, Claim, Empty, IndicatorRule, Kind, Level, Outcome, Policy

UNIT = Forms("обучающегося", "обучающихся", "обучающихся")
REACHED = Outcome(1, None, "")
MISSED = Outcome(0, None, "")
NOT_FILLED = Outcome(None, Empty.NOT_FILLED, "")
RULE = IndicatorRule("1.1", Kind.FACT)

level_sets = st.frozensets(st.sampled_from(Level), min_size=1)


@st.composite
def rules_and_claims(draw):
    rules = []
    for position in range(draw(st.integers(0, 30))):
        levels = draw(level_sets)
        code = f"1.{position}"
        if draw(st.booleans()):
            denominator = draw(st.integers(0, 10**18))
            claim = Claim(draw(st.integers(0, denominator)), denominator)
            rule = IndicatorRule(code, Kind.SHARE, draw(st.integers(1, 100)), UNIT, levels)
        else:
            claim = Claim(fact=draw(st.none() | st.booleans()))
            rule = IndicatorRule(code, Kind.FACT, levels=levels)
        rules.append((rule, claim))
    return rules


def independent_total(rules, having, policy):
    """The same sum written another way: no engine, only the act."""
    fits = [(rule, claim) for rule, claim in rules if rule.levels & having]
    earned = 0
    for rule, claim in fits:
        if rule.kind is Kind.FACT:
            earned += claim.fact is True
        else:
            earned += claim.denominator > 0 and Fraction(claim.numerator, claim.denominator) >= Fraction(
                rule.threshold, 100
            )
    filled = sum(rule.kind is Kind.SHARE or claim.fact is not None for rule, claim in fits)
    return Total(earned, len(rules) if policy is Policy.STRICT else len(fits), filled, len(fits))


@given(rules_and_claims(), level_sets, st.sampled_from(Policy), st.randoms())
def test_totals_equal_an_independent_sum_in_any_order(rules, having, policy, chance):
    pairs = [(rule, score(rule, claim, levels=having, policy=policy)) for rule, claim in rules]
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    expected = independent_total(rules, having, policy)
    assert total(pairs, policy) == expected
    assert total(shuffled, policy) == expected


@given(rules_and_claims(), level_sets)
def test_points_never_exceed_the_maximum(rules, having):
    for policy in Policy:
        result = total([(rule, score(rule, claim, levels=having, policy=policy)) for rule, claim in rules], policy)
        assert 0 <= result.points <= result.maximum
        assert 0 <= result.percent <= 100


@given(rules_and_claims(), level_sets, st.data())
def test_sum_and_maximum_follow_a_persons_decisions_under_both_policies(rules, having, data):
    """What levels rule out counts where a person said so, under either policy; nothing else moves."""
    chosen = [data.draw(st.booleans(), label=rule.code) for rule, _ in rules]
    for policy in Policy:
        outcomes = [
            score(rule, claim, levels=having, policy=policy, counts_anyway=said)
            for (rule, claim), said in zip(rules, chosen, strict=True)
        ]
        result = total(zip((rule for rule, _ in rules), outcomes, strict=True), policy)
        counting = [
            (rule, outcome, said or not rule.levels.isdisjoint(having))
            for (rule, _), outcome, said in zip(rules, outcomes, chosen, strict=True)
        ]
        strict = policy is Policy.STRICT
        assert result.maximum == sum(rule.maximum for rule, _, counts in counting if counts or strict)
        assert result.count == sum(counts for _, _, counts in counting)
        assert result.points == sum(outcome.points or 0 for _, outcome, counts in counting if counts)
        assert [outcome.empty is Empty.NOT_APPLICABLE for _, outcome, _ in counting] == [
            not counts for _, _, counts in counting
        ]


@given(rules_and_claims(), level_sets)
def test_a_decision_changes_nothing_of_what_levels_ask_for(rules, having):
    for policy in Policy:
        for rule, claim in rules:
            if not rule.levels.isdisjoint(having):
                plain = score(rule, claim, levels=having, policy=policy)
                assert score(rule, claim, levels=having, policy=policy, counts_anyway=True) == plain


def test_three_kinds_of_empty_are_counted_apart():
    nowhere = Outcome(0, Empty.NOT_APPLICABLE, "")
    pairs = [(RULE, REACHED), (RULE, MISSED), (RULE, NOT_FILLED), (RULE, nowhere)]
    assert total(pairs, Policy.STRICT) == Total(points=1, maximum=4, filled=2, count=3)
    left = Outcome(None, Empty.NOT_APPLICABLE, "")
    pairs = [(RULE, REACHED), (RULE, MISSED), (RULE, NOT_FILLED), (RULE, left)]
    assert total(pairs, Policy.APPLICABLE) == Total(points=1, maximum=3, filled=2, count=3)


def test_percent_is_exact():
    assert Total(17, 23, 19, 23).percent == Fraction(1700, 23)
    assert Total(0, 0, 0, 0).percent == 0


SCHOOLS = {
    "СОШ": (ALL_LEVELS, 23),
    "ООШ": ({Level.NOO, Level.OOO}, 19),
    "НОШ": ({Level.NOO}, 11),
    "вечерняя": ({Level.SOO}, 18),
}


@pytest.mark.django_db
@pytest.mark.parametrize("school", SCHOOLS)
def test_maximum_of_every_kind_of_school_by_the_real_methodology(ekaterinburg, school):
    having, applicable_maximum = SCHOOLS[school]
    for policy, maximum in ((Policy.STRICT, 23), (Policy.APPLICABLE, applicable_maximum)):
        pairs = [
            (item.rule, score(item.rule, Claim(), levels=frozenset(having), policy=policy))
            for item in ekaterinburg.indicators
        ]
        assert total(pairs, policy) == Total(0, maximum, 0, applicable_maximum)
