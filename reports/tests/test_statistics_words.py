"""Is a statistic said plainly, and never better than it is?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.contexts.statistics_words import (
    COHERENCE_SENTENCES,
    ENOUGH_FROM,
    LIMITS,
    TELLING_SENTENCES,
    TOLD,
    Telling,
    bounds,
    claims_mean_sentence,
    claims_sentence,
    coefficient,
    coefficient_of,
    coherence_sentence,
    share_sentence,
    signed,
    telling_of,
    telling_sentence,
)
from scoring.engine.coherence import Coherence, Correlation, Undefined
from scoring.engine.divergence import Divergence
from scoring.engine.proportion import Interval, wilson


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def per_cent(reached, count):
    found = wilson(reached, count)
    return Interval(100 * found.low, 100 * found.high)


@pytest.mark.parametrize(
    ("reached", "count", "said"),
    [
        (18, 24, "При той же работе случайно вышло бы от 55,1 до 88,0 %."),
        (
            24,
            24,
            "Балл получили все школы. По такому числу школ нельзя исключить, что при той же работе его не получат "
            "до 13,8 %.",
        ),
        (
            0,
            24,
            "Балла нет ни у кого. По такому числу школ нельзя исключить, что при той же работе его получат до 13,8 %.",
        ),
    ],
)
def test_a_share_with_its_interval(reached, count, said):
    assert plain(share_sentence(reached, count, per_cent(reached, count))) == said


def test_a_share_of_few_and_of_nobody():
    assert plain(share_sentence(3, 6, None)) == "Применим к 6 школам: это меньше 10, поэтому доля не считается."
    assert plain(share_sentence(1, 1, None)) == "Применим к 1 школе: это меньше 10, поэтому доля не считается."
    assert share_sentence(0, 0, None) == "Показатель не применим ни к одной школе."
    assert plain(bounds(Interval(1.04, 99.95))) == "1,0 до 100,0 %"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (None, Telling.FEW),
        (Undefined.ALL_REACHED, Telling.SAME),
        (Undefined.NOBODY_REACHED, Telling.SAME),
        (Undefined.REST_IS_THE_SAME, Telling.SAME),
        (Correlation(1, Fraction(9, 100), 165), Telling.GOOD),
        (Correlation(1, Fraction(8999, 100_000), 165), Telling.FAIR),
        (Correlation(1, Fraction(4, 100), 165), Telling.FAIR),
        (Correlation(1, Fraction(3999, 100_000), 165), Telling.WEAK),
        (Correlation(-1, Fraction(9, 100), 165), Telling.INVERSE),
        (Correlation(0, Fraction(0), 165), Telling.UNSURE),
        # The very r that is good of 165 schools is nothing to speak of in 24.
        (Correlation(1, Fraction(9, 100), 24), Telling.UNSURE),
        (Correlation(-1, Fraction(9, 100), 24), Telling.UNSURE),
        (Correlation(1, Fraction(1), 24), Telling.GOOD),
    ],
)
def test_a_word_only_where_chance_is_ruled_out(found, told):
    assert telling_of(found) == told


def test_every_word_has_a_title_and_a_sentence():
    assert set(TOLD) == set(Telling)
    assert set(TELLING_SENTENCES) | {Telling.FEW, Telling.UNSURE} == set(Telling)
    for told in Telling:
        assert telling_sentence(told, 24).endswith(".")
    assert plain(telling_sentence(Telling.UNSURE, 21)) == (
        "По 21 школе нельзя сказать, есть ли связь с остальным результатом."
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.2996, "0,2996"), (0.3, "0,30"), (0.296, "0,296"), (0.294, "0,29"), (0.6999, "0,6999"), (0.0, "0,00"),
     (0.002, "0,002"), (-0.002, "−0,002"), (-0.999, "−1,00"), (1.0, "1,00")],
)  # fmt: skip
def test_a_coefficient_is_never_rounded_over_a_limit(value, shown):
    exact = Fraction(value).limit_denominator(10_000)
    assert coefficient(exact) == shown


@given(st.floats(-1, 1).filter(lambda value: abs(value) > 1e-5))
def test_what_is_read_is_on_the_side_of_what_is(value):
    shown = float(coefficient(value).replace(",", ".").replace("−", "-"))
    assert abs(shown - value) <= 0.005 + 1e-12
    for limit in LIMITS:
        if abs(value - limit) > 1e-5:
            assert (shown >= float(limit)) == (value >= limit)


def test_bounds_of_a_coefficient_are_plain():
    assert coefficient_of(0.4, Interval(-0.1, 0.699)).bounds == "от −0,10 до 0,70"
    assert coefficient_of(1.0, None).bounds == ""


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        (Divergence(0, 0, 0, 0), "Показатель не применим ни к одной школе."),
        (Divergence(24, 0, 0, 0), "Заявленное подтвердилось у всех школ."),
        (Divergence(24, 2, 0, 2), "Балл изменён у 2 из 24 школ: о перевесе в одну сторону говорить рано."),
        (Divergence(21, 4, 3, 1), "Балл изменён у 7 из 21 школы; перевес в одну сторону может быть случайным."),
        (
            Divergence(24, 9, 1, 8),
            "Школы чаще завышают, чем занижают, и случайностью это не объяснить. Разъясните показатель.",
        ),
        (
            Divergence(24, 0, 6, -6),
            "Школы чаще занижают, чем завышают, и случайностью это не объяснить. Разъясните показатель.",
        ),
    ],
)
def test_claims(claims, said):
    assert plain(claims_sentence(claims)) == said


def test_claims_on_the_average():
    assert plain(claims_mean_sentence(Divergence(24, 14, 0, 16))) == (
        "В среднем школа заявила на 0,67 балла больше, чем подтвердила проверка. "
        "Случайностью перевес в одну сторону не объяснить."
    )
    assert plain(claims_mean_sentence(Divergence(24, 0, 1, -1))) == (
        "В среднем школа заявила на 0,04 балла меньше, чем подтвердила проверка."
    )
    assert claims_mean_sentence(Divergence(24, 1, 1, 0)) == (
        "В среднем школа заявила столько же, сколько подтвердила проверка."
    )
    assert [signed(Fraction(1, 6)), signed(Fraction(-1, 6)), signed(Fraction(0))] == ["+0,17", "−0,17", "0,00"]


@pytest.mark.parametrize(
    ("value", "place"), [("1", 0), ("0.8", 0), ("0.799", 1), ("0.7", 1), ("0.699", 2), ("0", 2), ("-0.01", 3)]
)
def test_coherence_in_words(value, place):
    found = coherence_sentence(Coherence(Fraction(value), 23, 40_000), 40_000)
    assert found.startswith(COHERENCE_SENTENCES[place][1])


def test_coherence_of_few_schools_is_said_with_care():
    found = plain(coherence_sentence(Coherence(Fraction("0.48"), 23, 19), 19))
    assert found.endswith("Вывод осторожный: по 19 школам нельзя исключить, что согласованность выше 0,7.")
    found = plain(coherence_sentence(Coherence(Fraction("0.75"), 23, 21), 21))
    assert found.endswith("Вывод осторожный: по 21 школе нельзя исключить, что согласованность ниже 0,7.")
    assert "осторожный" not in coherence_sentence(Coherence(Fraction("0.9"), 23, 165), 165)
    assert Fraction(7, 10) == ENOUGH_FROM


def test_coherence_that_is_not_counted():
    assert plain(coherence_sentence(None, 4)) == (
        "Все показатели применимы к 4 школам: согласованность считается не меньше чем по 10."
    )
    assert coherence_sentence(None, 0) == (
        "Школ, к которым применимы все показатели, нет: согласованность считается не меньше чем по 10."
    )
