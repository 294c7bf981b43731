"""Which sentences with figures must the справка hold? Each is written a second time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from reports.tests.readback.act import CRITERIA, DIRECTIONS, MAXIMUM, RULES, TITLES, Criterion
from reports.tests.readback.points import School
from reports.tests.readback.saying import (
    after,
    further,
    long_day,
    of,
    of_schools,
    percent,
    points,
    quoted,
    with_word,
)
from reports.tests.readback.year import Reached, Year

ORGANISATION = ("организации", "организациях", "организациях")
GENITIVE = ("организации", "организаций", "организаций")
NAMED_AT_MOST = 24
NOTHING_BEFORE = "Утверждённых результатов прошлых лет нет, сравнивать пока не с чем."


def named(schools: list[School], where: str = "см. приложение") -> str:
    if len(schools) > NAMED_AT_MOST:
        return f"{with_word(len(schools), 'организация', 'организации', 'организаций')} ({where})"
    return ", ".join(school.name for school in schools)


def opening(year: Year) -> Iterator[str]:
    yield f"за {year.title} учебный год"
    yield f"(утв. {year.raw.municipality['act']})"
    count, signed = len(year.schools), len(year.signed)
    forms = ("общеобразовательная организация", "общеобразовательные организации", "общеобразовательных организаций")
    yield f"В мониторинге {after(count, 'участвовала', 'участвовали', 'участвовали')} {with_word(count, *forms)}."
    until, late = long_day(year.raw.last_days["self_assessment"]), signed - len(year.in_time)
    yield (
        f"Экспертные карты {after(signed, 'представила', 'представили', 'представили')} {of(signed, count)} "
        f"{after(count, *GENITIVE)}: в срок до {until} включительно — {len(year.in_time)}"
        f"{f', по продлению — {late}' if late else ''}."
    )
    if absent := year.group("absent"):
        yield f"Карты не представлены: {named(absent)}."
    yield from _terms(year)
    yield from _method()


def _terms(year: Year) -> Iterator[str]:
    checking, evaluation = (long_day(year.raw.last_days[stage]) for stage in ("control", "evaluation"))
    yield f"Срок контроля объективности — до {checking}, итоговой оценки — до {evaluation}"
    if year.approved:
        yield approval(year, "Результаты утверждены")
        return
    signed = len(year.signed)
    forms = ("представленной карты", "представленных карт", "представленных карт")
    yield f"данные предварительные: проверено {len(year.known)} из {with_word(signed, *forms)}."


def approval(year: Year, what: str) -> str:
    number, day = year.raw.protocol
    assert isinstance(day, date)
    return f"{what} {long_day(day)} (протокол № {number})."


def _method() -> Iterator[str]:
    shares = sum(rule.threshold is not None for rule in RULES.values())
    forms = ("показателю", "показателям", "показателям")
    directions = with_word(len(DIRECTIONS), "направление", "направления", "направлений")
    criteria = with_word(len(CRITERIA), "критерий", "критерия", "критериев")
    yield f"Оценка проведена по {with_word(len(RULES), *forms)} ({directions}, {criteria})."
    yield f"По {with_word(shares, *forms)} доля обучающихся, работников или выпускников сопоставлялась с порогом"
    yield f"по {with_word(len(RULES) - shares, *forms)} устанавливался факт."
    yield f"За выполненный показатель начислялся {points(1)}."
    yield f"строго по приложению 1: максимум для каждой организации — {points(MAXIMUM)};"
    yield f"по её уровням образования, даёт {points(0)} и отмечен как неприменимый."
    yield "высокая — от 80 %, средняя — от 60 %, но менее 80 %, низкая — менее 60 %."


def overall(year: Year) -> Iterator[str]:
    if not year.known:
        return
    yield _mean(year)
    said = [f"{TITLES[key]} — в {_degree(year, key)}" for key in ("high", "medium", "low")]
    yield f"Степень эффективности установлена: {'; '.join(said)}."
    if checking := year.group("checking"):
        yield f"Проверка ещё не завершена по {with_word(len(checking), 'карте', 'картам', 'картам')}."
    if absent := len(year.group("absent")):
        verb = after(absent, "Не представлена", "Не представлены", "Не представлено")
        yield f"{verb} {with_word(absent, 'карта', 'карты', 'карт')}: это отдельная группа,"
    if year.out_of_reach:
        yield f"чем предусмотрено для степени «низкая»: {named(year.out_of_reach)}."


def _mean(year: Year) -> str:
    said = (
        f"Средний результат — {percent(year.mean)} максимального количества баллов (медиана — {percent(year.median)})"
    )
    before = year.before
    if before is None or before.mean is None or year.mean is None:
        return f"{said}. {NOTHING_BEFORE}"
    step = further(year.mean - before.mean, ", чем", "на том же уровне, что и")
    return f"{said}, {step} в {before.title} учебном году ({percent(before.mean)})."


def _degree(year: Year, key: str) -> str:
    count = len(year.group(key))
    return f"{with_word(count, *ORGANISATION)} ({percent(Fraction(100 * count, len(year.schools)))})"


def directions(year: Year) -> Iterator[str]:
    for criterion in CRITERIA if year.known else ():
        yield " ".join(_criterion(year, criterion))
    for code in ("6.2", "7.1") if year.known else ():
        line = year.by_code[code]
        yield (
            f"О показателе {code}. Порог {line.rule.threshold} % достигнут в {of(line.reached, line.able)} "
            f"{after(line.able, *GENITIVE)}. {line.rule.clarification}"
        )


def _criterion(year: Year, criterion: Criterion) -> Iterator[str]:
    step = year.criterion_change(criterion)
    said = ""
    if step is not None and year.before:
        than = further(step, " прошлогоднего", "на уровне прошлого года")
        said = f", {than} ({percent(year.before.criterion_share(criterion))})"
    share = percent(year.criterion_share(criterion))
    yield f"Критерий {criterion.number} {quoted(criterion.title)}: набрано {share} возможных баллов{said}."
    lines = [year.by_code[code] for code in criterion.codes]
    if len(lines) == 1:
        yield _one(lines[0])
        return
    best = max(lines, key=lambda line: line.share or 0)
    rarest = min(lines, key=lambda line: line.share or 0)
    if best.share == rarest.share:
        yield f"Все показатели критерия выполнены в равной доле организаций ({percent(best.share)})."
        return
    yield (
        f"Чаще всего выполняется показатель {best.rule.code} — {of_schools(best.reached, best.able)}, реже всего — "
        f"{rarest.rule.code}: {of_schools(rarest.reached, rarest.able)}."
    )


def _one(line: Reached) -> str:
    verb = after(line.reached, "выполнила", "выполнили", "выполнили")
    return f"Показатель {line.rule.code} {verb} {of_schools(line.reached, line.able)}."


def trust(year: Year) -> Iterator[str]:
    if not year.known:
        return
    claimed, verified, final = map(points, year.sums)
    yield (f"организации заявили {claimed}, после контроля объективности — {verified}, итоговая сумма — {final}.")
    answers = after(year.judged, "ответа", "ответов", "ответов")
    yield (
        f"Проверка изменила баллы по {of(year.lowered + year.raised, year.judged)} {answers} "
        f"({percent(year.changed_share)}): в меньшую сторону — {year.lowered}, в большую — {year.raised}."
    )
    if year.evaluated:
        verb = after(year.evaluated, "изменён", "изменены", "изменено")
        yield f"При итоговой оценке {verb} {with_word(year.evaluated, 'ответ', 'ответа', 'ответов')}."
    often = [f"{rule.code} {quoted(rule.title)} — {move.total()}" for rule, move in year.often_changed[:5]]
    yield f"Чаще всего исправлялись показатели: {'; '.join(often)}."
    yield f"отличается от самооценки в {with_word(len(year.sum_changed), *ORGANISATION)} (таблица ниже)."
    compared, off = year.compared, year.off_form
    forms = ("организации", "организациям", "организациям")
    yield f"С формой ОО-1 сверена численность по {with_word(len(compared), *forms)}."
    yield f"(2 человека или 5 %) есть в {with_word(len(off), *ORGANISATION)}: {named(off)}."
