"""Does «что если» agree with a plain recount of the raw answers, and does it write nothing?"""

from __future__ import annotations

from random import Random

import pytest
from django.core import serializers

from journal.models import JournalEntry
from monitoring.models import ExpertMap, IndicatorAnswer, Verdict
from reports.contexts.district import build_district
from reports.contexts.what_if import what_if
from reports.tests import expected
from reports.tests.many_schools import many_schools
from reports.tests.year import AFTER_TERMS, loaded
from scoring.models import Indicator

SEED = 20261123
# Unrounded: at least 80 and 60 per cent of 23.
LEAST = {"high": 19, "medium": 14, "low": 0}


def build(year, **thresholds):
    district = build_district(loaded(year.cycle), at=AFTER_TERMS)
    return what_if(district, {key[1:].replace("_", "."): value for key, value in thresholds.items()})


def recounted(raw, thresholds) -> int:
    """Points of a full school under other thresholds, from its answers alone."""
    points = expected.points(raw, ["noo", "ooo", "soo"])
    for code, threshold in thresholds.items():
        of = expected.denominator(code, raw)
        points[code] = int(of > 0 and raw[code]["numerator"] * 100 >= threshold * of)
    return sum(points.values())


def band(points):
    return next(key for key, least in LEAST.items() if points >= least)


@pytest.mark.parametrize("trial", range(5))
def test_it_agrees_with_a_plain_recount(played_year, trial):
    raw = many_schools(played_year.full, 24, seed=SEED + trial)
    ExpertMap.objects.filter(cycle=played_year.cycle).exclude(pk__in=raw).delete()
    random = Random(SEED + trial)  # noqa: S311  made-up thresholds, no secrets
    codes = random.sample(sorted(expected.THRESHOLDS), 4)
    asked = {
        code: random.choice([value for value in range(1, 101) if value != expected.THRESHOLDS[code]]) for code in codes
    }
    found = what_if(build_district(loaded(played_year.cycle), at=AFTER_TERMS), asked)
    before = {pk: sum(expected.points(answers, ["noo", "ooo", "soo"]).values()) for pk, answers in raw.items()}
    after = {pk: recounted(answers, asked) for pk, answers in raw.items()}
    assert {shift.school.map_id: (shift.before.points, shift.after.points) for shift in found.schools} == {
        pk: (before[pk], after[pk]) for pk in raw if band(before[pk]) != band(after[pk])
    }
    assert {shift.school.map_id: (shift.before.points, shift.after.points) for shift in found.points_only} == {
        pk: (before[pk], after[pk]) for pk in raw if band(before[pk]) == band(after[pk]) and before[pk] != after[pk]
    }
    assert {line.band.key: (line.before, line.after) for line in found.bands} == {
        key: (
            sum(band(points) == key for points in before.values()),
            sum(band(points) == key for points in after.values()),
        )
        for key in LEAST
    }
    assert float(found.mean_after) == pytest.approx(100 * sum(after.values()) / 23 / len(after))


def test_what_is_now_is_the_page_s_own(played_year):
    many_schools(played_year.full, 12, seed=SEED)
    district = build_district(loaded(played_year.cycle), at=AFTER_TERMS)
    found = what_if(district, {"1.1": 31})
    assert {line.band.key: line.before for line in found.bands} == {
        line.key: line.count for line in district.groups if line.key in LEAST
    }
    assert found.mean_before == district.figures.mean
    assert found.indicators[0].before == next(line.reached for line in district.indicators if line.code == "1.1")


def test_a_lower_threshold_lifts_the_schools_that_were_near(played_year):
    """1.1: 40 of 200 is 20 %, so at 20 % every school of the year with 1–4 classes gets the point."""
    found = build(played_year, i1_1=20)
    line = found.indicators[0]
    assert (line.before, line.after, line.applicable, line.threshold) == (0, 3, 3, 20)
    three = {played_year.full.pk, played_year.basic.pk, played_year.primary.pk}
    assert ({row.map_id for row in line.gained}, line.lost) == (three, ())
    # The full school goes from 13 to 14 of 23 and is now of the middle degree; the others keep theirs.
    assert [(shift.school.map_id, shift.before.points, shift.after.points) for shift in found.schools] == [
        (played_year.full.pk, 13, 14)
    ]
    assert [shift.after.points - shift.before.points for shift in found.points_only] == [1, 1]
    assert [(line.band.key, line.change) for line in found.bands] == [("high", 0), ("medium", 1), ("low", -1)]


def test_what_people_decided_is_named_and_stays(played_year):
    """1.2 of the full school was corrected by numbers: it is recounted. A point set without numbers is not."""
    assert [row.map_id for row in build(played_year, i1_2=30).indicators[0].gained] == [played_year.full.pk]
    verdict = Verdict.objects.get(answer__expert_map=played_year.full, answer__code="1.2", superseded_at=None)
    Verdict.objects.filter(pk=verdict.pk).update(numerator=None, denominator=None)
    line = build(played_year, i1_2=30).indicators[0]
    assert (line.gained, [row.map_id for row in line.kept]) == ((), [played_year.full.pk])


def test_a_final_point_the_evaluation_changed_stays(played_year):
    answer = IndicatorAnswer.objects.get(expert_map=played_year.full, code="1.3")
    assert (answer.verified_points, answer.final_points) == (1, 1)
    IndicatorAnswer.objects.filter(pk=answer.pk).update(final_points=0, final_reason="Решение комиссии")
    line = build(played_year, i1_3=10).indicators[0]
    assert (line.gained, line.lost, [row.map_id for row in line.kept]) == ((), (), [played_year.full.pk])


def test_what_a_school_cannot_have_is_not_counted(played_year):
    line = build(played_year, i1_3=100).indicators[0]
    assert (line.applicable, [row.map_id for row in line.lost]) == (1, [played_year.full.pk])


def test_what_the_reviewer_decided_to_count_is_counted(played_year):
    """Under the policy of applicability the primary school has 11 indicators, and 1.2 by a decision."""
    played_year.cycle.policy = "applicable"
    played_year.cycle.save(update_fields=["policy"])
    answers = IndicatorAnswer.objects.filter(expert_map=played_year.primary, code="1.2")
    answers.update(numerator=4, denominator=10, counts_anyway=True, verified_points=0, final_points=0)
    ExpertMap.objects.filter(pk=played_year.primary.pk).update(maximum=12)
    found = build(played_year, i1_2=40)
    assert found.indicators[0].applicable == 3
    # 9 of 12 is the middle degree, 10 of 12 the high one.
    primary = next(shift for shift in found.schools if shift.school.map_id == played_year.primary.pk)
    assert (primary.before.points, primary.before.maximum) == (9, 12)
    assert (primary.after.points, primary.after.maximum) == (10, 12)


def test_schools_without_a_result_are_left_out(played_year):
    ExpertMap.objects.filter(pk=played_year.full.pk).update(state="submitted")
    assert build(played_year, i1_1=20).of_schools == 2


def test_nothing_is_written(played_year):
    def everything():
        models = (ExpertMap, IndicatorAnswer, Verdict, Indicator, JournalEntry)
        return [serializers.serialize("json", model.objects.order_by("pk")) for model in models]

    before = everything()
    build(played_year, i1_1=1, i1_2=100)
    assert everything() == before


def test_no_school_at_all(played_year):
    ExpertMap.objects.filter(cycle=played_year.cycle).delete()
    found = build(played_year, i1_1=1)
    assert (found.of_schools, found.schools, found.mean_before, found.mean_change) == (0, (), None, None)
    assert found.after_chart.segments == ()
