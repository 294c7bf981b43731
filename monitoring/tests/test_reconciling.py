"""Is the tolerance one rule, and does each quantity know its form?"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from monitoring.reconciling import ReferenceGap, form_day, is_movement_of_pupils, reference_figure
from scoring.queries.rubric import rubric

PEOPLE = st.integers(0, 3000)


@given(PEOPLE, PEOPLE)
def test_tolerance_is_two_people_or_five_per_cent(claimed, reference):
    gap = ReferenceGap(claimed, reference)
    assert gap.beyond_tolerance == (abs(claimed - reference) > max(2, reference * 5 / 100))
    assert is_movement_of_pupils(claimed, reference) == (gap.difference <= gap.tolerated)


def test_a_gap_has_a_direction():
    assert [(gap.change, gap.difference) for gap in (ReferenceGap(8, 10), ReferenceGap(10, 8))] == [(-2, 2), (2, 2)]


def test_graduates_are_counted_by_the_new_form(cycle):
    days = {q.key: form_day(cycle, q) for q in rubric(cycle.methodology_id).quantities if q.reference_field}
    past, new = date(2025, 9, 20), date(2026, 9, 20)
    assert days == {
        "pupils_1_4": past,
        "pupils_8_9": past,
        "pupils_10_11": past,
        "staff": past,
        "graduates_9": new,
        "graduates_11": new,
    }


def test_a_sum_counts_what_the_school_can_have(cycle):
    tree = rubric(cycle.methodology_id)
    figures = {"pupils_8_9": 180, "pupils_10_11": 78}

    def known(quantity):
        return figures.get(quantity.reference_field)

    whole = tree.quantity_by_key["pupils_8_11"]
    assert reference_figure(whole, tree, ["noo", "ooo", "soo"], known) == 258
    assert reference_figure(whole, tree, ["noo", "ooo"], known) == 180
    figures.pop("pupils_10_11")
    assert reference_figure(whole, tree, ["ooo", "soo"], known) is None
    assert reference_figure(tree.quantity_by_key["teachers_ovz"], tree, ["ooo"], known) is None
    assert reference_figure(None, tree, ["ooo"], known) is None
