"""One missed indicator, one rule: the most precise of those that fit, whatever the order they come in."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from improvement.matching import Condition, Missed, matches, most_precise
from improvement.states import Gap
from schools.models import SchoolKind

KINDS, LEVELS, CODES = SchoolKind.values[:4], ("noo", "ooo", "soo"), ("1.1", "1.2")
# The machine of the tests is shared: a slow drawing is no fault of the rule.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
missed = st.builds(
    Missed,
    code=st.sampled_from(CODES),
    kind=st.sampled_from(KINDS),
    levels=st.frozensets(st.sampled_from(LEVELS), min_size=1),
    missing=st.none() | st.integers(1, 40),
)


@st.composite
def conditions(draw) -> list[Condition]:
    made = []
    for rule_id in range(draw(st.integers(0, 8))):
        gap = draw(st.sampled_from(Gap.values))
        people = draw(st.integers(1, 40)) if gap in {"near", "far"} else None
        kinds = draw(st.frozensets(st.sampled_from(KINDS), max_size=2))
        levels = draw(st.frozensets(st.sampled_from(LEVELS), max_size=2))
        made.append(Condition(rule_id, draw(st.sampled_from(CODES)), gap, people, kinds, levels))
    return made


@unhurried
@given(conditions(), missed)
def test_the_answer_fits_and_none_that_fits_is_more_precise(bank, asked):
    answer = most_precise(bank, asked)
    fitting = [condition for condition in bank if matches(condition, asked)]
    assert (answer is None) == (not fitting)
    assert all(answer.precision >= other.precision for other in fitting)


@unhurried
@given(conditions(), missed, st.randoms())
def test_the_order_of_the_bank_decides_nothing(bank, asked, random):
    shuffled = random.sample(bank, len(bank))
    assert most_precise(shuffled, asked) == most_precise(bank, asked)


@unhurried
@given(missed, st.integers(1, 40))
def test_a_gap_is_near_or_far_or_of_a_fact_and_never_two_of_them(asked, people):
    gaps = [Condition(n, asked.code, gap, people) for n, gap in enumerate(("near", "far", "absent"))]
    assert sum(matches(gap, asked) for gap in gaps) == 1
    assert matches(Condition(9, asked.code), asked)


@unhurried
@given(missed, st.integers(1, 40))
def test_near_is_so_many_people_or_fewer(asked, people):
    assert matches(Condition(1, asked.code, "near", people), asked) == (
        asked.missing is not None and asked.missing <= people
    )


def test_of_two_near_the_nearer_answers():
    bank = [Condition(1, "1.1", "near", 20), Condition(2, "1.1", "near", 5), Condition(3, "1.1")]
    asked = Missed("1.1", "secondary", frozenset({"noo"}), 3)
    assert most_precise(bank, asked).rule_id == 2
