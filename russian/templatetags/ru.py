"""How do templates reach the Russian formatter? Filters only format; an absent value stays an empty string."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django import template

from russian import dates, numbers, plurals
from russian.numbers import Number

register = template.Library()

Value = TypeVar("Value")


def _unless_absent(write: Callable[[Value], str], value: Value | None) -> str:
    return "" if value is None or value == "" else write(value)


def _unless_absent_number(write: Callable[[Number], str], value: Number | float | None) -> str:
    if value is None or value == "":
        return ""
    return write(Decimal(repr(value)) if isinstance(value, float) else value)


def _forms(words: str) -> plurals.Forms:
    one, few, many = (word.strip() for word in words.split(","))
    return plurals.Forms(one, few, many)


@register.filter
def integer(value: int | None) -> str:
    return _unless_absent(numbers.integer, value)


@register.filter
def file_size(value: int | None) -> str:
    return _unless_absent(numbers.size_in_words, value)


@register.filter
def decimal(value: Number | float | None, places: int = 1) -> str:
    return _unless_absent_number(lambda number: numbers.decimal(number, places), value)


@register.filter
def percent(value: Number | float | None, places: int = 1) -> str:
    return _unless_absent_number(lambda number: numbers.percent(number, places), value)


@register.filter
def points_change(value: Number | float | None) -> str:
    return _unless_absent_number(numbers.points_change, value)


@register.filter
def plural(value: Number | float | None, words: str) -> str:
    return _unless_absent_number(lambda number: plurals.plural(number, _forms(words)), value)


@register.filter
def counted(value: Number | float | None, words: str) -> str:
    return _unless_absent_number(lambda number: plurals.counted(number, _forms(words)), value)


@register.filter(expects_localtime=True)
def long_date(value: date | None) -> str:
    return _unless_absent(dates.long_date, value)


@register.filter(expects_localtime=True)
def short_date(value: date | None) -> str:
    return _unless_absent(dates.short_date, value)


@register.filter(expects_localtime=True)
def until_day(value: date | None) -> str:
    return _unless_absent(dates.until_day, value)


@register.filter(expects_localtime=True)
def clock(value: datetime | None) -> str:
    return _unless_absent(dates.clock, value)


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    return _unless_absent(dates.moment, value)


@register.filter(expects_localtime=True)
def utc_offset(value: datetime | None) -> str:
    return _unless_absent(dates.utc_offset, value)


@register.filter
def school_year(value: int | None) -> str:
    return _unless_absent(dates.school_year, value)


@register.filter
def days_left(value: int | None) -> str:
    return _unless_absent(dates.days_left, value)


@register.filter
def together(value: object) -> str:
    return _unless_absent(lambda text: numbers.together(str(text)), value)
