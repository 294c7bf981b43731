"""Are years compared honestly over two versions of the methodology, by a count of their own?"""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import pytest

from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.tests import stories
from monitoring.tests.cast import OPENED, make_cycle
from reports.contexts.district import build_district
from reports.contexts.indicator import build_indicator
from reports.contexts.line_chart import YearValue, line_chart
from reports.contexts.school_result import build_school_result
from reports.contexts.years import build_years
from reports.tests import expected
from reports.tests.test_district import finals, total
from reports.tests.year import AFTER_TERMS, copies, loaded
from scoring.domain.methodology import load
from scoring.tests.versions import changed_version, content, exchanged_version, next_version

NEXT = stories.NOW.replace(year=2027)


def years_of(cycle, school_ids=None):
    cycle = loaded(cycle)
    return build_years(cycle, school_ids, build_district(cycle, at=AFTER_TERMS).rubric.indicators)


def next_year(year, document):
    """2026/2027 by the next version: СОШ № 2 alone answers, as it did, and nothing is corrected."""
    methodology = load(content=content(document), at=OPENED).methodology
    place = year.full.municipality
    cycle = make_cycle(place, methodology, year.coordinator, year=2026)
    row = ExpertMap.objects.with_context().get(cycle=cycle, school=year.full.school)
    stories.verified(row, head=year.head, reviewer=year.reviewer, at=NEXT)
    return cycle, stories.again(row)


def points_after(thresholds: dict[str, int]) -> int:
    """СОШ № 2's points as claimed, counted by the first version's thresholds but for those named."""
    points = expected.points(stories.ANSWERS, ["noo", "ooo", "soo"])
    for code, threshold in thresholds.items():
        answer = stories.ANSWERS[code]
        points[code] = int(100 * answer["numerator"] >= threshold * answer["denominator"])
    return total(points)


def test_years_of_one_version_are_drawn_through(year_before, approved_year):
    years = years_of(approved_year.cycle)
    percents = [Fraction(100 * total(points), 23) for points in finals(approved_year).values()]
    assert [(year.title, year.results, year.mean, year.median, year.absent, year.cut) for year in years.years] == [
        ("2024/2025", 1, Fraction(1400, 23), Fraction(1400, 23), 0, ""),
        ("2025/2026", 3, sum(percents) / 3, median(percents), 1, ""),
    ]
    assert [year.bands for year in years.years] == [
        {"high": 0, "medium": 1, "low": 0},
        {"high": 0, "medium": 1, "low": 2},
    ]
    assert (len(years.chart.parts), years.chart.cuts, years.changed) == (1, (), ())


def test_indicators_by_year_are_counted_from_raw_answers(year_before, approved_year):
    hand = finals(approved_year).values()
    before = expected.points(stories.ANSWERS, ["noo", "ooo", "soo"]) | {"2.1": 0, "2.2": 0}
    for line in years_of(approved_year.cycle).indicators:
        known = [points[line.indicator.code] for points in hand if points[line.indicator.code] is not None]
        assert [(year.reached, year.applicable) for year in line.years] == [
            (before[line.indicator.code], 1),
            (sum(known), len(known)),
        ]


def test_what_counts_by_a_reviewer_s_decision_counts_in_its_year(year_before, approved_year):
    answers = IndicatorAnswer.objects.filter(expert_map=approved_year.primary, code__in=["6.1", "6.2"])
    answers.update(counts_anyway=True)
    answers.filter(code="6.1").update(verified_points=1, final_points=1)
    shown = {
        line.code: (line.reached, line.applicable)
        for line in build_district(loaded(approved_year.cycle), at=AFTER_TERMS).indicators
    }
    lines = {line.indicator.code: line.years[-1] for line in years_of(approved_year.cycle).indicators}
    assert {code: (year.reached, year.applicable) for code, year in lines.items()} == shown
    assert (shown["6.1"], shown["6.2"]) == ((3, 3), (1, 3))


def test_a_part_of_the_district_is_looked_at_alone(year_before, approved_year):
    years = years_of(approved_year.cycle, {approved_year.basic.school_id})
    assert [(year.results, year.mean is None) for year in years.years] == [(0, True), (1, False)]
    assert years.chart is None


def test_a_changed_version_cuts_what_changed_and_says_so(approved_year):
    cycle, row = next_year(approved_year, changed_version())
    years = years_of(cycle)
    assert [year.cut for year in years.years] == ["", "изменены или добавлены показатели 1.2, 4.3"]
    assert (years.chart.parts, years.chart.cuts) == ((), ("50",))
    assert {line.indicator.code: [year.cut for year in line.cuts] for line in years.changed} == {
        "1.2": ["порог был 50\u00a0%, стал 60\u00a0%"],
        "4.3": ["изменён смысл показателя: Считаются только эксперты."],
    }
    # 104 of 180 are 57.8 %: enough for 50 %, not for 60 %.
    line = next(line for line in years.indicators if line.indicator.code == "1.2")
    assert [(year.reached, year.applicable) for year in line.years] == [(1, 2), (0, 1)]
    assert row.final_points == points_after({"1.2": 60})


