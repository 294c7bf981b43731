"""Are a year's statistics those of its raw answers, and are few schools left in peace?"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from monitoring.models import ExpertMap, IndicatorAnswer
from reports.contexts.district import build_district
from reports.contexts.statistics import statistics_of
from reports.contexts.statistics_words import Telling
from reports.tests import expected
from reports.tests.many_schools import many_schools
from reports.tests.year import AFTER_TERMS, copies, loaded
from scoring.engine.coherence import Correlation

SEED = 20261122


def build(year):
    return statistics_of(build_district(loaded(year.cycle), at=AFTER_TERMS))


@pytest.fixture
def many(played_year):
    """Thirty schools that differ, and the three of the year."""
    raw = many_schools(played_year.full, 30, seed=SEED)
    return build(played_year), raw


def matrix(year) -> dict[int, dict[str, int]]:
    """Final points of every map with a result by code, without what its levels rule out: straight from the rows."""
    levels = dict(ExpertMap.objects.filter(cycle=year.cycle).values_list("pk", "levels"))
    rows = IndicatorAnswer.objects.filter(expert_map__cycle=year.cycle, expert_map__final_points__isnull=False)
    found: dict[int, dict[str, int]] = {}
    for pk, code, points in rows.values_list("expert_map_id", "code", "final_points"):
        if expected.is_applicable(code, levels[pk]):
            found.setdefault(pk, {})[code] = points or 0
    return found


def test_every_figure_agrees_with_independent_libraries(many, played_year):
    statistics, _ = many
    points = matrix(played_year)
    assert (statistics.schools, statistics.complete) == (33, 31)
    for line in statistics.indicators:
        able = [row for row in points.values() if line.code in row]
        reached = sum(row[line.code] for row in able)
        assert (line.applicable, line.reached) == (len(able), reached)
        low, high = proportion_confint(reached, len(able), method="wilson")
        assert (line.interval.low, line.interval.high) == (pytest.approx(100 * low), pytest.approx(100 * high))
        rest = [(sum(row.values()) - row[line.code]) / (len(row) - 1) for row in able]
        item = [row[line.code] for row in able]
        if 0 < reached < len(able):
            theirs = stats.pearsonr(item, rest)
            assert line.telling.value == pytest.approx(theirs.statistic)
            assert line.telling.interval.low == pytest.approx(theirs.confidence_interval().low)


def test_kr20_is_counted_over_schools_that_can_have_every_indicator(many, played_year):
    statistics, _ = many
    whole = [row for row in matrix(played_year).values() if len(row) == 23]
    table = np.array([[row[code] for code in expected.CODES] for row in whole], dtype=float)

    def alpha(cells):
        k = cells.shape[1]
        return k / (k - 1) * (1 - cells.var(axis=0).sum() / cells.sum(axis=1).var())

    assert float(statistics.coherence.value) == pytest.approx(alpha(table))
    for place, line in enumerate(statistics.indicators):
        assert float(line.without.value) == pytest.approx(alpha(np.delete(table, place, axis=1)))
        assert line.holds_back == (line.without.value >= statistics.coherence.value + 0.01)


def test_the_policy_of_the_cycle_changes_no_statistic(many, played_year):
    strict, _ = many
    played_year.cycle.policy = "applicable"
    played_year.cycle.save(update_fields=["policy"])
    applicable = build(played_year)
    assert [(line.applicable, line.reached, line.telling) for line in strict.indicators] == [
        (line.applicable, line.reached, line.telling) for line in applicable.indicators
    ]
    assert strict.coherence == applicable.coherence


def test_claims_are_held_against_what_was_verified(many, played_year):
    statistics, _ = many
    rows = IndicatorAnswer.objects.filter(expert_map__cycle=played_year.cycle, expert_map__final_points__isnull=False)
    for line in statistics.indicators:
        pairs = [
            (answer.claimed_points or 0, answer.verified_points or 0)
            for answer in rows.filter(code=line.code).select_related("expert_map")
            if expected.is_applicable(line.code, answer.expert_map.levels)
        ]
        assert line.claims.answers == len(pairs)
        assert (line.claims.over, line.claims.under) == (
            sum(claimed > verified for claimed, verified in pairs),
            sum(claimed < verified for claimed, verified in pairs),
        )
        assert float(line.claims.mean) == pytest.approx(np.mean([one - other for one, other in pairs]))
    assert set(statistics.changed) | set(statistics.confirmed) == set(statistics.indicators)
    assert statistics.claims.points == sum(line.claims.points for line in statistics.indicators)


def test_few_schools_are_given_numbers_and_nothing_finer(played_year):
    statistics = build(played_year)
    assert (statistics.schools, statistics.is_few, statistics.kr20) == (3, True, None)
    for line in statistics.indicators:
        assert (line.share, line.interval, line.bar, line.told) == (None, None, None, Telling.FEW)
        assert (line.over_share, line.under_share, line.mean_difference, line.without) == (None, None, "–", None)
    assert [line.reached for line in statistics.indicators if line.code == "1.2"] == [1]


@pytest.mark.parametrize(("schools", "few"), [(9, True), (10, False)])
def test_ten_schools_are_not_few(played_year, schools, few):
    copies(played_year.full, schools - 3)
    assert build(played_year).is_few is few


def test_an_indicator_few_can_have_is_few_in_a_large_district(played_year):
    """12 schools, and only one of them has 10–11 classes."""
    copies(played_year.primary, 9)
    statistics = build(played_year)
    by_code = {line.code: line for line in statistics.indicators}
    assert (statistics.schools, statistics.is_few, statistics.complete) == (12, False, 1)
    assert (by_code["1.3"].applicable, by_code["1.3"].share, by_code["1.3"].told) == (1, None, Telling.FEW)
    assert by_code["1.1"].share is not None
    assert statistics.coherence is None


def test_equal_schools_have_nothing_to_tell_apart(played_year):
    ExpertMap.objects.filter(pk__in=[played_year.basic.pk, played_year.primary.pk]).delete()
    copies(played_year.full, 11)
    statistics = build(played_year)
    assert {line.told for line in statistics.indicators} == {Telling.SAME}
    assert (statistics.coherence, statistics.complete) == (None, 12)
    assert "согласованность считать не по чему" in statistics.coherence_sentence


def test_schools_without_a_result_are_left_out(many, played_year):
    statistics, _ = many
    ExpertMap.objects.filter(pk=played_year.full.pk).update(state="submitted")
    fewer = build(played_year)
    assert (fewer.schools, fewer.complete) == (statistics.schools - 1, statistics.complete - 1)


def test_order(many):
    statistics, _ = many
    parts = [line.reached / line.applicable for line in statistics.by_share]
    assert parts == sorted(parts, reverse=True)
    changes = [line.claims.changed for line in statistics.changed]
    assert changes == sorted(changes, reverse=True)


def test_the_year_in_hand_has_both_words_and_numbers(many):
    """A negative control for the tests above: the made-up schools differ enough to tell something."""
    statistics, _ = many
    told = {line.told for line in statistics.indicators}
    assert Telling.GOOD in told
    assert all(isinstance(line.telling, Correlation) for line in statistics.indicators if line.told is Telling.GOOD)
