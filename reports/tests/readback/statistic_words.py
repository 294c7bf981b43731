"""What must the page of statistics and its two tables say? Sentences and rows, written a second time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reports.tests.readback import statistic as counted
from reports.tests.readback.district_page import OF_SCHOOLS, SCHOOLS
from reports.tests.readback.saying import DASH, after, long_day, of, percent, tenths, with_word
from reports.tests.readback.sheets import Cell, Rows
from reports.tests.readback.statistic import FEW, Bounds, Differences, Line
from reports.tests.readback.year import Year

TO_SCHOOLS = ("школе", "школам", "школам")
LIMITS = (0.2, 0.3, 0.7, 0.8)
GOOD, ALONE = (
    "Балл получают школы, сильные и по остальным показателям.",
    "отмечает отдельное дело, а не общий уровень школы.",
)
TOLD = {
    "good": ("различает хорошо", "Балл получают школы, сильные и по остальным показателям."),
    "fair": ("различает удовлетворительно", "Школы с этим баллом по остальным показателям сильнее, но ненамного."),
    "weak": ("различает слабо", f"Балл почти не связан с остальным результатом: он {ALONE}"),
    "inverse": (
        "обратная связь",
        "Балл чаще получают школы, слабые по остальным показателям. Проверьте формулировку и порог.",
    ),
    "same": ("различать нечего", "Результат одинаков у всех школ, к которым показатель применим."),
}
WEAK_WHOLE = (
    "Показатели согласованы слабо: одинаковая сумма у двух школ складывается из разного. Смотрите не только на сумму, "
    "но и на критерии."
)
ENOUGH_WHOLE = "Показатели согласованы достаточно: сумма баллов отражает общий уровень работы школы."
HIGH_WHOLE = "Показатели складываются в одно целое: сумма баллов хорошо отражает общий уровень работы школы."
# Formulas, their authors and the limits the words are drawn at: the page's own explanations.
EXPLAINED = (
    "0 50 100 %", "95-процентный интервал", "KR-20 без него", "(KR-20)", "от −1 до 1:",
    "От 0,3 показатель различает школы хорошо, от 0,2 — удовлетворительно", "не школа с 0 баллов", "ни за 0, ни за 1",
    "строго по приложению 1", "(95 %, способ Уилсона, 1927)", "поправка Хенриссона, 1963", "Фишера (1921)",
    "Границы 0,2 и 0,3 — по Эбелу и Фрисби (1991)", "Из 23 показателей один", "Согласованность, KR-20",
    "Формула 20 Кьюдера и Ричардсона (1937) с интервалом Бонетта (2002): 1 — показатели повторяют друг друга, 0 — не",
    "От 0,7 согласованность достаточна, от 0,8 высока (Наннелли и Бернштейн, 1994)",
)  # fmt: skip


def coefficient(value: float, limits: tuple[float, ...] = ()) -> str:
    """Two decimals, or as many as keep it on its side of zero and of the limits."""
    for places in range(2, 7):
        said = tenths(Fraction(value), places)
        shown = float(said.replace(",", ".").replace("−", "-").replace(" ", ""))
        if (shown == 0) == (value == 0) and all((shown >= limit) == (value >= limit) for limit in limits):
            break
    return said


def bounds(interval: Bounds | None) -> str:
    return f"от {coefficient(interval[0])} до {coefficient(interval[1])}" if interval else DASH


# --- an indicator ---------------------------------------------------------------------------------


def share_sentence(line: Line) -> str:
    found = line.interval
    if not line.count:
        return "Показатель не применим ни к одной школе."
    if found is None:
        return f"Применим к {with_word(line.count, *TO_SCHOOLS)}: это меньше {FEW}, поэтому доля не считается."
    not_ruled_out = "По такому числу школ нельзя исключить, что при той же работе его"
    if line.reached == line.count:
        return f"Балл получили все школы. {not_ruled_out} не получат до {percent(Fraction(100 - found[0]))}."
    if not line.reached:
        return f"Балла нет ни у кого. {not_ruled_out} получат до {percent(Fraction(found[1]))}."
    return f"При той же работе случайно вышло бы от {tenths(Fraction(found[0]))} до {percent(Fraction(found[1]))}."


def told(line: Line) -> tuple[str, str]:
    """In a word, and in a sentence."""
    r, interval = line.r, line.r_interval
    if line.count < FEW:
        return "мало школ", f"Применим к {with_word(line.count, *TO_SCHOOLS)}: связь считается не меньше чем по {FEW}."
    if r is None or interval is None:
        return TOLD["same"]
    if interval[0] <= 0 <= interval[1]:
        said = f"По {with_word(line.count, *TO_SCHOOLS)} нельзя сказать, есть ли связь с остальным результатом."
        return "от случайного не отличить", said
    if r < 0:
        return TOLD["inverse"]
    return TOLD["good" if r >= 0.3 else "fair" if r >= 0.2 else "weak"]


def claims_sentence(found: Differences) -> str:
    count, moved = len(found.values), found.over + found.under
    if not count:
        return "Показатель не применим ни к одной школе."
    if not moved:
        return "Заявленное подтвердилось у всех школ."
    if found.leans:
        more, less = ("завышают", "занижают") if found.leans > 0 else ("занижают", "завышают")
        return f"Школы чаще {more}, чем {less}, и случайностью это не объяснить. Разъясните показатель."
    said = f"Балл изменён у {of(moved, count)} {after(count, *OF_SCHOOLS)}"
    if moved < 6:
        return f"{said}: о перевесе в одну сторону говорить рано."
    return f"{said}; перевес в одну сторону может быть случайным."


# --- the page -------------------------------------------------------------------------------------


def everything(year: Year) -> Iterator[str]:
    """Of ten schools or more."""
    yield from _around(year)
    for line in counted.lines(year):
        yield _share(line)
        yield _telling(line, year)
    yield from coherence(year)
    yield from _claims(year)


def _around(year: Year) -> Iterator[str]:
    yield f"Итоги за {year.title}"
    yield f"{year.title} учебный год"
    yield from _approval(year)
    yield f"Учтено {with_word(len(year.known), *SCHOOLS)} с результатом из {len(year.schools)}."
    for title, key in (("Карта не представлена", "absent"), ("Карта проверяется", "checking")):
        if found := year.group(key):
            yield f"{title}: {with_word(len(found), *SCHOOLS)}."


def _approval(year: Year) -> Iterator[str]:
    number, day = year.raw.protocol
    if year.approved and day:
        yield f"результаты утверждены {long_day(day)}, протокол № {number}"


def _share(line: Line) -> str:
    missed = line.count - line.reached
    found = line.interval
    interval = f"{tenths(Fraction(found[0]))}–{percent(Fraction(found[1]))}" if found else DASH
    return " ".join([
        line.rule.code, line.rule.title, share_sentence(line),
        of(line.reached, line.count) if line.count else DASH, percent(line.share), interval,
        with_word(missed, *SCHOOLS) if missed else DASH,
    ])  # fmt: skip


def _telling(line: Line, year: Year) -> str:
    word, sentence = told(line)
    value = DASH if line.r is None else coefficient(line.r, LIMITS)
    without, whole_ = _without(line, year), counted.kr20(counted.complete(year))
    higher = " выше" if without is not None and whole_ is not None and without >= whole_ + 0.01 else ""
    said = DASH if without is None else f"{coefficient(without, LIMITS)}{higher}"
    return f"{line.rule.code} {line.rule.title} {sentence} {word} {value} {bounds(line.r_interval)} {said}"


def _without(line: Line, year: Year) -> float | None:
    return counted.kr20(counted.complete(year), line.rule.code)


def coherence(year: Year) -> Iterator[str]:
    schools = counted.complete(year)
    value = counted.kr20(schools)
    if value is None:
        said = "Школ, к которым применимы все показатели, нет"
        if schools:
            said = f"Все показатели применимы к {with_word(len(schools), *TO_SCHOOLS)}"
        yield f"{said}: согласованность считается не меньше чем по {FEW}."
        return
    interval = counted.kr20_interval(value, len(schools))
    by = with_word(len(schools), *TO_SCHOOLS)
    yield (
        f"{coefficient(value, LIMITS)} согласованность показателей (KR-20), интервал {bounds(interval)} · по {by}, к "
        "которым применимы все показатели"
    )
    yield coherence_sentence(value, interval, by)


def coherence_sentence(value: float, interval: Bounds, by: str) -> str:
    assert value >= 0, "no such rubric in these districts"
    said = HIGH_WHOLE if value >= 0.8 else ENOUGH_WHOLE if value >= 0.7 else WEAK_WHOLE
    if not interval[0] < 0.7 <= interval[1]:
        return said
    other = "ниже" if value >= 0.7 else "выше"
    return f"{said} Вывод осторожный: по {by} нельзя исключить, что согласованность {other} 0,7."


def _claims(year: Year) -> Iterator[str]:
    sums = Differences([school.sums[0] - school.sums[1] for school in year.known])
    yield (
        f"Сумма баллов завышена у {with_word(sums.over, *OF_SCHOOLS)} из {len(year.known)}, занижена у {sums.under}. "
        f"{_mean_sentence(sums)}"
    )
    found = [(line, Differences(line.differences)) for line in counted.lines(year)]
    for line, differences in found:
        if differences.over + differences.under:
            yield " ".join([
                line.rule.code, line.rule.title, claims_sentence(differences), str(line.count),
                _counted(differences.over, line), _counted(differences.under, line), _signed(differences, line),
            ])  # fmt: skip
    if sure := [line.rule.code for line, differences in found if line.count and not any(differences.values)]:
        yield f"Заявленное подтвердилось у всех школ: {', '.join(sure)}."


def _counted(count: int, line: Line) -> str:
    return f"{count} ({percent(Fraction(100 * count, line.count))})" if count and line.count >= FEW else str(count)


def _signed(found: Differences, line: Line) -> str:
    if found.mean is None or line.count < FEW:
        return DASH
    return f"{'+' if found.mean > 0 else ''}{coefficient(found.mean)}"


def _mean_sentence(sums: Differences) -> str:
    if not sums.mean:
        return "В среднем школа заявила столько же, сколько подтвердила проверка."
    side = "больше" if sums.mean > 0 else "меньше"
    said = f"В среднем школа заявила на {coefficient(abs(sums.mean))} балла {side}, чем подтвердила проверка."
    return f"{said} Случайностью перевес в одну сторону не объяснить." if sums.leans else said


# --- the tables -----------------------------------------------------------------------------------


def indicator_rows(year: Year) -> Rows:
    return [_row(line, year) for line in counted.lines(year)]


def _row(line: Line, year: Year) -> list[Cell]:
    found, without = Differences(line.differences), _without(line, year)
    word, sentence = told(line)
    return [
        line.rule.code, line.rule.title, line.rule.threshold, line.count, line.reached,
        *_four(line.share, *(line.interval or (None, None)), line.r, *(line.r_interval or (None, None))), word,
        *_four(without), found.over, found.under, *_four(found.mean),
        f"{share_sentence(line)} {sentence} {claims_sentence(found)}",
    ]  # fmt: skip


def _four(*values: Fraction | float | None) -> list[Cell]:
    return [None if value is None else round(float(value), 4) for value in values]


def csv_of(rows: Rows) -> list[list[str]]:
    """Code and title in one cell, fractions with a comma, an apostrophe before what would begin like a formula."""
    return [[f"{code} {title}", *map(_written, figures)] for code, title, *figures in rows]


def _written(value: Cell) -> str:
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)


def whole_rows(year: Year) -> Rows:
    schools, sums = counted.complete(year), Differences([s.sums[0] - s.sums[1] for s in year.known])
    value = counted.kr20(schools)
    interval = counted.kr20_interval(value, len(schools)) if value is not None else (None, None)
    *_, sentence = coherence(year)
    few = f"Меньше {FEW}: доли, интервалы и коэффициенты не считаются" if len(year.known) < FEW else None
    return [
        ["Школ с результатом", len(year.known), few],
        ["Карта не представлена (не учтены)", len(year.group("absent")), None],
        ["Карта проверяется (не учтены)", len(year.group("checking")), None],
        ["Школ, к которым применимы все показатели (для KR-20)", len(schools), None],
        ["KR-20", *_four(value), sentence],
        ["KR-20 от", *_four(interval[0]), None],
        ["KR-20 до", *_four(interval[1]), None],
        ["Школ, где сумма завышена", sums.over, None],
        ["Школ, где сумма занижена", sums.under, None],
        ["Средняя разница суммы, баллов", *_four(sums.mean), "Заявлено минус проверено, на одну школу"],
    ]