def test_only_what_stayed_the_same_is_compared_with_the_year_before(approved_year):
    cycle, _ = next_year(approved_year, changed_version())
    district = build_district(loaded(cycle), at=AFTER_TERMS)
    assert district.comparison.refusal == (
        "Результаты за 2025/2026 учебный год получены по другой версии методики: средний результат и степени не "
        "сравниваются, сравниваются только неизменившиеся показатели — 21 из 23."
    )
    assert (district.figures.mean_change, [line.before for line in district.groups]) == (
        None,
        [None] * len(district.groups),
    )
    assert {line.code for line in district.indicators if line.before is None} == {"1.2", "4.3"}
    assert {line.criterion.number for line in district.criteria if line.before is None} == {1, 4}


def test_exchanged_codes_lead_to_what_they_were(approved_year):
    cycle, _ = next_year(approved_year, exchanged_version("2026", "2024", threshold=50))
    lines = {line.indicator.code: line for line in years_of(cycle).indicators}
    hand = finals(approved_year).values()
    assert [(year.code, year.reached) for year in lines["2.2"].years] == [
        ("2.1", sum(points["2.1"] for points in hand)),
        ("2.2", 1),
    ]
    assert next((year.code, year.said, year.cut) for year in lines["5.1"].years) == ("", "—", "")
    assert lines["5.1"].years[1].cut == "в прежней версии такого показателя не было"
    page = build_indicator(loaded(cycle), "2.2")
    assert page.line.before_of == (sum(points["2.1"] for points in hand), 3)


def test_a_version_where_nothing_changed_is_compared_whole(approved_year):
    cycle, _ = next_year(approved_year, next_version())
    district = build_district(loaded(cycle), at=AFTER_TERMS)
    assert (district.comparison.refusal, district.figures.mean_change is None) == ("", False)
    assert [year.cut for year in years_of(cycle).years] == ["", ""]


def test_another_methodology_is_not_compared_at_all(approved_year):
    document = next_version() | {"code": "another"}
    del document["follows"]
    cycle, row = next_year(approved_year, document)
    district = build_district(loaded(cycle), at=AFTER_TERMS)
    assert district.comparison.before is None
    assert district.comparison.refusal.endswith("получены по другой методике и несопоставимы.")
    years = years_of(cycle)
    assert years.years[1].cut == "результаты получены по другой методике"
    assert {tuple(year.code for year in line.years) for line in years.indicators} >= {("", "1.1")}
    result = build_school_result(row, at=NEXT)
    assert [year.cut for year in result.years] == ["", "результаты получены по другой методике"]
    assert set(result.years[0].criteria) == {None}


@pytest.mark.parametrize(("document", "is_cut"), [(changed_version(), True), (next_version(), False)])
def test_a_school_s_line_is_cut_where_its_years_are_not_compared(approved_year, document, is_cut):
    _, row = next_year(approved_year, document)
    result = build_school_result(row, at=NEXT)
    assert [bool(year.cut) for year in result.years] == [False, is_cut]
    assert (len(result.years_line.parts), len(result.years_line.cuts)) == ((0, 1) if is_cut else (1, 0))
    assert [year.result.points for year in result.years] == [13, points_after({"1.2": 60} if is_cut else {})]
    assert (None in result.years[0].criteria) is is_cut


def test_few_schools_are_not_drawn_as_shares(year_before, approved_year):
    line = years_of(approved_year.cycle).indicators[0]
    assert (line.chart, line.years[1].says_share) == (None, False)


def test_points_and_parts_of_a_line():
    chart = line_chart(
        [
            YearValue("2023/2024", Fraction(50), "50,0 %"),
            YearValue("2024/2025", Fraction(75), "75,0 %"),
            YearValue("2025/2026", None, "нет"),
            YearValue("2026/2027", Fraction(100), "100,0 %", "порог другой"),
        ]
    )
    assert [(point.x, point.y) for point in chart.points] == [("12.5", "60"), ("37.5", "30"), ("87.5", "0")]
    assert [(part.x1, part.y1, part.x2, part.y2) for part in chart.parts] == [("12.5", "60", "37.5", "30")]
    assert chart.cuts == ("75",)
    assert chart.description.endswith("2026/2027: 100,0 %, порог другой")
    assert line_chart([YearValue("2023/2024", Fraction(50), "")]) is None


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(year_before, approved_year, count, django_assert_num_queries):
    copies(approved_year.full, count)
    cycle = loaded(approved_year.cycle)
    indicators = build_district(cycle, at=AFTER_TERMS).rubric.indicators
    with django_assert_num_queries(3):
        build_years(cycle, None, indicators)


def test_several_versions_cost_two_queries_more(approved_year, django_assert_num_queries):
    cycle, _ = next_year(approved_year, changed_version())
    cycle = loaded(cycle)
    indicators = build_district(cycle, at=AFTER_TERMS).rubric.indicators
    with django_assert_num_queries(5):
        build_years(cycle, None, indicators)
