"""Do shared denominators and outcomes hang together?"""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.domain.sheet import lock_sheet, read_sheet, share_denominators
from monitoring.tests.stories import fill
from scoring.engine.types import Empty

LOOSE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PEOPLE = st.none() | st.integers(0, 2000)


def test_a_sheet_is_one_query(expert_map, head, django_assert_num_queries):
    read_sheet(expert_map)
    with django_assert_num_queries(1):
        read_sheet(expert_map)


def test_a_locked_sheet_has_the_fresh_map_and_the_callers_context(expert_map, head, django_assert_num_queries, db):
    read_sheet(expert_map)
    fill(expert_map, by=head)
    with transaction.atomic(), django_assert_num_queries(1):
        sheet = lock_sheet(expert_map)
    assert sheet.expert_map.filled == 23
    assert expert_map.filled == 0
    assert sheet.expert_map.cycle is expert_map.cycle
    assert {answer.expert_map for answer in sheet.answers.values()} == {sheet.expert_map}


@LOOSE
@given(PEOPLE, PEOPLE)
def test_a_sum_is_known_when_its_owners_are(expert_map, pupils_8_9, pupils_10_11):
    sheet = read_sheet(expert_map)
    sheet.answers["1.2"].denominator, sheet.answers["1.3"].denominator = pupils_8_9, pupils_10_11
    share_denominators(sheet)
    known = pupils_8_9 is not None and pupils_10_11 is not None
    assert sheet.answers["1.4"].denominator == pupils_8_9
    assert sheet.answers["1.5"].denominator == pupils_10_11
    assert sheet.answers["1.7"].denominator == (pupils_8_9 + pupils_10_11 if known else None)
    assert share_denominators(sheet) == []  # done once, nothing is left to do


def test_applicability_follows_the_levels_the_map_was_opened_with(other_map, other_school):
    sheet = read_sheet(other_map)
    gone = [code for code in sheet.answers if not sheet.is_applicable(code)]
    assert gone == ["1.3", "1.5", "3.2", "7.1"]
    assert {sheet.claimed(code).empty for code in gone} == {Empty.NOT_APPLICABLE}
