"""How would a person write these figures? A second hand for numbers, dates and words after them; spaces are plain."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
DASH = "–"


def whole(value: int) -> str:
    """«1 234», «−5»."""
    digits = str(abs(value))
    groups = []
    while digits:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    return ("−" if value < 0 else "") + " ".join(groups)


def tenths(value: Fraction, places: int = 1) -> str:
    """Halves away from zero."""
    scale = 10**places
    rounded = int(abs(value) * scale + Fraction(1, 2))
    sign = "−" if value < 0 and rounded else ""
    return f"{sign}{whole(rounded // scale)},{rounded % scale:0{places}d}"


def percent(value: Fraction | None) -> str:
    return DASH if value is None else f"{tenths(value)} %"


def honest(value: Fraction, limit: int | None) -> str:
    """A limit that was not reached is never written: more decimals are."""
    places = 1
    while limit is not None and value < limit and int(value * 10**places + Fraction(1, 2)) >= limit * 10**places:
        places += 1
    return f"{tenths(value, places)} %"


def change(value: Fraction | None) -> str:
    """«+4,1 п. п.»."""
    if value is None:
        return DASH
    said = tenths(value)
    return f"{'+' if value > 0 and said != '0,0' else ''}{said} п. п."


def further(value: Fraction, than: str, level: str) -> str:
    """«на 4,1 п. п. выше, чем …», or the words for no difference."""
    size = tenths(abs(value))
    return level if size == "0,0" else f"на {size} п. п. {'выше' if value > 0 else 'ниже'}{than}"


def after(number: int, one: str, few: str, many: str) -> str:
    """The word after a number: 1 балл, 3 балла, 11 баллов."""
    if number % 100 in range(11, 15):
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)


def with_word(number: int, *forms: str) -> str:
    return f"{whole(number)} {after(number, *forms)}"


def points(number: int) -> str:
    return with_word(number, "балл", "балла", "баллов")


def of(part: int, all_: int) -> str:
    return f"{whole(part)} из {whole(all_)}"


def of_schools(part: int, all_: int) -> str:
    """«23 из 24 организаций (95,8 %)»."""
    said = f"{of(part, all_)} {after(all_, 'организации', 'организаций', 'организаций')}"
    return f"{said} ({percent(Fraction(100 * part, all_))})" if all_ else said


def people(part: int, all_: int) -> str:
    """Of fewer than ten people no share is said."""
    return of(part, all_) if all_ < 10 else f"{of(part, all_)} ({percent(Fraction(100 * part, all_))})"


def quoted(text: str) -> str:
    return f"«{text.replace('«', '„').replace('»', '“')}»"


def long_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."


def short_day(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year}"


def year(first: int) -> str:
    return f"{first}/{first + 1}"


def stamp(moment: datetime) -> str:
    """«22.11.2026 в 21:17 (UTC+5)» of a moment in the municipality's own time."""
    offset = moment.utcoffset()
    assert offset is not None
    return f"{short_day(moment)} в {moment:%H:%M} (UTC{offset.total_seconds() / 3600:+.0f})"
