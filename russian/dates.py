"""How are days, moments and school years written? Always of the local time given; nothing here converts zones."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from russian.numbers import NBSP
from russian.plurals import DAYS, counted, plural

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
WEEKDAYS = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")


def long_date(day: date) -> str:
    """A date in running text: «30 сентября 2026 г.»."""
    return f"{_day_and_month(day)} {day.year}{NBSP}г."


def short_date(day: date) -> str:
    """A date in a table: «30.09.2026»."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def until_day(day: date) -> str:
    """A day after «до»: «среды, 30 сентября»."""
    return f"{WEEKDAYS[day.weekday()]}, {_day_and_month(day)}"


def school_year(first_year: int) -> str:
    """The school year that begins in September of `first_year`: «2025/2026»."""
    return f"{first_year}/{first_year + 1}"


def school_year_days(first_year: int) -> tuple[date, date]:
    """The first and the last day of the school year that begins in `first_year`: 1 September and 31 August."""
    return date(first_year, 9, 1), date(first_year + 1, 8, 31)


def clock(moment_of_day: datetime) -> str:
    """Hours and minutes: «14:32»."""
    return f"{moment_of_day.hour:02d}:{moment_of_day.minute:02d}"


def moment(instant: datetime) -> str:
    """Day and time: «30.09.2026 в 14:32»."""
    return f"{short_date(instant)} в{NBSP}{clock(instant)}"


def days_left(days: int) -> str:
    """How long a deadline is away, 0 being its own day: «осталось 12 дней», «последний день», «срок прошёл»."""
    if days < 0:
        return "срок прошёл"
    if days == 0:
        return "последний день"
    verb = "остался" if plural(days, DAYS) == DAYS.one else "осталось"
    return f"{verb} {counted(days, DAYS)}"


def utc_offset(instant: datetime) -> str:
    """The offset of an aware local time: «UTC+5», «UTC+5:30», «UTC». A naive time raises ValueError."""
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError("utc_offset needs an aware datetime")
    minutes = offset // timedelta(minutes=1)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


def _day_and_month(day: date) -> str:
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}"
