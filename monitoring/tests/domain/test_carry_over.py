"""What comes over from last year, and what never does?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from monitoring.domain.carry_over import carry_over, confirm_carried
from monitoring.domain.checks import CheckContext, find_problems
from monitoring.domain.evidence import add_link, take_away, unconfirmed_titles
from monitoring.domain.sheet import read_sheet
from monitoring.errors import InvalidAnswer, MonitoringError, StageClosed
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer
from monitoring.queries.expert_map import answers_with_evidence
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, approved, evaluated

DATED = date(2026, 3, 12)


@pytest.fixture
def following(
    expert_map, cycle, school, municipality, methodology, head, reviewer, methodologist, coordinator, now
) -> ExpertMap:
    """The next year's map, after an approved one with a note and a link behind 1.2."""
    add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", dated=DATED, by=head, at=now)
    note = {"numerator": 104, "denominator": 180, "note": "По журналам"}
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist, i1_2=note)
    approved(cycle, by=coordinator)
    return ExpertMap.objects.with_context().get(
        cycle=make_cycle(municipality, methodology, coordinator, year=2026), school=school
    )


def row(expert_map, code="1.2") -> IndicatorAnswer:
    return IndicatorAnswer.objects.get(expert_map=expert_map, code=code)


def test_words_and_evidence_come_over_and_nothing_else(following, expert_map, head, now):
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    answer, [piece] = row(following), row(following).evidence.all()
    assert (answer.note, answer.version) == ("По журналам", 2)
    assert (answer.numerator, answer.denominator, answer.claimed_points, answer.final_points) == (None,) * 4
    assert (piece.url, piece.dated, piece.confirmed_at, piece.wants_confirming) == (
        "https://a.example.org/",
        DATED,
        None,
        True,
    )
    assert piece.carried_from == row(expert_map).evidence.get()


def test_a_note_already_written_stays(following, head, now):
    IndicatorAnswer.objects.filter(expert_map=following, code="1.2").update(note="Своё")
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    assert (row(following).note, row(following).version) == ("Своё", 1)


def test_twice_is_one_row_even_after_it_was_removed(following, head, now):
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    piece = row(following).evidence.get()
    confirm_carried(expert_map=following, code="1.2", evidence=piece, by=head, at=now)
    take_away(expert_map=following, code="1.2", evidence=piece, by=head, at=now)
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    [again_there] = Evidence.objects.filter(expert_map=following)
    assert (again_there.pk, again_there.removed_at, again_there.wants_confirming) == (piece.pk, None, True)


def test_a_page_the_school_put_itself_is_not_doubled(following, head, now):
    own = add_link(expert_map=following, code="1.3", url="https://a.example.org/", by=head, at=now)
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    assert [piece.pk for piece in row(following).evidence.all()] == [own.pk]


def test_nothing_to_take_is_said(following, head, now):
    with pytest.raises(MonitoringError, match="ни подтверждений, ни нового пояснения"):
        carry_over(expert_map=following, code="1.8", by=head, at=now)


def test_only_the_school_takes_and_only_in_time(following, reviewer, head):
    with pytest.raises(PermissionDenied):
        carry_over(expert_map=following, code="1.2", by=reviewer, at=following.fill_ends_at)
    with pytest.raises(StageClosed):
        carry_over(expert_map=following, code="1.2", by=head, at=following.fill_ends_at)
    assert Evidence.objects.filter(expert_map=following).count() == 0


def test_until_confirmed_it_is_a_warning(following, head, now):
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    assert [(p.code, p.severity) for p in found(following)] == [("1.2", "warning")]
    piece = row(following).evidence.get()
    confirm_carried(expert_map=following, code="1.2", evidence=piece, dated=date(2026, 9, 1), by=head, at=now)
    piece.refresh_from_db()
    assert (found(following), piece.dated, piece.confirmed_at) == ([], date(2026, 9, 1), now)


def found(expert_map):
    titles = unconfirmed_titles(answers_with_evidence(expert_map))
    problems = find_problems(CheckContext(read_sheet(again(expert_map)), {}, {}, titles))
    return [problem for problem in problems if problem.check == "unconfirmed"]


def test_a_date_to_come_is_refused(following, head, now):
    carry_over(expert_map=following, code="1.2", by=head, at=now)
    piece, tomorrow = row(following).evidence.get(), now.date() + timedelta(days=2)
    with pytest.raises(InvalidAnswer, match="ещё не наступила"):
        confirm_carried(expert_map=following, code="1.2", evidence=piece, dated=tomorrow, by=head, at=now)
