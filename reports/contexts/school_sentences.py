"""How is a school told its result in words?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from reports.contexts.results import Result, Scale
from reports.contexts.school_indicators import IndicatorResult
from reports.contexts.wording import full_stop, part
from russian.dates import long_date
from russian.numbers import NBSP
from russian.plurals import POINTS, Forms, counted, plural
from scoring.engine.bands import gap_to_next
from scoring.engine.types import Policy
from scoring.queries.rubric_tree import Rubric

# After «из»: «из 21 балла», «из 23 баллов»; after «не хватает»: «1 балла», «2 баллов».
OF_POINTS = Forms("балла", "баллов", "баллов")
NOT_APPLICABLE = {
    Policy.STRICT: "строго по приложению 1 {they} 0{nbsp}баллов и {enter} в максимум",
    Policy.APPLICABLE: "с учётом применимости {gone} из максимума",
}
ONE = {"they": "он даёт", "enter": "входит", "gone": "он исключён"}
MANY = {"they": "они дают", "enter": "входят", "gone": "они исключены"}
EVERYTHING_APPLIES = {
    Policy.STRICT: "Баллы учтены строго по приложению 1.",
    Policy.APPLICABLE: "Баллы учтены с учётом применимости; к школе применимы все показатели.",
}


def summary(
    result: Result, scale: Collection[Scale], rows: Collection[IndicatorResult], policy: Policy
) -> tuple[str, ...]:
    return (_standing(result, scale), _applicability(rows, policy), _three_points(rows))


def _standing(result: Result, scale: Collection[Scale]) -> str:
    reached = next(line for line in scale if line.band.key == result.band.key)
    of_maximum = f"{part(result.points, result.maximum)} {plural(result.maximum, OF_POINTS)}"
    return (
        f"Школа набрала {of_maximum}: это {result.share} максимума, степень эффективности — {result.band.title} "
        f"({reached.shares}; доля сравнивается без округления)."
    )


def _applicability(rows: Collection[IndicatorResult], policy: Policy) -> str:
    codes = [row.code for row in rows if row.kind == "na"]
    if not codes:
        return EVERYTHING_APPLIES[policy]
    subject, words = ("не применим показатель", ONE) if len(codes) == 1 else ("не применимы показатели", MANY)
    return f"К школе {subject} {', '.join(codes)}: {NOT_APPLICABLE[policy].format(nbsp=NBSP, **words)}."


def _three_points(rows: Collection[IndicatorResult]) -> str:
    claimed, verified, final = (
        sum(getattr(row, name) or 0 for row in rows) for name in ("claimed", "verified", "final")
    )
    return (
        f"Самооценка — {counted(claimed, POINTS)}, после контроля объективности — {counted(verified, POINTS)}, "
        f"итог — {counted(final, POINTS)}."
    )


def gap(result: Result, rubric: Rubric) -> str:
    """«До степени «высокая» не хватает 2 баллов.»; empty in the highest."""
    above = gap_to_next(result.points, result.maximum, rubric.bands)
    return f"До степени «{above[0].title}» не хватает {counted(above[1], OF_POINTS)}." if above else ""


def approval(*, approved: bool, day: date | None, number: str) -> str:
    return " ".join(_approval(approved, day, number))


def _approval(approved: bool, day: date | None, number: str) -> Iterator[str]:
    if not approved:
        yield "Результат предварительный: он ещё не утверждён и может измениться."
        return
    said = f" {long_date(day)}" if day else ""
    protocol = f" (протокол №{NBSP}{number})" if number else ""
    yield full_stop(f"Результат утверждён{said}{protocol}")
