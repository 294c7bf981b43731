"""Does a school's result say what was claimed, verified and fixed, why, and what to do?"""

from __future__ import annotations

import pytest

from monitoring.models import ExpertMap
from monitoring.tests import stories
from reports.contexts.results import Standing
from reports.contexts.school_result import build_school_result
from reports.tests import expected
from reports.tests.year import AFTER_TERMS

NBSP = "\u00a0"


def build(expert_map):
    return build_school_result(ExpertMap.objects.with_context().get(pk=expert_map.pk), at=AFTER_TERMS)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_three_points_stand_side_by_side(approved_year):
    result, by_hand = (
        build(approved_year.full),
        expected.points(approved_year.answers[approved_year.full.pk], ["noo", "ooo", "soo"]),
    )
    assert {row.code: row.claimed for row in result.indicators} == by_hand
    assert {row.code: row.verified for row in result.indicators} == by_hand | {"1.2": 0, "2.1": 0}
    assert {row.code: row.final for row in result.indicators} == by_hand | {"1.2": 0, "2.1": 0, "4.3": 0}
    claimed = sum(by_hand.values())
    assert (result.claimed, result.verified, result.result.points) == (claimed, claimed - 2, claimed - 3)


def test_every_correction_says_why(approved_year):
    rows = {row.code: row for row in build(approved_year.full).indicators}
    assert plain(rows["1.2"].working) == "104 из 180 = 57,8 % ≥ 50 % — 1 балл"
    assert plain(rows["1.2"].checked) == "60 из 180 = 33,3 %, порог 50 % не достигнут, не хватает 30 обучающихся"
    assert rows["1.2"].verdict_reason == "Посчитаны посещения"
    assert (rows["2.1"].checked, rows["2.1"].verdict_reason) == ("", "Ссылка не открывается")
    assert rows["4.3"].final_reason == "Диплом выдан раньше"
    assert {code for code, row in rows.items() if row.was_changed} == {"1.2", "2.1", "4.3"}


def test_recommendations_are_for_what_was_missed(approved_year):
    result = build(approved_year.full)
    assert [item.code for item in result.recommendations] == [
        "1.1",
        "1.2",
        "1.7",
        "2.1",
        "4.2",
        "4.3",
        "4.4",
        "5.1",
        "6.2",
        "7.1",
    ]
    observed = {item.code: plain(item.observed) for item in result.recommendations}
    assert observed["1.2"] == (
        "60 из 180 = 33,3 %, порог 50 % не достигнут, не хватает 30 обучающихся. Посчитаны посещения"
    )
    assert observed["2.1"] == "Не подтверждено при проверке. Ссылка не открывается"
    assert observed["4.3"] == "Диплом выдан раньше"
    assert observed["4.4"] == "Ответ школы — «Нет»"
    assert all(item.advice for item in result.recommendations)


def test_nothing_is_recommended_where_nothing_can_be_had(approved_year):
    result = build(approved_year.primary)
    applicable = {code for code in expected.CODES if expected.is_applicable(code, ["noo"])}
    assert {item.code for item in result.recommendations} <= applicable
    assert {row.code for row in result.indicators if row.kind == "na"} == set(expected.CODES) - applicable


def test_criteria_add_up(approved_year):
    result = build(approved_year.basic)
    for line in result.criteria:
        own = [row for row in result.indicators if row.code.startswith(f"{line.criterion.number}.")]
        assert (line.claimed, line.final) == (sum(r.claimed for r in own), sum(r.final for r in own))
    assert sum(line.final for line in result.criteria) == result.result.points
    assert [line.maximum for line in result.criteria] == [8, 2, 3, 4, 3, 2, 1]


def test_the_result_is_told_in_words(approved_year):
    result = build(approved_year.basic)
    assert [plain(text) for text in result.summary] == [
        "Школа набрала 16 из 23 баллов: это 69,6 % максимума, степень эффективности — средняя "
        "(от 60 %, но менее 80 %; доля сравнивается без округления).",
        "К школе не применимы показатели 1.3, 1.5, 3.2, 7.1: строго по приложению 1 они дают 0 баллов и входят "
        "в максимум.",
        "Самооценка — 16 баллов, после контроля объективности — 16 баллов, итог — 16 баллов.",
        "До степени «высокая» не хватает 3 баллов.",
    ]
    assert plain(result.approval) == "Результат утверждён 2 ноября 2026 г. (протокол № 4)."


def test_before_approval_the_result_is_preliminary(played_year):
    result = build(played_year.full)
    assert (result.approved, result.approval) == (
        False,
        "Результат предварительный: он ещё не утверждён и может измениться.",
    )


def test_years_stand_in_order(year_before, approved_year):
    result = build(approved_year.full)
    assert [(year.year_title, year.result.points, sum(year.criteria)) for year in result.years] == [
        ("2024/2025", 14, 14),
        ("2025/2026", 13, 13),
    ]
    assert [year.criteria[1] for year in result.years] == [0, 1]
    assert build(approved_year.basic).has_past is False


@pytest.mark.parametrize("step", ["filling", "submitted", "absent"])
def test_while_there_is_nothing_only_what_is_awaited_is_said(step, cycle, expert_map, head):
    if step == "submitted":
        stories.submitted(expert_map, by=head)
    result = build(expert_map)
    assert (result.result, result.indicators, result.recommendations) == (None, (), ())
    assert result.standing == (Standing.CHECKING if step == "submitted" else Standing.ABSENT)


def test_queries_are_eight_of_an_approved_year(year_before, approved_year, django_assert_num_queries):
    expert_map = ExpertMap.objects.with_context().get(pk=approved_year.full.pk)
    build_school_result(expert_map, at=AFTER_TERMS)
    expert_map = ExpertMap.objects.with_context().get(pk=approved_year.full.pk)
    with django_assert_num_queries(8):
        build_school_result(expert_map, at=AFTER_TERMS)
