"""How is a statistic said in plain Russian, and where does «хорошо» begin?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from reports.contexts.wording import part
from russian.numbers import NBSP, decimal, percent
from russian.plurals import POINTS, Forms, counted, plural
from scoring.engine.coherence import Coherence, Correlation, Undefined
from scoring.engine.divergence import Divergence
from scoring.engine.proportion import Interval

# Averages and shares of fewer than ten are not said in per cent.
FEW_SCHOOLS = 10
# Ebel, R. L., Frisbie, D. A. (1991). Essentials of Educational Measurement, 5th ed.: an item discriminates reasonably
# well from 0.30, marginally from 0.20, poorly below. A rule of thumb, so it is said only where chance is ruled out.
GOOD_FROM, FAIR_FROM = Fraction(3, 10), Fraction(2, 10)
# Nunnally, J. C., Bernstein, I. H. (1994). Psychometric Theory, 3rd ed.: 0.70 is modest, 0.80 serves comparing groups.
HIGH_FROM, ENOUGH_FROM = Fraction(8, 10), Fraction(7, 10)
# Fewer changes than this split unevenly by chance more often than once in twenty, whichever way they all go.
FEW_CHANGES = 6
LIMITS = (FAIR_FROM, GOOD_FROM, ENOUGH_FROM, HIGH_FROM)
MOST_PLACES = 6

# After «из»: «из 21 школы», «из 24 школ»; after «к» and «по»: «к 1 школе», «к 6 школам»; after «у»: «у 1 школы».
OF_SCHOOLS = Forms("школы", "школ", "школ")
TO_SCHOOLS = Forms("школе", "школам", "школам")


class Telling(StrEnum):
    """What an item–rest correlation says of an indicator."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    UNSURE = "unsure"
    INVERSE = "inverse"
    SAME = "same"
    FEW = "few"


