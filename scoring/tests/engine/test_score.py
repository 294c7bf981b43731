"""Does a claim earn exactly the points the act gives, with its working in words?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.numbers import NBSP
from russian.plurals import Forms
from scoring.engine.score import people_missing, score
from scoring.engine.types import ALL_LEVELS, Claim, Empty, IndicatorRule, Kind, Level, Outcome, PartRule, Policy

PUPILS = Forms("обучающегося", "обучающихся", "обучающихся")
HUGE = 10**18

PARTS = tuple(PartRule(level.value, level.value.upper(), level) for level in Level)


def share_rule(threshold, **changes):
    return IndicatorRule("1.2", Kind.SHARE, threshold=threshold, unit=PUPILS, **changes)


def fact_rule(**changes):
    return IndicatorRule("5.2", Kind.FACT, **changes)


def counted_at(rule, claim, *, levels=ALL_LEVELS, policy=Policy.STRICT, condition=None):
    return score(rule, claim, levels=levels, policy=policy, condition=condition)


def plain(outcome):
    """The outcome with ordinary spaces, so that expectations can be read."""
    return Outcome(outcome.points, outcome.empty, outcome.working.replace(NBSP, " "), outcome.missing)


@pytest.mark.parametrize(
    ("threshold", "numerator", "denominator", "points", "missing", "working"),
    [
        (50, 104, 180, 1, 0, "104 из 180 = 57,8 % ≥ 50 % — 1 балл"),
        (50, 90, 180, 1, 0, "90 из 180 = 50,0 % ≥ 50 % — 1 балл"),
        (50, 89, 180, 0, 1, "89 из 180 = 49,4 %, порог 50 % не достигнут, не хватает 1 обучающегося"),
        (30, 2996, 10_000, 0, 4, "2 996 из 10 000 = 29,96 %, порог 30 % не достигнут, не хватает 4 обучающихся"),
        (20, 46, 258, 0, 6, "46 из 258 = 17,8 %, порог 20 % не достигнут, не хватает 6 обучающихся"),
        (70, 0, 30, 0, 21, "0 из 30 = 0,0 %, порог 70 % не достигнут, не хватает 21 обучающегося"),
        (100, 1, 1, 1, 0, "1 из 1 = 100,0 % ≥ 100 % — 1 балл"),
        (1, 1, 100, 1, 0, "1 из 100 = 1,0 % ≥ 1 % — 1 балл"),
        (20, 0, 0, 0, 0, "0 из 0: долю считать не от чего — 0 баллов"),
    ],
)
def test_share(threshold, numerator, denominator, points, missing, working):
    outcome = counted_at(share_rule(threshold), Claim(numerator, denominator))
    assert plain(outcome) == Outcome(points, None, working, missing)


@pytest.mark.parametrize("claim", [Claim(), Claim(numerator=5), Claim(denominator=5)])
def test_a_share_without_both_numbers_is_not_filled(claim):
    assert counted_at(share_rule(30), claim) == Outcome(None, Empty.NOT_FILLED, "Не заполнено")


@pytest.mark.parametrize("claim", [Claim(-1, 5), Claim(1, -5), Claim(6, 5), Claim(1, 0), Claim(numerator=-1)])
def test_impossible_numbers_are_refused(claim):
    with pytest.raises(ValueError, match=r"1\.2"):
        counted_at(share_rule(30), claim)


@pytest.mark.parametrize(
    ("fact", "outcome"),
    [
        (True, Outcome(1, None, "Факт есть — 1 балл")),
        (False, Outcome(0, None, "Факта нет — 0 баллов")),
        (None, Outcome(None, Empty.NOT_FILLED, "Не заполнено")),
    ],
)
def test_fact(fact, outcome):
    assert plain(counted_at(fact_rule(), Claim(fact=fact))) == outcome


@pytest.mark.parametrize(
    ("levels", "parts", "outcome"),
    [
        ("noo ooo soo", "noo+ ooo+ soo+", Outcome(1, None, "Факт есть на уровнях NOO, OOO, SOO — 1 балл")),
        ("noo ooo soo", "noo+ ooo+ soo-", Outcome(0, None, "Факта нет на уровне SOO — 0 баллов")),
        ("noo ooo soo", "noo- ooo+ soo-", Outcome(0, None, "Факта нет на уровнях NOO, SOO — 0 баллов")),
        ("noo ooo", "noo+ ooo+", Outcome(1, None, "Факт есть на уровнях NOO, OOO — 1 балл")),
        ("noo", "noo+ soo-", Outcome(1, None, "Факт есть на уровне NOO — 1 балл")),
        ("noo ooo", "noo+", Outcome(None, Empty.NOT_FILLED, "Не заполнено: нет ответа на уровне OOO")),
        ("noo ooo", "", Outcome(None, Empty.NOT_FILLED, "Не заполнено")),
    ],
)
def test_a_fact_of_several_levels_asks_only_for_those_the_school_has(levels, parts, outcome):
    claim = Claim(parts={item[:-1]: item[-1] == "+" for item in parts.split()})
    having = frozenset(Level(level) for level in levels.split())
    assert plain(counted_at(fact_rule(parts=PARTS), claim, levels=having)) == outcome


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("claim", [Claim(), Claim(1, 4), Claim(0, 0)])
def test_no_participants_means_zero_and_never_not_applicable(policy, claim):
    rule = share_rule(20, zero_unless="5.2")
    outcome = counted_at(rule, claim, policy=policy, condition=False)
    assert plain(outcome) == Outcome(0, None, "По показателю 5.2 ответ «Нет» — 0 баллов")


def test_a_fact_that_holds_or_is_not_answered_leaves_the_share_alone():
    rule = share_rule(20, zero_unless="5.2")
    assert counted_at(rule, Claim(1, 4), condition=True).points == 1
    assert counted_at(rule, Claim(1, 4), condition=None).points == 1
    assert counted_at(rule, Claim(), condition=True).empty == Empty.NOT_FILLED
    assert plain(counted_at(rule, Claim(denominator=0), condition=True)).working == (
        "0 из 0: долю считать не от чего — 0 баллов"
    )


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        ({Level.NOO}, "1–4 классов"),
        ({Level.OOO}, "5–9 классов"),
        ({Level.SOO}, "10–11 классов"),
        ({Level.OOO, Level.SOO}, "5–11 классов"),
        ({Level.NOO, Level.SOO}, "1–4 и 10–11 классов"),
    ],
)
def test_an_indicator_the_school_cannot_have(needed, words):
    rule = share_rule(30, levels=frozenset(needed))
    without = ALL_LEVELS - needed
    strict = counted_at(rule, Claim(1, 2), levels=without)
    assert plain(strict) == Outcome(
        0, Empty.NOT_APPLICABLE, f"Не применимо: в школе нет {words}. По приложению 1 — 0 баллов"
    )
    applicable = counted_at(rule, Claim(1, 2), levels=without, policy=Policy.APPLICABLE)
    assert plain(applicable) == Outcome(
        None, Empty.NOT_APPLICABLE, f"Не применимо: в школе нет {words}. Показатель исключён из максимума"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.SHARE},
        {"kind": Kind.SHARE, "threshold": 30},
        {"kind": Kind.SHARE, "threshold": 0, "unit": PUPILS},
        {"kind": Kind.SHARE, "threshold": 101, "unit": PUPILS},
        {"kind": Kind.FACT, "threshold": 30},
        {"kind": Kind.FACT, "unit": PUPILS},
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(fields):
    with pytest.raises(ValueError, match=r"1\.1"):
        IndicatorRule("1.1", **fields)


@st.composite
def shares(draw):
    denominator = draw(st.integers(1, HUGE))
    return draw(st.integers(0, denominator)), denominator, draw(st.integers(1, 100))


@given(shares())
def test_points_are_the_integer_comparison_and_missing_people_close_the_gap(case):
    numerator, denominator, threshold = case
    outcome = counted_at(share_rule(threshold), Claim(numerator, denominator))
    assert outcome.points == int(100 * numerator >= threshold * denominator)
    assert (outcome.missing == 0) == (outcome.points == 1)
    if outcome.missing:
        assert counted_at(share_rule(threshold), Claim(numerator + outcome.missing, denominator)).points == 1
        assert counted_at(share_rule(threshold), Claim(numerator + outcome.missing - 1, denominator)).points == 0


@given(shares(), st.data())
def test_one_more_person_never_takes_a_point_away(case, data):
    numerator, denominator, threshold = case
    more = data.draw(st.integers(numerator, denominator))
    rule = share_rule(threshold)
    fewer_points = counted_at(rule, Claim(numerator, denominator)).points
    assert fewer_points <= counted_at(rule, Claim(more, denominator)).points


@pytest.mark.parametrize(
    ("numerator", "threshold", "points", "missing"),
    [
        (HUGE, 100, 1, 0),
        (HUGE - 1, 100, 0, 1),
        (3 * HUGE // 10, 30, 1, 0),
        (3 * HUGE // 10 - 1, 30, 0, 1),
        (0, 1, 0, HUGE // 100),
    ],
)
def test_huge_numbers_stay_exact(numerator, threshold, points, missing):
    outcome = counted_at(share_rule(threshold), Claim(numerator, HUGE))
    assert (outcome.points, outcome.missing) == (points, missing)


def test_people_missing_rounds_up():
    assert people_missing(0, 3, 50) == 2
    assert people_missing(2, 3, 50) == 0
    assert people_missing(29, 101, 30) == 2
