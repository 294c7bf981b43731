"""Are those named who reached what most did not, in their own words only where they were found true?"""

from __future__ import annotations

import pytest

from monitoring.models import Evidence, IndicatorAnswer, Verdict
from monitoring.states import VerdictKind
from reports.contexts.district import build_district
from reports.contexts.district_practices import build_practices
from reports.contexts.filters import Chosen
from reports.tests import expected
from reports.tests.test_district import finals
from reports.tests.year import AFTER_TERMS, loaded


def practices_of(year, **chosen):
    cycle = loaded(year.cycle)
    return build_practices(build_district(cycle, chosen=Chosen(**chosen), at=AFTER_TERMS), cycle)


@pytest.fixture
def rare(played_year) -> IndicatorAnswer:
    """4.4, which of all only ООШ № 10 reached."""
    answer = IndicatorAnswer.objects.get(expert_map=played_year.basic, code="4.4")
    answer.note = " Тьютор ведёт 9-е классы по программе. "
    answer.save()
    return answer


def test_lines_are_those_reached_by_less_than_half_but_somebody(played_year):
    hand, rare_codes = finals(played_year).values(), set()
    for code in expected.CODES:
        known = [points[code] for points in hand if points[code] is not None]
        if 0 < 2 * sum(known) < len(known):
            rare_codes.add(code)
    found = practices_of(played_year)
    assert {item.line.code for item in found.lines} == rare_codes
    assert found.count == sum(points[code] or 0 for points in finals(played_year).values() for code in rare_codes)


def _piece(year, answer, title: str, **fields) -> Evidence:
    piece = Evidence.objects.create(
        municipality=answer.municipality,
        expert_map=answer.expert_map,
        kind="link",
        title=title,
        url="https://school.example.org/a",
        added_by=year.head,
        added_at=AFTER_TERMS,
        **fields,
    )
    answer.evidence.add(piece)
    return piece


@pytest.fixture
def one_of_three(played_year, rare) -> IndicatorAnswer:
    """НОШ № 5 is made a school with 5–9 classes: one of three has reached 4.4."""
    type(played_year.primary).objects.filter(pk=played_year.primary.pk).update(levels=["noo", "ooo"])
    return rare


def test_accepted_claims_speak_for_themselves(played_year, one_of_three):
    _piece(played_year, one_of_three, "Программа тьюторства")
    _piece(played_year, one_of_three, "Список класса", child_names=Evidence.ChildNames.PRESENT)
    _piece(played_year, one_of_three, "Убрано", removed_at=AFTER_TERMS)
    line = next(item for item in practices_of(played_year).lines if item.line.code == "4.4")
    assert [(row.school.map_id, row.words, row.evidence) for row in line.practices] == [
        (played_year.basic.pk, "Тьютор ведёт 9-е классы по программе.", ("Программа тьюторства",))
    ]


def test_corrected_claims_name_the_school_only(played_year, one_of_three):
    Verdict.objects.filter(answer=one_of_three).update(kind=VerdictKind.CORRECTED, reason="Уточнено", fact=True)
    line = next(item for item in practices_of(played_year).lines if item.line.code == "4.4")
    assert [(row.school.map_id, row.words, row.evidence) for row in line.practices] == [(played_year.basic.pk, "", ())]


def test_nobody_standing_out_costs_no_query(played_year, django_assert_num_queries):
    cycle = loaded(played_year.cycle)
    district = build_district(cycle, chosen=Chosen(kind="primary"), at=AFTER_TERMS)
    with django_assert_num_queries(0):
        assert build_practices(district, cycle).lines == ()


def test_two_queries(played_year, one_of_three, django_assert_num_queries):
    cycle = loaded(played_year.cycle)
    district = build_district(cycle, at=AFTER_TERMS)
    with django_assert_num_queries(2):
        build_practices(district, cycle)
