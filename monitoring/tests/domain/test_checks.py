"""Does each check find its case, once, and nothing else?"""

from __future__ import annotations

import pytest

from monitoring.domain.checks import ERROR, WARNING, CheckContext, find_problems, reference_value
from monitoring.domain.sheet import read_sheet
from monitoring.tests.stories import again, fill

FIGURES = {"pupils_1_4": 200, "pupils_8_9": 180, "pupils_10_11": 78, "staff": 50, "graduates_9": 88, "graduates_11": 36}
BACKED = dict.fromkeys(
    ("1.2", "1.3", "1.4", "1.5", "1.6", "1.8", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.3", "5.2", "5.3", "6.1"), 1
)


def found(expert_map, head, *, evidence=None, reference=None, **overrides):
    sheet = read_sheet(fill(expert_map, by=head, **overrides))
    context = CheckContext(sheet, BACKED if evidence is None else evidence, FIGURES if reference is None else reference)
    return [(problem.code, problem.check) for problem in find_problems(context)]


CLEAN = [("4.2", "missed_by_one")]


def test_a_sound_map_has_only_its_near_miss(expert_map, head):
    assert found(expert_map, head) == CLEAN


def test_an_empty_map_is_empty_everywhere_and_nothing_more(expert_map):
    problems = find_problems(CheckContext(read_sheet(expert_map), {}, FIGURES))
    assert {(problem.severity, problem.check) for problem in problems} == {(ERROR, "empty")}
    assert len(problems) == 23


def test_a_point_without_evidence_is_noticed(expert_map, head):
    evidence = {code: count for code, count in BACKED.items() if code != "1.8"}
    assert ("1.8", "without_evidence") in found(expert_map, head, evidence=evidence)


def test_no_contests_but_winners_is_noticed(expert_map, head):
    assert ("5.3", "contradictory") in found(expert_map, head, i5_2={"fact": False})


@pytest.mark.parametrize(
    ("denominator", "noticed"), [(180, False), (189, False), (190, True), (171, False), (170, True)]
)
def test_a_difference_with_oo1_is_noticed_where_the_number_is_entered(expert_map, head, denominator, noticed):
    problems = found(expert_map, head, i1_2={"numerator": 104, "denominator": denominator})
    assert [code for code, check in problems if check == "off_reference"] == (["1.2"] if noticed else [])


def test_a_word_of_explanation_settles_it(expert_map, head):
    note = {"numerator": 104, "denominator": 250, "note": "Присоединён филиал"}
    assert found(expert_map, head, i1_2=note) == CLEAN


def test_without_oo1_nothing_is_compared(expert_map, head):
    assert found(expert_map, head, reference={}, i1_2={"numerator": 104, "denominator": 900}) == CLEAN


def test_problems_follow_the_map_errors_first(expert_map, head):
    sheet = read_sheet(fill(expert_map, by=head, i5_3={"numerator": None, "denominator": 20}, i5_2={"fact": None}))
    problems = find_problems(CheckContext(sheet, {}, FIGURES))
    assert [problem.code for problem in problems] == sorted(problem.code for problem in problems)
    assert [(p.code, p.severity) for p in problems if p.code in {"5.2", "5.3"}] == [("5.2", ERROR), ("5.3", ERROR)]
    assert {p.severity for p in problems if p.code == "1.2"} == {WARNING}


def test_the_figure_of_a_sum_is_the_sum_of_figures(expert_map, head):
    sheet = read_sheet(again(expert_map))
    assert reference_value(CheckContext(sheet, {}, FIGURES), "1.7") == 258
    assert reference_value(CheckContext(sheet, {}, FIGURES | {"pupils_10_11": None}), "1.7") is None
    assert reference_value(CheckContext(sheet, {}, FIGURES), "5.3") is None
    assert reference_value(CheckContext(sheet, {}, FIGURES), "1.8") is None


def test_a_sum_leaves_out_what_the_school_cannot_have(other_map):
    sheet = read_sheet(other_map)
    assert reference_value(CheckContext(sheet, {}, FIGURES), "1.7") == 180
