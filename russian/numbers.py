"""How is a number written? Groups by no-break spaces, decimal comma, «%» after a no-break space."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = int | Fraction | Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
NO_SHARE = "—"
KILOBYTE = 1024


def integer(value: int) -> str:
    """Write a whole number: 999, «1 234», «−5»."""
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", NBSP)


def decimal(value: Number, places: int = 1) -> str:
    """Write a number with exactly `places` decimals, halves rounded away from zero: «1 234,5»."""
    scale = 10**places
    scaled = _half_up(abs(Fraction(value)) * scale)
    sign = MINUS if value < 0 and scaled else ""
    whole, rest = divmod(scaled, scale)
    return sign + integer(whole) + (f",{rest:0{places}d}" if places else "")


def percent(value: Number, places: int = 1) -> str:
    """Write a value that is already in per cent: «79,6 %»."""
    return f"{decimal(value, places)}{NBSP}%"


def share(numerator: int, denominator: int, *, threshold: int | None = None) -> str:
    """Write numerator / denominator in per cent, never rounded up to a threshold that was not reached.

    29.96 at threshold 30 is «29,96 %»: decimals are added until the text stays below the threshold.
    A denominator of 0 has no share and gives «—».
    """
    if denominator == 0:
        return NO_SHARE
    value = Fraction(100 * numerator, denominator)
    return percent(value, _honest_places(value, threshold))


def points_change(delta: Number) -> str:
    """Write a change in percentage points with its sign: «+4,1 п. п.», «−2,0 п. п.», «0,0 п. п.»."""
    text = decimal(delta)
    sign = "+" if delta > 0 and any(digit in text for digit in "123456789") else ""
    return f"{sign}{text}{NBSP}п.{NBSP}п."


def _honest_places(value: Fraction, threshold: int | None) -> int:
    """The fewest decimals, at least one, at which rounding does not lift the value to the threshold."""
    places = 1
    if threshold is None or value >= threshold:
        return places
    while _half_up(value * 10**places) >= threshold * 10**places:
        places += 1
    return places


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def size_in_words(size: int) -> str:
    """The size of a file, bytes given: «340 КБ», «1,2 МБ»."""
    if size < KILOBYTE**2:
        return f"{integer(max(1, size // KILOBYTE))}{NBSP}КБ"
    return f"{decimal(Fraction(size, KILOBYTE**2))}{NBSP}МБ"


def together(text: str) -> str:
    """A number sign stays with its number: «МБОУ СОШ № 5» never breaks between them."""
    return text.replace("№ ", f"№{NBSP}")
