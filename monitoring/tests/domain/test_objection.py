"""Who disputes a point, until when, and what an answer does to the points?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from monitoring.domain.evaluation import approve_results, complete_evaluation
from monitoring.domain.evidence import add_link
from monitoring.domain.objection import decide_objection, raise_objection
from monitoring.domain.verification import complete_verification, resume_verification
from monitoring.errors import IllegalStep, InvalidAnswer, MonitoringError, StageClosed
from monitoring.models import IndicatorAnswer, Objection
from monitoring.states import StageKind
from monitoring.tests.stories import again, evaluated, submitted, verified

CODE = "1.1"  # 40 of 200: missed


@pytest.fixture
def ready(expert_map, head, reviewer, now):
    add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", by=head, at=now)
    return verified(expert_map, head=head, reviewer=reviewer)


def dispute(expert_map, by, at, code=CODE, text="Учтены не все", evidence=()):
    return raise_objection(expert_map=again(expert_map), code=code, text=text, evidence=evidence, by=by, at=at)


def decide(objection, by, at, outcome="satisfied", decision="Проверено по журналам", **values):
    return decide_objection(objection=objection, outcome=outcome, decision=decision, by=by, at=at, **values)


def row(expert_map):
    return IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE)


def test_a_satisfied_objection_fixes_the_final_points(ready, head, methodologist, now):
    piece = ready.evidence.get()
    objection = dispute(ready, head, now, evidence=[piece])
    assert (objection.is_undecided, list(objection.evidence.all())) == (True, [piece])
    answered = decide(objection, methodologist, now)
    assert (answered.is_satisfied, answered.points, answered.decided_by) == (True, 1, methodologist)
    answer = row(ready)
    assert (answer.claimed_points, answer.verified_points, answer.final_points) == (0, 0, 1)
    assert answer.final_reason == "Возражение школы удовлетворено: Проверено по журналам"
    assert again(ready).final_points == 17


def test_a_rejected_one_leaves_them(ready, head, methodologist, now):
    answered = decide(dispute(ready, head, now), methodologist, now, outcome="rejected")
    assert (answered.points, row(ready).final_points, row(ready).final_reason) == (None, 0, "")


def test_words_are_obligatory_on_both_sides(ready, head, methodologist, now):
    with pytest.raises(InvalidAnswer):
        dispute(ready, head, now, text="  ")
    objection = dispute(ready, head, now)
    for bad in ({"decision": " "}, {"outcome": "perhaps"}):
        with pytest.raises(InvalidAnswer):
            decide(objection, methodologist, now, **bad)
    assert (Objection.objects.undecided().count(), row(ready).final_points) == (1, 0)


def test_once_an_indicator_and_once_an_answer(ready, head, methodologist, now):
    objection = dispute(ready, head, now)
    with pytest.raises(MonitoringError, match="уже подано"):
        dispute(ready, head, now)
    decide(objection, methodologist, now)
    with pytest.raises(MonitoringError, match="уже ответили"):
        decide(objection, methodologist, now, outcome="rejected")


def test_there_must_be_a_point_to_gain(ready, other_map, head, other_head, reviewer, now):
    with pytest.raises(MonitoringError, match="наибольший балл"):
        dispute(ready, head, now, code="1.2")
    verified(other_map, head=other_head, reviewer=reviewer)
    with pytest.raises(MonitoringError, match="не применяется"):
        dispute(other_map, other_head, now, code="1.3")


def test_evidence_of_another_map_is_refused(ready, other_map, head, other_head, now):
    foreign = add_link(expert_map=other_map, code="1.2", url="https://b.example.org/", by=other_head, at=now)
    with pytest.raises(InvalidAnswer):
        dispute(ready, head, now, evidence=[foreign])
    assert Objection.objects.count() == 0


def test_only_the_head_disputes_and_only_a_methodologist_answers(ready, head, editor, reviewer, coordinator, now):
    for person in (editor, reviewer, coordinator):
        with pytest.raises(PermissionDenied):
            dispute(ready, person, now)
    objection = dispute(ready, head, now)
    for person in (head, reviewer, coordinator):
        with pytest.raises(PermissionDenied):
            decide(objection, person, now)


def test_until_the_term_of_the_evaluation(ready, head):
    ends_at = ready.cycle.stages.get(kind=StageKind.EVALUATION).ends_at
    with pytest.raises(StageClosed, match="принимались по"):
        dispute(ready, head, ends_at)
    assert dispute(ready, head, ends_at.replace(microsecond=0) - (ends_at.resolution)).pk is not None


def test_not_before_the_check_is_over(expert_map, head, now):
    submitted(expert_map, by=head)
    with pytest.raises(StageClosed, match="после проверки"):
        dispute(expert_map, head, now)


def test_evaluation_waits_for_the_answer(ready, head, methodologist, now):
    objection = dispute(ready, head, now)
    with pytest.raises(MonitoringError, match=r"ещё не ответили: 1\.1"):
        complete_evaluation(expert_map=again(ready), by=methodologist, at=now)
    decide(objection, methodologist, now, outcome="rejected")
    assert complete_evaluation(expert_map=again(ready), by=methodologist, at=now).state == "evaluated"


def test_approval_waits_for_what_was_disputed_after_the_evaluation(
    expert_map, cycle, head, reviewer, methodologist, coordinator, now
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    objection = dispute(expert_map, head, now)
    after = cycle.stages.get(kind=StageKind.EVALUATION).ends_at
    with pytest.raises(MonitoringError, match="На возражения школ ещё не ответили: МАОУ СОШ № 2"):
        approve_results(cycle=cycle, protocol_number="", protocol_date=None, by=coordinator, at=after)
    with pytest.raises(IllegalStep):
        decide(objection, methodologist, now)


def test_a_resumed_check_does_not_take_back_what_was_given(ready, head, reviewer, methodologist, now):
    decide(dispute(ready, head, now), methodologist, now)
    resume_verification(expert_map=again(ready), reason="Ошибка в 1.3", by=reviewer, at=now)
    complete_verification(expert_map=again(ready), by=reviewer, at=now)
    assert (row(ready).verified_points, row(ready).final_points) == (0, 1)