TOLD = {
    Telling.GOOD: "различает хорошо",
    Telling.FAIR: "различает удовлетворительно",
    Telling.WEAK: "различает слабо",
    Telling.UNSURE: "от случайного не отличить",
    Telling.INVERSE: "обратная связь",
    Telling.SAME: "различать нечего",
    Telling.FEW: "мало школ",
}
TELLING_SENTENCES = {
    Telling.GOOD: "Балл получают школы, сильные и по остальным показателям.",
    Telling.FAIR: "Школы с этим баллом по остальным показателям сильнее, но ненамного.",
    Telling.WEAK: "Балл почти не связан с остальным результатом: он отмечает отдельное дело, а не общий уровень школы.",
    Telling.INVERSE: "Балл чаще получают школы, слабые по остальным показателям. Проверьте формулировку и порог.",
    Telling.SAME: "Результат одинаков у всех школ, к которым показатель применим.",
}
NOT_RULED_OUT = "По такому числу школ нельзя исключить, что при той же работе его"
NOBODY_HAS_ALL = "Школ, к которым применимы все показатели, нет"
COHERENCE_SENTENCES = (
    (HIGH_FROM, "Показатели складываются в одно целое: сумма баллов хорошо отражает общий уровень работы школы."),
    (ENOUGH_FROM, "Показатели согласованы достаточно: сумма баллов отражает общий уровень работы школы."),
    (
        Fraction(0),
        "Показатели согласованы слабо: одинаковая сумма у двух школ складывается из разного. "
        "Смотрите не только на сумму, но и на критерии.",
    ),
    (
        None,
        "Показатели противоречат друг другу: получая баллы по одним, школы теряют их по другим. "
        "Об общем уровне сумма не говорит.",
    ),
)


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient and the bounds of its interval as they are read; bounds are empty where there is no interval."""

    value: str
    low: str
    high: str

    @property
    def bounds(self) -> str:
        return f"от {self.low} до {self.high}" if self.low else ""


def coefficient_of(value: float, interval: Interval | None) -> Coefficient:
    low, high = (coefficient(interval.low, ()), coefficient(interval.high, ())) if interval else ("", "")
    return Coefficient(coefficient(value), low, high)


def coefficient(value: float, limits: Sequence[Fraction] = LIMITS) -> str:
    """Two decimals, more where rounding would carry it over a limit the words are drawn at, or to zero."""
    exact, places = Fraction(value), 2
    while places < MOST_PLACES and not _stays(exact, places, limits):
        places += 1
    return decimal(exact, places)


def _stays(value: Fraction, places: int, limits: Sequence[Fraction]) -> bool:
    scale = 10**places
    shown = Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale) * (-1 if value < 0 else 1)
    return (shown == 0) == (value == 0) and all((shown >= limit) == (value >= limit) for limit in limits)


def share_sentence(reached: int, applicable: int, interval: Interval | None) -> str:
    """interval is in per cent, None of few schools."""
    if not applicable:
        return "Показатель не применим ни к одной школе."
    if interval is None:
        return f"Применим к {counted(applicable, TO_SCHOOLS)}: это меньше {FEW_SCHOOLS}, поэтому доля не считается."
    if reached == applicable:
        return f"Балл получили все школы. {NOT_RULED_OUT} не получат до {percent(Fraction(100 - interval.low))}."
    if not reached:
        return f"Балла нет ни у кого. {NOT_RULED_OUT} получат до {percent(Fraction(interval.high))}."
    return f"При той же работе случайно вышло бы от {bounds(interval)}."


def bounds(interval: Interval) -> str:
    """«55,1 до 88,0 %» after «от»; both in per cent."""
    return f"{decimal(Fraction(interval.low))} до {percent(Fraction(interval.high))}"


def telling_of(found: Correlation | Undefined | None) -> Telling:
    """A word of praise or blame only where the interval leaves out «никакой связи»."""
    if found is None:
        return Telling.FEW
    if isinstance(found, Undefined):
        return Telling.SAME
    interval = found.interval
    if interval is not None and interval.holds(0):
        return Telling.UNSURE
    if found.sign < 0:
        return Telling.INVERSE
    if found.is_at_least(GOOD_FROM):
        return Telling.GOOD
    return Telling.FAIR if found.is_at_least(FAIR_FROM) else Telling.WEAK


def telling_sentence(told: Telling, schools: int) -> str:
    if told is Telling.FEW:
        return f"Применим к {counted(schools, TO_SCHOOLS)}: связь считается не меньше чем по {FEW_SCHOOLS}."
    if told is Telling.UNSURE:
        return f"По {counted(schools, TO_SCHOOLS)} нельзя сказать, есть ли связь с остальным результатом."
    return TELLING_SENTENCES[told]


def claims_sentence(claims: Divergence) -> str:
    if not claims.answers:
        return "Показатель не применим ни к одной школе."
    if not claims.changed:
        return "Заявленное подтвердилось у всех школ."
    if claims.leans > 0:
        return "Школы чаще завышают, чем занижают, и случайностью это не объяснить. Разъясните показатель."
    if claims.leans < 0:
        return "Школы чаще занижают, чем завышают, и случайностью это не объяснить. Разъясните показатель."
    whom = f"{part(claims.changed, claims.answers)} {plural(claims.answers, OF_SCHOOLS)}"
    if claims.changed < FEW_CHANGES:
        return f"Балл изменён у {whom}: о перевесе в одну сторону говорить рано."
    return f"Балл изменён у {whom}; перевес в одну сторону может быть случайным."


def claims_mean_sentence(claims: Divergence) -> str:
    """How far a school's sum lay from what was verified, on the average."""
    mean = claims.mean
    if not mean:
        return "В среднем школа заявила столько же, сколько подтвердила проверка."
    by = f"{coefficient(float(abs(mean)), ())}{NBSP}{POINTS.few}"
    said = f"В среднем школа заявила на {by} {'больше' if mean > 0 else 'меньше'}, чем подтвердила проверка."
    return f"{said} Случайностью перевес в одну сторону не объяснить." if claims.leans else said


def signed(value: Fraction) -> str:
    return f"{'+' if value > 0 else ''}{coefficient(float(value), ())}"


def coherence_sentence(found: Coherence | None, schools: int) -> str:
    if schools < FEW_SCHOOLS:
        said = f"Все показатели применимы к {counted(schools, TO_SCHOOLS)}" if schools else NOBODY_HAS_ALL
        return f"{said}: согласованность считается не меньше чем по {FEW_SCHOOLS}."
    if found is None:
        return f"У всех {schools}{NBSP}школ одинаковая сумма баллов: согласованность считать не по чему."
    said = next(words for limit, words in COHERENCE_SENTENCES if limit is None or found.value >= limit)
    return f"{said}{_caution(found)}"


def _caution(found: Coherence) -> str:
    """Where the interval reaches over «достаточно», the words about it are said with care."""
    interval, enough = found.interval, float(ENOUGH_FROM)
    if interval is None or not interval.low < enough <= interval.high:
        return ""
    other = "ниже" if found.value >= ENOUGH_FROM else "выше"
    return (
        f" Вывод осторожный: по {counted(found.schools, TO_SCHOOLS)} нельзя исключить, что согласованность {other} 0,7."
    )
