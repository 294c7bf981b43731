"""Do maps come into hands by rule, pass on with a reason, and keep their history?"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role, User
from journal.models import JournalEntry
from monitoring.domain.acceptance import accept_claims
from monitoring.domain.division import assign, hand_over, take_over
from monitoring.domain.verification import (
    Finding,
    complete_verification,
    give_verdict,
    recall,
    resume_verification,
    return_to_school,
)
from monitoring.errors import HeldByAnother, InvalidAnswer, MonitoringError, StaleVersion
from monitoring.models import ExpertMap, ReviewAssignment
from monitoring.states import VerdictKind
from monitoring.tests.cast import NOW, make_person
from monitoring.tests.stories import accept_all, again, approved, evaluated, submitted, verified
from monitoring.tests.views.test_home import also


@pytest.fixture
def give(cycle, coordinator):
    def to(reviewers, reason=""):
        pairs = {row.pk: person for row, person in reviewers.items()}
        return assign(cycle=cycle, reviewers=pairs, reason=reason, by=coordinator, at=NOW)

    return to


def hands(expert_map) -> list[tuple]:
    """The whole history of hands: who, how, why, whether ended and why."""
    rows = ReviewAssignment.objects.filter(expert_map=expert_map)
    return [(row.reviewer, row.way, row.reason, row.ended_at is not None, row.end_reason) for row in rows]


def told(expert_map) -> list[tuple]:
    entries = JournalEntry.objects.filter(subject=expert_map.subject).exclude(action__startswith="answer")
    return [(e.action, (e.old or {}).get("reviewer"), (e.new or {}).get("reviewer"), e.reason) for e in entries]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_map_is_given_and_the_journal_tells(give, expert_map, other_map, reviewer):
    assert give({expert_map: reviewer}) == [expert_map]
    assert (again(expert_map).reviewer, again(other_map).reviewer) == (reviewer, None)
    assert hands(expert_map) == [(reviewer, "by_hand", "", False, "")]
    assert told(expert_map) == [("map.assigned", None, str(reviewer), "")]


def test_what_stands_already_is_not_written_again(give, expert_map, reviewer):
    give({expert_map: reviewer})
    assert give({expert_map: reviewer}) == []
    assert len(hands(expert_map)) == len(told(expert_map)) == 1


def test_a_map_in_hands_moves_only_with_a_reason_and_keeps_its_history(give, expert_map, reviewer, other_reviewer):
    give({expert_map: reviewer})
    with pytest.raises(InvalidAnswer) as refusal:
        give({expert_map: other_reviewer}, reason=" ")
    assert (refusal.value.field, again(expert_map).reviewer) == ("reason", reviewer)
    give({expert_map: other_reviewer}, reason="Отпуск")
    assert hands(expert_map) == [
        (reviewer, "by_hand", "", True, "Отпуск"),
        (other_reviewer, "by_hand", "Отпуск", False, ""),
    ]
    assert told(expert_map)[-1] == ("map.assigned", str(reviewer), str(other_reviewer), "Отпуск")


def test_a_map_can_be_given_back_to_nobody(give, expert_map, reviewer):
    give({expert_map: reviewer})
    give({expert_map: None}, reason="Ошибка")
    assert (again(expert_map).reviewer, hands(expert_map)) == (None, [(reviewer, "by_hand", "", True, "Ошибка")])
    assert told(expert_map)[-1] == ("map.unassigned", str(reviewer), None, "Ошибка")


def test_nobody_checks_the_school_they_belong_to_and_nothing_is_half_given(
    give, expert_map, other_map, reviewer, other_school
):
    also(reviewer, Role.EDITOR, other_school)
    with pytest.raises(InvalidAnswer) as refusal:
        give({expert_map: reviewer, other_map: reviewer})
    assert str(refusal.value) == (
        "П.\u00a0П.\u00a0Проверяева работает в этой школе (МБОУ ООШ № 10): её карту проверяет другой сотрудник."
    )
    assert list(ExpertMap.objects.exclude(reviewer=None)) == []


@pytest.mark.parametrize("who", ["methodologist", "foreign_reviewer", "head"])
def test_only_a_reviewer_of_the_place_is_given_a_map(request, give, expert_map, who):
    with pytest.raises(InvalidAnswer) as refusal:
        give({expert_map: request.getfixturevalue(who)})
    assert refusal.value.field == "reviewer"


def test_only_the_coordinator_divides(cycle, expert_map, reviewer, methodologist, foreign_coordinator):
    for person in (reviewer, methodologist, foreign_coordinator):
        with pytest.raises(PermissionDenied):
            assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=person, at=NOW)


def test_a_map_of_another_year_or_place_is_not_touched(give, cycle, reviewer, coordinator):
    assert assign(cycle=cycle, reviewers={10_000_000: reviewer}, by=coordinator, at=NOW) == []


def test_an_approved_year_is_divided_no_more(
    give, cycle, expert_map, other_map, head, reviewer, methodologist, coordinator
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    cycle.refresh_from_db()
    with pytest.raises(MonitoringError):
        give({expert_map: reviewer})


def test_maps_are_handed_over_together(give, cycle, expert_map, other_map, reviewer, other_reviewer, coordinator):
    give({expert_map: reviewer, other_map: reviewer})
    ids = [expert_map.pk, other_map.pk]
    handed = {"cycle": cycle, "giver": reviewer, "taker": other_reviewer, "by": coordinator, "at": NOW}
    with pytest.raises(InvalidAnswer):
        hand_over(map_ids=ids, reason="", **handed)
    hand_over(map_ids=ids, reason="Больничный", **handed)
    assert [again(row).reviewer for row in (expert_map, other_map)] == [other_reviewer] * 2
    assert told(expert_map)[-1] == ("map.handed_over", str(reviewer), str(other_reviewer), "Больничный")
    with pytest.raises(StaleVersion):
        hand_over(map_ids=ids[:1], reason="Ещё раз", **handed)


def test_a_reviewer_takes_over_with_a_reason(give, expert_map, reviewer, other_reviewer):
    give({expert_map: reviewer})
    with pytest.raises(InvalidAnswer):
        take_over(expert_map=again(expert_map), reason="", by=other_reviewer, at=NOW)
    take_over(expert_map=again(expert_map), reason="Коллега болеет", by=other_reviewer, at=NOW)
    take_over(expert_map=again(expert_map), reason="Дважды", by=other_reviewer, at=NOW)
    assert [row[:3] for row in hands(expert_map)] == [
        (reviewer, "by_hand", ""),
        (other_reviewer, "taken_over", "Коллега болеет"),
    ]


@pytest.mark.parametrize("who", ["methodologist", "coordinator", "head", "foreign_reviewer"])
def test_who_may_not_verify_takes_nothing_over(request, expert_map, who):
    with pytest.raises(PermissionDenied):
        take_over(expert_map=expert_map, reason="Хочу", by=request.getfixturevalue(who), at=NOW)


def test_the_own_school_is_not_taken_over(expert_map, reviewer, school):
    also(reviewer, Role.EDITOR, school)
    with pytest.raises(PermissionDenied):
        take_over(expert_map=expert_map, reason="Хочу", by=fresh(reviewer), at=NOW)


def every_judging_verb(expert_map, by):
    finding = Finding(VerdictKind.ACCEPTED)
    row = again(expert_map)
    about = {"expert_map": row, "by": by, "at": NOW}
    return [
        lambda: give_verdict(code="1.1", finding=finding, seen_verdict=None, **about),
        lambda: accept_claims(codes=["1.1"], **about),
        lambda: return_to_school(last_day=NOW.date(), **about),
        lambda: recall(reason="Причина", **about),
        lambda: complete_verification(**about),
        lambda: resume_verification(reason="Причина", **about),
    ]


def test_somebody_elses_map_is_judged_by_no_verb(give, expert_map, head, reviewer, other_reviewer):
    submitted(expert_map, by=head)
    give({expert_map: reviewer})
    for verb in every_judging_verb(expert_map, other_reviewer):
        with pytest.raises(HeldByAnother) as refusal:
            verb()
        assert str(refusal.value) == (
            "Эту карту проверяет П.\u00a0П.\u00a0Проверяева. Чтобы решать по ней, сначала возьмите карту себе "
            "и напишите, почему."
        )


def test_the_holder_judges_and_so_does_anybody_while_nothing_is_divided(
    give, expert_map, other_map, head, other_head, reviewer, other_reviewer
):
    submitted(expert_map, by=head)
    give({expert_map: reviewer})
    accept_all(expert_map, by=reviewer)
    assert complete_verification(expert_map=again(expert_map), by=reviewer, at=NOW).state == "verified"
    assert verified(other_map, head=other_head, reviewer=other_reviewer).state == "verified"


def test_after_taking_over_the_map_is_judged(give, expert_map, head, reviewer, other_reviewer):
    submitted(expert_map, by=head)
    give({expert_map: reviewer})
    take_over(expert_map=again(expert_map), reason="Отпуск коллеги", by=other_reviewer, at=NOW)
    accept_all(expert_map, by=other_reviewer)
    assert again(expert_map).judged == 23


def test_a_departed_holder_does_not_lock_the_map(give, expert_map, head, reviewer, other_reviewer, municipality):
    submitted(expert_map, by=head)
    give({expert_map: reviewer})
    reviewer.memberships.update(ended_at=NOW)
    take_over(expert_map=again(expert_map), reason="Сотрудник уволился", by=other_reviewer, at=NOW)
    assert again(expert_map).reviewer == other_reviewer


def test_a_blocked_person_is_given_nothing(give, expert_map, municipality):
    person = make_person(municipality, Role.REVIEWER, name="Бывшев Борис Борисович")
    User.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(InvalidAnswer):
        give({expert_map: person})


def test_whatever_is_done_the_map_and_its_history_agree(
    cycle, expert_map, other_map, coordinator, reviewer, other_reviewer, third_reviewer, school
):
    """300 random steps (seed 7): one assignment in force at most, the map repeats it, no own school, every end told."""
    also(third_reviewer, Role.EDITOR, school)
    people, dice = [reviewer, other_reviewer, fresh(third_reviewer)], Random(7)  # noqa: S311
    maps, refused = [expert_map, other_map], 0
    for step in range(300):
        row, one, other = dice.choice(maps), *dice.sample(people, 2)
        reason = dice.choice(["", "Причина"])
        said = {"reason": reason, "at": NOW + timedelta(minutes=step)}
        verbs = [
            lambda: assign(cycle=cycle, reviewers={row.pk: one}, by=coordinator, **said),  # noqa: B023
            lambda: assign(cycle=cycle, reviewers={row.pk: None}, by=coordinator, **said),  # noqa: B023
            lambda: hand_over(cycle=cycle, map_ids=[row.pk], giver=one, taker=other, by=coordinator, **said),  # noqa: B023
            lambda: take_over(expert_map=again(row), by=one, **said),  # noqa: B023
        ]
        try:
            dice.choice(verbs)()
        except (MonitoringError, PermissionDenied):
            refused += 1
    assert 0 < refused < 300
    for row in maps:
        history = list(ReviewAssignment.objects.filter(expert_map=row))
        in_force = [assignment.reviewer for assignment in history if assignment.ended_at is None]
        assert in_force == ([again(row).reviewer] if again(row).reviewer else [])
        assert all(later.given_at >= earlier.ended_at for earlier, later in pairwise(history))
        assert len(history) + len([t for t in told(row) if t[0] == "map.unassigned"]) == len(told(row))
    assert expert_map.assignments.filter(reviewer=third_reviewer).count() == 0
