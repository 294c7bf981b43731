"""Do the figures of a district agree with a calculation of their own?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import median

import pytest

from accounts.models import Role
from monitoring.models import ExpertMap
from monitoring.tests import stories
from monitoring.tests.cast import make_cycle, make_person
from reports.contexts.district import build_district
from reports.contexts.filters import Chosen
from reports.contexts.results import Standing
from reports.tests import expected
from reports.tests.year import AFTER_TERMS, copies, loaded, thresholds
from schools.models import ReferenceFigures
from scoring.engine.types import Policy


def build(year, **chosen):
    return build_district(loaded(year.cycle), chosen=Chosen(**chosen), at=AFTER_TERMS)


def finals(year) -> dict[int, dict[str, int | None]]:
    """Final points by map and code, counted from raw answers and from what the reviewers decided."""
    found = {row.pk: expected.points(year.answers[row.pk], row.levels) for row in (year.full, year.basic, year.primary)}
    found[year.full.pk] |= {"1.2": 0, "2.1": 0, "4.3": 0}
    return found


def total(points: dict[str, int | None]) -> int:
    return sum(value or 0 for value in points.values())


def test_the_thresholds_of_the_tests_are_those_of_the_methodology(cycle):
    assert thresholds(cycle) == expected.THRESHOLDS


def test_every_school_has_the_points_counted_by_hand(played_year):
    district, hand = build(played_year), finals(played_year)
    shown = {row.map_id: row.result.points for row in district.schools if row.result}
    assert shown == {pk: total(points) for pk, points in hand.items()}
    cells = {row.map_id: [cell.points for cell in row.cells] for row in district.schools if row.result}
    assert cells == {pk: list(points.values()) for pk, points in hand.items()}


def test_schools_stand_in_natural_order(played_year):
    names = [row.name.replace("\u00a0", " ") for row in build(played_year).schools]
    assert names == ["МАОУ СОШ № 2", "МБОУ НОШ № 5", "МБОУ ООШ № 10", "МБОУ СОШ № 20"]


def test_mean_and_median_are_of_schools_with_a_result(played_year):
    figures = build(played_year).figures
    percents = [Fraction(100 * total(points), 23) for points in finals(played_year).values()]
    assert (figures.mean, figures.median) == (sum(percents) / 3, median(percents))
    assert (figures.schools, figures.represented, figures.in_time, figures.absent, figures.results) == (4, 3, 3, 1, 3)


def test_a_school_without_a_map_is_a_group_of_its_own(played_year):
    district = build(played_year)
    groups = {line.key: [row.map_id for row in line.schools] for line in district.groups}
    assert groups == {
        "high": [],
        "medium": [played_year.basic.pk],
        "low": [played_year.full.pk, played_year.primary.pk],
        "absent": [played_year.absent.pk],
    }
    silent = district.schools[-1]
    assert (silent.standing, silent.result, silent.cells) == (Standing.ABSENT, None, ())
    assert [line.share for line in district.groups] == [0, 25, 50, 25]


def test_indicators_are_counted_over_schools_that_can_have_them(played_year):
    hand = finals(played_year).values()
    for line in build(played_year).indicators:
        known = [points[line.code] for points in hand if points[line.code] is not None]
        assert (line.code, line.applicable, line.reached) == (line.code, len(known), sum(known))
        assert line.share == Fraction(100 * sum(known), len(known))


def test_criteria_are_parts_of_the_maximum_of_all(played_year):
    hand = finals(played_year).values()
    for line in build(played_year).criteria:
        points = sum(
            value or 0
            for answers in hand
            for code, value in answers.items()
            if code.startswith(f"{line.criterion.number}.")
        )
        assert (line.final, line.maximum) == (points, 3 * line.criterion.maximum)
        assert line.final_percent == Fraction(100 * points, 3 * line.criterion.maximum)


def test_people_are_added_after_corrections(played_year):
    line = next(line for line in build(played_year).indicators if line.code == "1.2")
    assert (line.people.numerator, line.people.denominator) == (60 + 40, 180 + 60)
    assert [(missed.school.map_id, missed.missing) for missed in line.missed] == [(played_year.full.pk, 30)]


def test_trust_says_what_verification_changed(played_year):
    trust = build(played_year).trust
    claimed = sum(total(expected.points(played_year.answers[pk], levels)) for pk, levels in _levels(played_year))
    assert (trust.claimed, trust.verified, trust.final) == (claimed, claimed - 2, claimed - 3)
    assert (trust.lowered, trust.raised, trust.evaluated) == (2, 0, 1)
    assert {line.indicator.code: line.changed for line in trust.indicators} == {"1.2": 1, "2.1": 1}
    assert [(row.map_id, row.changed) for row in trust.schools] == [(played_year.full.pk, -2)]
    applicable = sum(
        expected.is_applicable(code, levels) for _, levels in _levels(played_year) for code in expected.CODES
    )
    assert (trust.answers, trust.changed_share) == (applicable, Fraction(200, applicable))


def _levels(year) -> list[tuple[int, list[str]]]:
    return [(row.pk, row.levels) for row in (year.full, year.basic, year.primary)]


def test_reference_figures_off_by_more_than_movement_are_named(played_year):
    school = played_year.full.school
    figures = ReferenceFigures.objects.create(
        municipality=school.municipality, school=school, as_of=date(2025, 9, 20), pupils_8_9=180, staff=50
    )
    trust = build(played_year).trust
    assert (trust.compared_with_reference, trust.off_reference) == (1, ())
    figures.pupils_8_9 = 160
    figures.save()
    assert [row.map_id for row in build(played_year).trust.off_reference] == [played_year.full.pk]


def test_deficits_are_reached_by_less_than_half(played_year):
    district, hand = build(played_year), finals(played_year).values()
    rare = set()
    for code in expected.CODES:
        known = [points[code] for points in hand if points[code] is not None]
        if 2 * sum(known) < len(known):
            rare.add(code)
    assert {line.code for line in district.deficits} == rare
    assert [line.share for line in district.deficits] == sorted(line.share for line in district.deficits)


def test_filters_leave_their_schools(played_year):
    expected_names = [
        ({"kind": "primary"}, ["primary"]),
        ({"level": "ooo"}, ["basic"]),
        ({"place": "village"}, ["absent"]),
        ({"group": "low"}, ["full", "primary"]),
        ({"group": "absent"}, ["absent"]),
        ({"missed": "6.2"}, ["full"]),
        ({"level": "soo", "group": "low"}, ["full"]),
        ({"level": "noo", "group": "high"}, []),
    ]
    for chosen, names in expected_names:
        district = build(played_year, **chosen)
        assert [row.map_id for row in district.schools] == [getattr(played_year, name).pk for name in names]
        assert (district.of_schools, district.figures.schools) == (4, len(names))


def test_last_year_is_compared_where_the_methodology_is_the_same(year_before, played_year):
    district = build(played_year)
    before = district.comparison.before
    assert (before.year_title, before.schools, before.mean) == ("2024/2025", 1, Fraction(1400, 23))
    assert {line.key: line.before for line in district.groups} == {"high": 0, "medium": 1, "low": 0, "absent": 0}
    contracts = next(line for line in district.indicators if line.code == "2.1")
    assert (contracts.before, contracts.change) == (0, contracts.share)
    partners = next(line for line in district.criteria if line.criterion.number == 2)
    assert (partners.before, partners.change) == (0, partners.final_percent)


def test_groups_are_not_compared_while_a_school_may_still_join_one(year_before, played_year):
    assert [line.change for line in build(played_year).groups] == [None] * 4


def test_groups_of_an_approved_year_are_compared(year_before, approved_year):
    changes = {line.key: line.change for line in build(approved_year).groups}
    assert changes == {line.key: line.count - (line.key == "medium") for line in build(approved_year).groups}


def test_a_part_of_the_district_is_compared_with_itself(year_before, played_year):
    assert build(played_year, kind="primary").comparison.before.schools == 0
    assert build(played_year, group="low").comparison.before.schools == 1


def test_without_a_past_year_it_says_so(played_year):
    comparison = build(played_year).comparison
    assert comparison.before is None
    assert comparison.refusal == "Утверждённых результатов прошлых лет нет, сравнивать пока не с чем."


def test_maps_in_hand_have_no_result_yet(cycle, expert_map, head):
    stories.submitted(expert_map, by=head)
    district = build_district(loaded(cycle), at=AFTER_TERMS)
    assert (district.has_results, district.figures.checking, district.figures.mean) == (False, 1, None)
    assert [(row.standing, row.claimed) for row in district.schools] == [
        (Standing.CHECKING, stories.FULL_SCHOOL_POINTS),
        (Standing.ABSENT, None),
    ]


def test_a_district_without_schools(municipality, methodology, coordinator):
    district = build_district(loaded(make_cycle(municipality, methodology, coordinator)), at=AFTER_TERMS)
    assert (district.schools, district.has_results, district.figures.median) == ((), False, None)


def test_with_applicability_the_maximum_is_each_school_s_own(
    municipality, methodology, coordinator, reviewer, primary_school, now
):
    head = make_person(municipality, Role.HEAD, primary_school)
    cycle = make_cycle(municipality, methodology, coordinator, policy=Policy.APPLICABLE)
    [row] = ExpertMap.objects.with_context().filter(cycle=cycle)
    stories.verified(row, head=head, reviewer=reviewer)
    [shown] = build_district(loaded(cycle), at=AFTER_TERMS).schools
    points = expected.points(stories.answers_for(row), row.levels)
    assert (shown.result.points, shown.result.maximum) == (total(points), sum(v is not None for v in points.values()))
    assert [cell.points for cell in shown.cells] == list(points.values())


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(played_year, count, django_assert_num_queries):
    copies(played_year.full, count)
    build(played_year)
    cycle = loaded(played_year.cycle)
    with django_assert_num_queries(5):
        build_district(cycle, at=AFTER_TERMS)
