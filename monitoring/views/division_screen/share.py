"""What is a reviewer's own share of the year, and at what pace is it done in time?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import User
from monitoring.models import MonitoringCycle
from monitoring.queries.division import Numbers, numbers_of
from monitoring.states import StageKind
from russian.dates import until_day
from russian.plurals import MAPS, counted, plural

SATURDAY = 5
MINE, ALL = "mine", "all"


@dataclass(frozen=True, slots=True)
class Share:
    """A reviewer's maps, and the working days to the end of the control stage, today among them."""

    numbers: Numbers
    last_day: date
    days: int
    is_over: bool

    @property
    def per_day(self) -> int:
        """Maps a working day, rounded up; all of them when no working day is left."""
        return -(-self.numbers.left // max(self.days, 1))

    @property
    def done_words(self) -> str:
        return f"У вас {counted(self.numbers.maps, MAPS)}, проверено {self.numbers.checked}"

    @property
    def pace_words(self) -> str:
        """What is left to do in time; a sentence without a full stop."""
        if not self.numbers.left:
            return "вся ваша доля проверена"
        if self.is_over:
            verb = "осталась" if plural(self.numbers.left, MAPS) == MAPS.one else "осталось"
            return f"{verb} {counted(self.numbers.left, MAPS)}, срок прошёл"
        return f"чтобы успеть к {to_day(self.last_day)}, — по {_each(self.per_day)} в рабочий день"


def _each(number: int) -> str:
    """«по 2 карты», «по 1 карте»: after «по» one stands in the dative."""
    return f"{number}\u00a0карте" if number % 10 == 1 and number % 100 != 11 else counted(number, MAPS)


TO_WEEKDAYS = ("понедельнику", "вторнику", "среде", "четвергу", "пятнице", "субботе", "воскресенью")


def to_day(day: date) -> str:
    """A day after «к»: «четвергу, 15 октября»."""
    return f"{TO_WEEKDAYS[day.weekday()]}, {until_day(day).partition(', ')[2]}"


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from the first day to the last, both included; holidays are not known here."""
    return sum((first + timedelta(days=n)).weekday() < SATURDAY for n in range((last - first).days + 1))


def share_of(cycle: MonitoringCycle, reviewer: User, at: datetime) -> Share | None:
    """None while no map is in this reviewer's hands (one query; the stages must be prefetched)."""
    numbers = numbers_of(cycle, reviewer)
    if not numbers.maps:
        return None
    last_day, today = cycle.stage(StageKind.CONTROL).last_day, cycle.municipality.today(at)
    return Share(numbers, last_day, working_days(today, last_day), today > last_day)


def whose_maps(asked: str | None, share: Share | None) -> str:
    """MINE or ALL: as the address asks; without a word one's own, while there are any."""
    if share is None:
        return ALL
    return ALL if asked == ALL else MINE
