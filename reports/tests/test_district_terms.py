"""Is it said rightly who kept the term, by day and by school?"""

from __future__ import annotations

from datetime import UTC, date, datetime

from reports.contexts.columns_chart import columns_chart
from reports.contexts.district import build_district
from reports.tests.year import AFTER_TERMS, loaded


def terms_of(year):
    return build_district(loaded(year.cycle), at=AFTER_TERMS).discipline


def submitted_at(expert_map, moment: datetime) -> None:
    type(expert_map).objects.filter(pk=expert_map.pk).update(first_submitted_at=moment)


def test_days_are_the_municipality_s_own(played_year):
    """19:30 UTC on 29 September is 00:30 of the 30th in Yekaterinburg, still in time; 19:00 of the 30th is not."""
    submitted_at(played_year.full, datetime(2026, 9, 29, 19, 30, tzinfo=UTC))
    submitted_at(played_year.primary, datetime(2026, 9, 30, 18, 59, tzinfo=UTC))
    submitted_at(played_year.basic, datetime(2026, 9, 30, 19, 0, tzinfo=UTC))
    terms = terms_of(played_year)
    assert [(line.day, line.count, line.total, line.is_late) for line in terms.days] == [
        (date(2026, 9, 30), 2, 2, False),
        (date(2026, 10, 1), 1, 3, True),
    ]
    assert (terms.last_day, terms.in_time, terms.on_last_day) == (date(2026, 9, 30), 2, 2)
    assert [(late.school.map_id, late.day, late.days) for late in terms.late] == [
        (played_year.basic.pk, date(2026, 10, 1), 1)
    ]
    assert [row.map_id for row in terms.absent] == [played_year.absent.pk]


def test_columns_fill_the_days_between_the_first_and_the_term():
    chart = columns_chart({date(2026, 9, 21): 4, date(2026, 9, 26): 1}, date(2026, 9, 30))
    assert (chart.first, chart.last, chart.limit) == (date(2026, 9, 21), date(2026, 9, 30), "100")
    assert [(column.middle, column.height, column.label, column.is_late) for column in chart.columns] == [
        ("5", "96", "4", False),
        ("55", "24", "1", False),
    ]
    assert chart.description == "Представлено карт по дням: 21.09.2026 — 4, 26.09.2026 — 1. Срок — 30.09.2026."


def test_late_columns_stand_behind_the_term():
    chart = columns_chart({date(2026, 9, 30): 1, date(2026, 10, 3): 2}, date(2026, 9, 30))
    assert (chart.limit, [column.is_late for column in chart.columns]) == ("25", [False, True])


def test_nothing_submitted_draws_nothing():
    assert columns_chart({}, date(2026, 9, 30)) is None
