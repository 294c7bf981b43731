"""What does the district of the tests come to, counted plainly from the raw answers and what was decided of them?

Nothing of the product's scoring is used: thresholds, levels and rounding are written down a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reports.tests import expected

# The reviewer and the methodologist of `play()`: 60 of 180 is below a half, the contract was not shown, the diploma
# is older.
VERIFIED = {"1.2": 0, "2.1": 0}
FINAL = {"4.3": 0}


@dataclass(frozen=True)
class Counted:
    """Points by code of one school; None for what it cannot have."""

    name: str
    claimed: dict[str, int | None]
    verified: dict[str, int | None]
    final: dict[str, int | None]

    @property
    def total(self) -> int:
        return total(self.final)

    @property
    def share(self) -> str:
        return percent(Fraction(100 * self.total, 23))

    @property
    def band(self) -> str:
        percents = Fraction(100 * self.total, 23)
        return "высокая" if percents >= 80 else "средняя" if percents >= 60 else "низкая"


def total(points: dict[str, int | None]) -> int:
    return sum(value or 0 for value in points.values())


def percent(value: Fraction) -> str:
    """One decimal, halves away from zero."""
    tenths = int(value * 10 + Fraction(1, 2))
    return f"{tenths // 10},{tenths % 10} %"


def counted_schools(year) -> list[Counted]:
    """The three with a map, in natural order of names."""
    rows = []
    for row in (year.full, year.primary, year.basic):
        claimed = expected.points(year.answers[row.pk], row.levels)
        verified = claimed | (VERIFIED if row == year.full else {})
        final = verified | (FINAL if row == year.full else {})
        rows.append(Counted(row.school.short_name, claimed, verified, final))
    return rows


def reached(schools: list[Counted]) -> dict[str, tuple[int, int]]:
    """By code: how many reached it, of how many it applies to."""
    return {
        code: (
            sum(bool(school.final[code]) for school in schools),
            sum(school.final[code] is not None for school in schools),
        )
        for code in expected.CODES
    }
