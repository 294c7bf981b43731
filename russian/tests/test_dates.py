"""Are days and moments written the way an official letter writes them?"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from russian.dates import clock, days_left, long_date, moment, school_year, short_date, until_day, utc_offset


def test_dates_of_text_and_table():
    assert long_date(date(2026, 9, 30)) == "30\u00a0сентября 2026\u00a0г."
    assert long_date(date(2027, 5, 1)) == "1\u00a0мая 2027\u00a0г."
    assert short_date(date(2026, 9, 3)) == "03.09.2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (28, "понедельника, 28\u00a0сентября"),
        (29, "вторника, 29\u00a0сентября"),
        (30, "среды, 30\u00a0сентября"),
        (24, "четверга, 24\u00a0сентября"),
        (25, "пятницы, 25\u00a0сентября"),
        (26, "субботы, 26\u00a0сентября"),
        (27, "воскресенья, 27\u00a0сентября"),
    ],
)
def test_until_day_names_the_weekday_in_the_genitive(day, text):
    assert until_day(date(2026, 9, day)) == text


def test_school_year_and_time():
    instant = datetime(2026, 9, 30, 9, 5, tzinfo=UTC)
    assert school_year(2025) == "2025/2026"
    assert clock(instant) == "09:05"
    assert moment(instant) == "30.09.2026 в\u00a009:05"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (12, "осталось 12\u00a0дней"),
        (2, "осталось 2\u00a0дня"),
        (1, "остался 1\u00a0день"),
        (21, "остался 21\u00a0день"),
        (11, "осталось 11\u00a0дней"),
        (0, "последний день"),
        (-1, "срок прошёл"),
    ],
)
def test_days_left(days, text):
    assert days_left(days) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(300, "UTC+5"), (0, "UTC"), (330, "UTC+5:30"), (-180, "UTC−3"), (-210, "UTC−3:30"), (720, "UTC+12")],
)
def test_utc_offset(minutes, text):
    assert utc_offset(datetime(2026, 9, 30, tzinfo=timezone(timedelta(minutes=minutes)))) == text


def test_utc_offset_refuses_a_naive_time():
    with pytest.raises(ValueError, match="aware"):
        utc_offset(datetime(2026, 9, 30, tzinfo=UTC).replace(tzinfo=None))
