"""Are exactly the named columns of exactly the given rows written, in one statement?"""

from __future__ import annotations

from monitoring.domain.locked_rows import write_back
from monitoring.models import IndicatorAnswer


def rows_of(expert_map):
    return list(IndicatorAnswer.objects.of(expert_map))


def test_the_named_columns_of_the_given_rows(expert_map, other_map, django_assert_num_queries):
    others = [row.__dict__ | {"_state": None} for row in rows_of(other_map)]
    rows = rows_of(expert_map)
    kept = [(row.pk, row.note) for row in rows]
    for place, row in enumerate(rows):
        row.numerator, row.parts, row.note = place, {"noo": True}, "не пишется"
    with django_assert_num_queries(1):
        write_back(rows[1:], ["numerator", "parts"])
    found = rows_of(expert_map)
    assert [(row.pk, row.note) for row in found] == kept
    assert [row.numerator for row in found] == [None, *range(1, len(rows))]
    assert [row.parts for row in found] == [{}, *[{"noo": True}] * (len(rows) - 1)]
    assert [row.__dict__ | {"_state": None} for row in rows_of(other_map)] == others


def test_no_rows_no_statement(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        write_back([], ["numerator"])
