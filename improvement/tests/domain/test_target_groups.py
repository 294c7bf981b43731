"""Whom the words address: the same gap asks different things of heads, psychologists and the centre."""

from __future__ import annotations

import pytest

from improvement.domain.bank import RuleWords, check_words
from improvement.domain.deciding import accept_all
from improvement.domain.drawing import Drawn, draw_recommendations
from improvement.domain.sending import send_recommendations
from improvement.errors import InvalidWords
from improvement.models import Delivery, Edition, Recommendation
from improvement.tests import stories
from monitoring.tests import stories as maps

GROUP = {"addressee": "group", "schools_from": 2}


def standing(cycle) -> list[tuple]:
    rows = Recommendation.objects.of(cycle).order_by("code", "audience")
    return [(row.code, row.audience, row.addressee, row.action) for row in rows]


@pytest.fixture
def bank(evaluated_year, methodologist) -> None:
    """СОШ № 2 reached 16 of 23, the middle band, and missed 1.7 by six people."""
    by = {"by": methodologist}
    stories.rule(evaluated_year, code="1.7", action="Всем.", **by)
    stories.rule(evaluated_year, code="1.7", action="Классным.", audience="class_teachers", **by)
    stories.rule(evaluated_year, code="1.7", action="Точнее.", audience="class_teachers", gap="near", people=6, **by)
    stories.rule(evaluated_year, code="", action="Средней степени.", bands=("medium",), **by)
    stories.rule(evaluated_year, code="", action="Низкой степени.", bands=("low",), **by)
    stories.rule(
        evaluated_year, code="1.1", action="Центру.", audience="centre", addressee="group", schools_from=2, **by
    )


def test_each_audience_gets_its_most_precise_rule(evaluated_year, bank, methodologist, now):
    assert draw_recommendations(cycle=evaluated_year, by=methodologist, at=now) == Drawn(3, 0, 0, 0)
    assert standing(evaluated_year) == [
        ("", "heads", "school", "Средней степени."),
        ("1.7", "class_teachers", "school", "Точнее."),
        ("1.7", "heads", "school", "Всем."),
    ]
    assert draw_recommendations(cycle=evaluated_year, by=methodologist, at=now) == Drawn(0, 0, 0, 0)


def test_the_result_as_a_whole_says_its_points_and_the_next_band(evaluated_year, bank, methodologist, now):
    draw_recommendations(cycle=evaluated_year, by=methodologist, at=now)
    row = Recommendation.objects.get(code="")
    assert (row.observed.replace("\u00a0", " "), row.target.replace("\u00a0", " "), row.grounds, row.position) == (
        "Итог: 16 из 23 баллов (69,6 %), степень эффективности средняя",
        "Не менее 19 из 23 баллов: степень эффективности высокая",
        {"points": 16, "maximum": 23},
        0,
    )


def test_a_group_by_band_and_the_centre_without_schools(
    evaluated_year, bank, expert_map, other_map, other_head, reviewer, methodologist, coordinator, now
):
    """Sent once: the group's schools hold theirs, what the centre is to do lies before no school."""
    maps.evaluated(other_map, head=other_head, reviewer=reviewer, methodologist=methodologist)
    words = {"bands": ("medium", "low"), "audience": "deputies", "action": "Группе."}
    stories.rule(evaluated_year, by=methodologist, code="", **GROUP, **words)
    draw_recommendations(cycle=evaluated_year, by=methodologist, at=now)
    groups = Recommendation.objects.of(evaluated_year).filter(addressee="group").order_by("audience")
    assert [(row.audience, row.action, row.group.count()) for row in groups] == [
        ("centre", "Центру.", 2), ("deputies", "Группе.", 2),
    ]  # fmt: skip
    assert groups[1].observed.replace("\u00a0", " ") == (
        "Средняя степень, низкая степень: 2 школы из 2, у которых есть результат"
    )
    accept_all(cycle=evaluated_year, ids=[row.pk for row in groups], by=methodologist, at=now)
    approved = maps.approved(evaluated_year, by=coordinator)
    for _ in range(2):
        send_recommendations(cycle=approved, by=methodologist, at=now)
    assert (Edition.objects.count(), Delivery.objects.count()) == (2, 2)
    assert {row.edition.recommendation.audience for row in Delivery.objects.all()} == {"deputies"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"audience": "centre"}, "audience"),
        ({"code": "", "gap": "absent"}, "gap"),
        ({"code": "", "gap": "near", "people": 3}, "gap"),
    ],
)
def test_what_does_not_go_together_is_refused(wrong, field):
    with pytest.raises(InvalidWords) as refused:
        check_words(RuleWords(**{"code": "1.2", "action": "Сделать.", "term_days": 30} | wrong))
    assert refused.value.field == field
