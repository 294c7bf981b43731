"""Is the sample drawn by rule, read by others, once, without effect; are differences settled with a reason?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from journal.models import JournalEntry
from monitoring.domain.division import assign
from monitoring.domain.evaluation import complete_evaluation
from monitoring.domain.reading_draw import draw
from monitoring.domain.second_reading import close_sample, draw_sample, entrust, read_claim, settle
from monitoring.domain.verification import Finding, give_verdict, recall, resume_verification, return_to_school
from monitoring.errors import IllegalStep, InvalidAnswer, MonitoringError, StaleVersion
from monitoring.models import ReadingSample, SecondReading, Verdict
from monitoring.states import VerdictKind
from monitoring.tests.cast import NOW, make_person
from monitoring.tests.stories import accept_all, again, submitted, verified
from monitoring.tests.views.test_home import also

ACCEPT = Finding(VerdictKind.ACCEPTED)
LOWER = Finding(VerdictKind.CORRECTED, reason="Не подтверждено", points=0)
RETURN = Finding(VerdictKind.RETURNED, reason="Дайте ссылку")


@pytest.fixture
def checked(cycle, expert_map, other_map, head, reviewer, other_reviewer):
    """СОШ № 2 is checked by the reviewer; other_reviewer has touched nothing."""
    verified(expert_map, head=head, reviewer=reviewer)
    return again(expert_map)


@pytest.fixture
def sample(checked, cycle, coordinator) -> ReadingSample:
    return draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW, seed=7)


@pytest.fixture
def reading(sample) -> SecondReading:
    return sample.readings.get(answer__code="1.2")


@pytest.fixture
def different(reading, other_reviewer) -> SecondReading:
    return read_claim(reading=reading, finding=LOWER, by=other_reviewer, at=NOW)


def test_one_claim_of_each_indicator_goes_to_somebody_else(sample, reviewer, other_reviewer):
    assert sample.readings.count() == 23
    assert set(sample.readings.values_list("reader", flat=True)) == {other_reviewer.pk}
    assert sample.readings.filter(first__given_by=reviewer).count() == 23


def test_anybody_can_repeat_the_draw(sample):
    drawn = draw(sample.frame, share=sample.share, seed=sample.seed)
    assert sorted(answer for answers in drawn.values() for answer in answers) == sorted(
        sample.readings.values_list("answer_id", flat=True)
    )


def test_without_a_seed_one_is_drawn(checked, cycle, coordinator):
    assert 0 <= draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW).seed < 10**9


@pytest.mark.parametrize("share", [0, 4, 31, 100])
def test_the_share_has_its_bounds(checked, cycle, coordinator, share):
    with pytest.raises(InvalidAnswer) as refusal:
        draw_sample(cycle=cycle, share=share, by=coordinator, at=NOW)
    assert (refusal.value.field, str(refusal.value)) == ("share", "Доля — от 5 до 30\u00a0%.")


def test_only_the_coordinator_draws(checked, cycle, reviewer, methodologist):
    for person in (reviewer, methodologist):
        with pytest.raises(PermissionDenied):
            draw_sample(cycle=cycle, share=5, by=person, at=NOW)


def test_one_sample_at_a_time(sample, cycle, coordinator):
    with pytest.raises(MonitoringError):
        draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)


def test_nothing_to_draw_from_says_so(cycle, expert_map, other_reviewer, coordinator):
    with pytest.raises(MonitoringError) as refusal:
        draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)
    assert str(refusal.value).startswith("Пока нечего перечитывать")


def test_nobody_else_to_read_says_so(cycle, expert_map, head, reviewer, coordinator):
    verified(expert_map, head=head, reviewer=reviewer)
    with pytest.raises(MonitoringError):
        draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)


def test_who_worked_on_the_map_holds_it_or_belongs_to_the_school_does_not_read_it(
    cycle, expert_map, head, reviewer, other_reviewer, third_reviewer, coordinator, school, municipality
):
    submitted(expert_map, by=head)
    give_verdict(expert_map=again(expert_map), code="1.1", finding=ACCEPT, seen_verdict=None, by=other_reviewer, at=NOW)
    accept_all(expert_map, by=reviewer)
    also(third_reviewer, Role.EDITOR, school)
    with pytest.raises(MonitoringError):
        draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)


def test_who_sees_verdicts_by_office_does_not_read_blind(checked, cycle, other_reviewer, coordinator, municipality):
    also(other_reviewer, Role.METHODOLOGIST, municipality=municipality)
    with pytest.raises(MonitoringError) as refusal:
        draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)
    assert str(refusal.value).startswith("Пока нечего перечитывать")


def test_claims_are_spread_evenly_over_readers(checked, cycle, coordinator, other_reviewer, third_reviewer):
    sample = draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)
    loads = [sample.readings.filter(reader=person).count() for person in (other_reviewer, third_reviewer)]
    assert sorted(loads) == [11, 12]


def test_inapplicable_indicators_are_left_out(cycle, other_map, other_head, reviewer, other_reviewer, coordinator):
    verified(other_map, head=other_head, reviewer=reviewer)
    sample = draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)
    assert sample.readings.count() == 19


def test_a_second_reading_changes_nothing_of_the_map(different, checked):
    assert (different.kind, different.points, different.differs) == ("corrected", 0, True)
    row = again(checked)
    assert (row.state, row.verified_points) == ("verified", checked.verified_points)
    assert Verdict.objects.current().get(answer=different.answer).pk == different.first_id


def test_own_numbers_are_counted_by_the_engine(reading, other_reviewer):
    finding = Finding(VerdictKind.CORRECTED, reason="По списку", numerator=95, denominator=180)
    read = read_claim(reading=reading, finding=finding, by=other_reviewer, at=NOW)
    assert (read.points, read.numerator, read.differs) == (1, 95, True)


def test_the_same_word_is_agreement(reading, other_reviewer):
    assert read_claim(reading=reading, finding=ACCEPT, by=other_reviewer, at=NOW).differs is False


@pytest.mark.parametrize(
    "finding",
    [
        Finding(VerdictKind.CORRECTED, points=0),
        Finding(VerdictKind.RETURNED),
        Finding(VerdictKind.CORRECTED, reason="x"),
    ],
)
def test_a_finding_without_what_it_needs_is_refused(reading, other_reviewer, finding):
    with pytest.raises(InvalidAnswer):
        read_claim(reading=reading, finding=finding, by=other_reviewer, at=NOW)


def test_it_is_read_once_and_by_its_reader(different, reading, reviewer, other_reviewer):
    with pytest.raises(MonitoringError):
        read_claim(reading=reading, finding=ACCEPT, by=other_reviewer, at=NOW)
    with pytest.raises(PermissionDenied):
        read_claim(reading=reading, finding=ACCEPT, by=reviewer, at=NOW)


def lapse_by_verdict(reading, reviewer, coordinator):
    resume_verification(expert_map=again(reading.expert_map), reason="Ошибка", by=reviewer, at=NOW)
    give_verdict(
        expert_map=again(reading.expert_map),
        code="1.2",
        finding=LOWER,
        seen_verdict=reading.first_id,
        by=reviewer,
        at=NOW,
    )


def lapse_by_end(reading, reviewer, coordinator):
    close_sample(sample=reading.sample, by=coordinator, at=NOW)


def lapse_by_hand(reading, reviewer, coordinator):
    pairs = {reading.expert_map_id: reading.reader}
    assign(cycle=reading.sample.cycle, reviewers=pairs, by=coordinator, at=NOW)


@pytest.mark.parametrize("lapse", [lapse_by_verdict, lapse_by_end, lapse_by_hand])
def test_a_lapsed_reading_is_not_read(reading, reviewer, other_reviewer, coordinator, lapse):
    lapse(reading, reviewer, coordinator)
    with pytest.raises(MonitoringError) as refusal:
        read_claim(reading=reading, finding=ACCEPT, by=other_reviewer, at=NOW)
    assert str(refusal.value).startswith("Это второе чтение снято")


def test_a_map_that_is_put_right_by_the_school_waits(checked, reading, reviewer, other_reviewer):
    resume_verification(expert_map=again(checked), reason="Ошибка", by=reviewer, at=NOW)
    seen = Verdict.objects.current().get(answer__code="1.8").pk
    give_verdict(expert_map=again(checked), code="1.8", finding=RETURN, seen_verdict=seen, by=reviewer, at=NOW)
    return_to_school(expert_map=again(checked), last_day=NOW.date(), by=reviewer, at=NOW)
    with pytest.raises(MonitoringError) as refusal:
        read_claim(reading=reading, finding=ACCEPT, by=other_reviewer, at=NOW)
    assert str(refusal.value).startswith("Карта у школы на исправлении")
    recall(expert_map=again(checked), reason="Вернули по ошибке", by=reviewer, at=NOW)
    assert read_claim(reading=reading, finding=ACCEPT, by=other_reviewer, at=NOW).read_at == NOW


def test_the_first_may_stand(different, checked, coordinator):
    settled = settle(reading=different, reason="Первый видел список", by=coordinator, at=NOW)
    assert (settled.outcome, settled.anew, settled.settled_by) == ("stands", None, coordinator)
    assert again(checked).verified_points == checked.verified_points
    with pytest.raises(MonitoringError):
        settle(reading=different, reason="Ещё раз", by=coordinator, at=NOW)


def test_a_reason_is_obligatory(different, coordinator):
    with pytest.raises(InvalidAnswer):
        settle(reading=different, reason=" ", by=coordinator, at=NOW)


def test_agreement_is_not_settled(reading, coordinator, other_reviewer):
    with pytest.raises(MonitoringError):
        settle(reading=reading, reason="Рано", by=coordinator, at=NOW)
    read_claim(reading=reading, finding=ACCEPT, by=other_reviewer, at=NOW)
    with pytest.raises(MonitoringError):
        settle(reading=reading, reason="Незачем", by=coordinator, at=NOW)


def test_a_coordinator_who_may_not_verify_gives_no_verdict(different, coordinator):
    with pytest.raises(PermissionDenied):
        settle(reading=different, finding=LOWER, reason="Второй прав", by=coordinator, at=NOW)


def test_a_third_gives_the_verdict_anew_and_the_map_stays_checked(different, checked, coordinator, third_reviewer):
    entrust(reading=different, third=third_reviewer, by=coordinator, at=NOW)
    settled = settle(reading=different, finding=LOWER, reason="Второй прав", by=third_reviewer, at=NOW)
    row = again(checked)
    assert (row.state, row.verified_points, row.reviewer) == ("verified", checked.verified_points - 1, None)
    verdict = Verdict.objects.current().get(answer=different.answer)
    assert (settled.anew, verdict.given_by, verdict.points) == (verdict, third_reviewer, 0)
    told = JournalEntry.objects.filter(subject=row.subject).order_by("-seq").values_list("action", flat=True)
    assert list(told[:3]) == ["map.verified", "verdict.given", "map.check_resumed"]


def test_a_map_in_hands_stays_in_them(different, checked, cycle, coordinator, reviewer, third_reviewer):
    assign(cycle=cycle, reviewers={checked.pk: reviewer}, by=coordinator, at=NOW)
    entrust(reading=different, third=third_reviewer, by=coordinator, at=NOW)
    settle(reading=different, finding=LOWER, reason="Второй прав", by=third_reviewer, at=NOW)
    assert again(checked).reviewer == reviewer


def test_a_return_leaves_the_map_with_the_reviewer(different, checked, coordinator, third_reviewer):
    entrust(reading=different, third=third_reviewer, by=coordinator, at=NOW)
    settle(reading=different, finding=RETURN, reason="Нужна ссылка", by=third_reviewer, at=NOW)
    assert again(checked).state == "submitted"


@pytest.mark.parametrize("who", ["reviewer", "other_reviewer"])
def test_neither_of_the_two_is_the_third(request, different, coordinator, who):
    with pytest.raises(InvalidAnswer):
        entrust(reading=different, third=request.getfixturevalue(who), by=coordinator, at=NOW)


def test_the_third_does_not_belong_to_the_school(different, coordinator, third_reviewer, school):
    third = also(third_reviewer, Role.EDITOR, school)
    with pytest.raises(InvalidAnswer):
        entrust(reading=different, third=third, by=coordinator, at=NOW)


@pytest.mark.parametrize("who", ["reviewer", "other_reviewer", "third_reviewer", "methodologist", "observer"])
def test_nobody_else_settles(request, different, who):
    with pytest.raises(PermissionDenied):
        settle(reading=different, reason="Я решу", by=request.getfixturevalue(who), at=NOW)


def test_a_coordinator_settles_neither_an_own_verdict_nor_an_own_school(
    cycle, expert_map, head, municipality, school, other_reviewer, coordinator, third_reviewer
):
    both = also(coordinator, Role.REVIEWER, municipality=municipality)
    submitted(expert_map, by=head)
    accept_all(expert_map, by=both)
    sample = draw_sample(cycle=cycle, share=5, by=both, at=NOW)
    row = sample.readings.get(answer__code="1.2")
    different = read_claim(reading=row, finding=LOWER, by=row.reader, at=NOW)
    with pytest.raises(PermissionDenied):
        settle(reading=different, reason="Я прав", by=both, at=NOW)
    colleague = make_person(municipality, Role.COORDINATOR, email="colleague@example.org")
    with pytest.raises(PermissionDenied):
        settle(reading=different, reason="Наша школа", by=also(colleague, Role.EDITOR, school), at=NOW)


def test_a_verdict_replaced_meanwhile_is_not_written_over(different, reviewer, coordinator, third_reviewer):
    entrust(reading=different, third=third_reviewer, by=coordinator, at=NOW)
    lapse_by_verdict(different, reviewer, coordinator)
    with pytest.raises(StaleVersion):
        settle(reading=different, finding=LOWER, reason="Второй прав", by=third_reviewer, at=NOW)


def test_an_evaluated_map_is_given_no_verdict(
    cycle, expert_map, head, reviewer, other_reviewer, third_reviewer, methodologist, coordinator
):
    verified(expert_map, head=head, reviewer=reviewer)
    sample = draw_sample(cycle=cycle, share=5, by=coordinator, at=NOW)
    reading = sample.readings.get(answer__code="1.2", reader__in=[other_reviewer, third_reviewer])
    different = read_claim(reading=reading, finding=LOWER, by=reading.reader, at=NOW)
    third = third_reviewer if reading.reader == other_reviewer else other_reviewer
    entrust(reading=different, third=third, by=coordinator, at=NOW)
    complete_evaluation(expert_map=again(expert_map), by=methodologist, at=NOW)
    with pytest.raises(IllegalStep):
        settle(reading=different, finding=LOWER, reason="Второй прав", by=third, at=NOW)


def test_what_is_read_is_not_drawn_again(different, sample, cycle, coordinator):
    close_sample(sample=sample, by=coordinator, at=NOW)
    close_sample(sample=sample, by=coordinator, at=NOW)
    again_drawn = draw_sample(cycle=cycle, share=30, by=coordinator, at=NOW)
    assert again_drawn.readings.filter(answer=different.answer).count() == 0
    assert again_drawn.readings.count() == 22


def test_the_journal_tells_in_chains_the_school_does_not_read(different, checked, coordinator, cycle):
    settle(reading=different, reason="Первый видел список", by=coordinator, at=NOW)
    own = JournalEntry.objects.filter(subject=f"reading:{different.pk}").order_by("seq")
    assert [(entry.action, entry.target, entry.new["map"]) for entry in own] == [
        ("reading.given", "1.2", checked.pk),
        ("reading.settled", "1.2", checked.pk),
    ]
    assert JournalEntry.objects.filter(subject=checked.subject, action__startswith="reading").count() == 0
    drawn = JournalEntry.objects.get(subject=f"cycle:{cycle.pk}", action="reading.drawn")
    assert drawn.new == {"share": 5, "seed": 7, "frame": 23, "drawn": 23}
