"""The bank: filled from the methodology once, changed by one editor at a time, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from improvement.domain.bank import RuleWords, add_rule, change_rule, restore_rule, retire_rule, ship_rules, summary
from improvement.errors import InvalidWords, StaleVersion
from improvement.models import AdviceRule
from journal.models import JournalEntry
from scoring.queries.rubric import rubric

DAYS = RuleWords(code="1.2", action="Провести экскурсию.", term_days=30)


@pytest.fixture
def added(municipality, methodology, methodologist, now) -> AdviceRule:
    return add_rule(municipality=municipality, methodology_code=methodology.code, words=DAYS, by=methodologist, at=now)


def actions() -> list[str]:
    return list(
        JournalEntry.objects.filter(action__startswith="advice.").order_by("pk").values_list("action", flat=True)
    )


def test_nothing_the_methodology_advises_is_lost(municipality, methodology, methodologist, now):
    ship_rules(municipality=municipality, methodology=methodology, by=methodologist, at=now)
    rules = AdviceRule.objects.filter(addressee="school", gap="any")
    said = {rule.code: rule.action for rule in rules}
    assert said == {i.code: i.recommendation for i in rubric(methodology.pk).indicators}
    assert {rule.helper for rule in rules} == {municipality.methodical_centre}
    assert AdviceRule.objects.filter(addressee="group", schools_from=5).count() == 23


def test_a_bank_begun_before_is_left_alone(added, municipality, methodology, methodologist, now):
    assert ship_rules(municipality=municipality, methodology=methodology, by=methodologist, at=now) == []
    assert (AdviceRule.objects.count(), actions()) == (1, ["advice.added"])


@pytest.mark.parametrize("person", ["coordinator", "reviewer", "observer", "head"])
def test_only_the_methodologist_keeps_it(request, added, person, now):
    with pytest.raises(PermissionDenied):
        retire_rule(rule=added, by=request.getfixturevalue(person), at=now)


def test_a_change_is_journalled_by_what_moved(added, methodologist, now):
    change_rule(rule=added, words=replace(DAYS, helper="Центр"), version=1, by=methodologist, at=now)
    entry = JournalEntry.objects.get(action="advice.changed")
    assert (entry.target, entry.old, entry.new) == ("1.2", {"helper": ""}, {"helper": "Центр"})


def test_the_same_words_leave_no_trace(added, methodologist, now):
    change_rule(rule=added, words=DAYS, version=1, by=methodologist, at=now)
    assert (AdviceRule.objects.get().version, actions()) == (1, ["advice.added"])


def test_two_editors_never_overwrite_each_other(added, methodologist, now):
    change_rule(rule=added, words=replace(DAYS, action="Первое."), version=1, by=methodologist, at=now)
    with pytest.raises(StaleVersion):
        change_rule(rule=added, words=replace(DAYS, action="Второе."), version=1, by=methodologist, at=now)
    assert AdviceRule.objects.get().action == "Первое."


def test_retired_and_back(added, methodologist, now):
    for _ in range(2):
        retire_rule(rule=added, by=methodologist, at=now)
    assert AdviceRule.objects.get().is_active is False
    restore_rule(rule=added, by=methodologist, at=now)
    assert (AdviceRule.objects.get().is_active, actions()) == (
        True,
        ["advice.added", "advice.retired", "advice.restored"],
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"action": " "}, "action"),
        ({"gap": "near"}, "people"),
        ({"people": 3}, "people"),
        ({"addressee": "group"}, "schools_from"),
        ({"term_days": None}, "term_days"),
        ({"term_month": 5, "term_day": 31}, "term_days"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_field(added, methodologist, now, changed, field):
    with pytest.raises(InvalidWords) as refused:
        change_rule(rule=added, words=replace(DAYS, **changed), version=1, by=methodologist, at=now)
    assert (refused.value.field, summary(AdviceRule.objects.get())["action"]) == (field, DAYS.action)


@pytest.mark.parametrize(
    ("term", "today", "due"),
    [
        ({"term_days": 30}, date(2026, 9, 18), date(2026, 10, 18)),
        ({"term_month": 5, "term_day": 31}, date(2026, 9, 18), date(2027, 5, 31)),
        ({"term_month": 12, "term_day": 1}, date(2026, 9, 18), date(2026, 12, 1)),
        ({"term_month": 9, "term_day": 18}, date(2026, 9, 18), date(2027, 9, 18)),
        ({"term_month": 2, "term_day": 29}, date(2026, 9, 18), date(2027, 2, 28)),
    ],
)
def test_a_term_is_days_or_the_next_such_day(term, today, due):
    assert AdviceRule(**term).due(today) == due
