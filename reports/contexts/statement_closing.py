"""What follows from the figures: the conclusions of the справка?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.district import District
from reports.contexts.district_indicators import IndicatorLine
from reports.contexts.statement_trust import OF_ANSWERS
from reports.contexts.wording import part, part_with_share, quoted, says_share
from russian.numbers import NBSP, percent
from russian.plurals import Forms, plural

MARKED_CHANGE = 10
HAVE = Forms("имеет", "имеют", "имеют")


def conclusions(district: District) -> tuple[str, ...]:
    if not district.has_results:
        return ("Выводы делаются после завершения проверки экспертных карт.",)
    parts = (_level, _strengths, _deficits, _dynamics, _trust)
    return tuple(sentence for said in parts for sentence in said(district))


def _level(district: District) -> Iterator[str]:
    counts = {line.key: line.count for line in district.groups}
    reached = counts["high"] + counts["medium"]
    yield (
        "Среди организаций, карты которых проверены, высокую или среднюю степень эффективности "
        f"{plural(reached, HAVE)} "
        f"{part_with_share(reached, district.figures.results)}."
    )


def _strengths(district: District) -> Iterator[str]:
    if district.strengths:
        most = (
            f"Не менее чем в 80{NBSP}% организаций"
            if _many(district)
            else "Не менее чем в четырёх организациях из пяти"
        )
        yield f"{most} выполнены показатели: {_titles(district.strengths)}."


def _many(district: District) -> bool:
    """Whether schools with a result are enough for per cents of them."""
    return says_share(district.figures.results)


def _deficits(district: District) -> Iterator[str]:
    deficits = tuple(line for line in district.indicators if line.is_deficit)
    if deficits:
        yield f"Менее чем в половине организаций выполнены показатели: {_titles(deficits)}."
    else:
        yield "Показателей, которые выполнены менее чем в половине организаций, нет."


def _dynamics(district: District) -> Iterator[str]:
    if district.comparison.before is None:
        yield district.comparison.refusal
        return
    risen = _changed(district, lambda change: change >= MARKED_CHANGE)
    fallen = _changed(district, lambda change: change <= -MARKED_CHANGE)
    before = district.comparison.before.year_title
    if risen:
        yield f"Заметно выросла по сравнению с {before} учебным годом доля выполнивших показатели: {risen}."
    if fallen:
        yield f"Заметно снизилась по сравнению с {before} учебным годом доля выполнивших показатели: {fallen}."
    if not risen and not fallen:
        marked = f" ({MARKED_CHANGE}{NBSP}п.{NBSP}п. и более)" if _many(district) else ""
        yield f"Заметных изменений{marked} по сравнению с {before} учебным годом нет."


def _changed(district: District, is_marked) -> str:
    lines = [line for line in district.indicators if line.change is not None and is_marked(line.change)]
    return ", ".join(f"{line.code} ({_change(line)})" for line in lines)


def _change(line: IndicatorLine) -> str:
    return line.change_said if line.says_change else f"{line.change_said}, стало {line.reached_said}"


def _trust(district: District) -> Iterator[str]:
    trust, share = district.trust, district.trust.changed_share
    if share is not None:
        kept = f"{part(trust.answers - trust.changed, trust.answers)} {plural(trust.answers, OF_ANSWERS)}"
        said = f"{percent(100 - share)} ответов" if district.says_shares else kept
        yield f"Самооценка организаций подтвердилась по {said}."


def _titles(lines: tuple[IndicatorLine, ...]) -> str:
    return "; ".join(f"{line.code} {quoted(line.indicator.short_title)} ({line.reached_said})" for line in lines)
