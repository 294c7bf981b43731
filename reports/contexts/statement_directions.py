"""What does the справка say of each direction, criterion by criterion?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.contexts.district import District
from reports.contexts.district_indicators import CriterionLine, IndicatorLine
from reports.contexts.wording import OF_SCHOOLS, REACHED, by_points, part, part_with_share, quoted
from russian.numbers import NBSP, percent
from russian.plurals import plural
from scoring.queries.rubric_tree import RubricDirection


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """One line of a direction's table, already in words."""

    line: IndicatorLine
    people: str


@dataclass(frozen=True, slots=True)
class DirectionPart:
    direction: RubricDirection
    paragraphs: tuple[str, ...]
    indicators: tuple[IndicatorText, ...]


def direction_parts(district: District) -> tuple[DirectionPart, ...]:
    return tuple(_part(direction, district) for direction in district.rubric.directions)


def _part(direction: RubricDirection, district: District) -> DirectionPart:
    numbers = {criterion.number for criterion in direction.criteria}
    criteria = [line for line in district.criteria if line.criterion.number in numbers]
    indicators = [line for line in district.indicators if line.indicator.criterion_number in numbers]
    return DirectionPart(
        direction=direction,
        paragraphs=(*(_criterion(line, indicators) for line in criteria), *_graduates(indicators)),
        indicators=tuple(IndicatorText(line, _people(line)) for line in indicators),
    )


def _criterion(criterion: CriterionLine, indicators: Sequence[IndicatorLine]) -> str:
    name = f"Критерий {criterion.criterion.number} {quoted(criterion.criterion.title)}"
    if criterion.final_percent is None:
        return f"{name}: ни к одной из проверенных организаций показатели критерия не применимы."
    own = [line for line in indicators if line.indicator.criterion_number == criterion.criterion.number]
    said = f"{name}: набрано {percent(criterion.final_percent)} возможных баллов{_change(criterion)}."
    return " ".join([said, *_ends(own)])


def _change(criterion: CriterionLine) -> str:
    if criterion.change is None or criterion.before is None:
        return ""
    return f", {by_points(criterion.change)} прошлогоднего ({percent(criterion.before)})".replace(
        "на том же уровне прошлогоднего", "на уровне прошлого года"
    )


def _ends(lines: Sequence[IndicatorLine]) -> Iterator[str]:
    """The indicators reached most and least often; one sentence when they are the same."""
    known = [line for line in lines if line.share is not None]
    if len(known) == 1:
        yield _reached(known[0])
        return
    best, rarest = max(known, key=_share), min(known, key=_share)
    if best.share == rarest.share:
        yield _equally(known, _share(best))
        return
    yield (
        f"Чаще всего выполняется показатель {best.code} — {part_with_share(best.reached, best.applicable)}, "
        f"реже всего — {rarest.code}: {part_with_share(rarest.reached, rarest.applicable)}."
    )


def _equally(lines: Sequence[IndicatorLine], share: Fraction) -> str:
    if all(line.says_share for line in lines):
        return f"Все показатели критерия выполнены в равной доле организаций ({percent(share)})."
    if share == 0:
        return "Ни один показатель критерия не выполнила ни одна организация."
    if share == 100:
        return "Все показатели критерия выполнили все организации, к которым они применимы."
    return "Все показатели критерия выполнены в равной доле организаций."


def _share(line: IndicatorLine) -> Fraction:
    return line.share or Fraction(0)


def _reached(line: IndicatorLine) -> str:
    verb = plural(line.reached, REACHED)
    return f"Показатель {line.code} {verb} {part_with_share(line.reached, line.applicable)}."


def _graduates(lines: Sequence[IndicatorLine]) -> Iterator[str]:
    """6.2 and 7.1 depend on choices of families and on how the act is read: the справка says so."""
    for line in lines:
        if line.explains_itself and line.applicable:
            yield (
                f"О показателе {line.code}. Порог {line.indicator.threshold}{NBSP}% достигнут в{NBSP}"
                f"{part(line.reached, line.applicable)} {plural(line.applicable, OF_SCHOOLS)}. "
                f"{line.indicator.clarification}"
            ).strip()


def _people(line: IndicatorLine) -> str:
    return line.people.said if line.people and line.people.denominator else ""
