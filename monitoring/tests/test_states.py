"""Is the table of steps complete and closed? Every state with every step, legal or refused in words."""

from __future__ import annotations

import itertools

import pytest

from monitoring.errors import IllegalStep
from monitoring.states import CLAIM_VISIBLE, STATE_OWNERS, TRANSITIONS, MapState, Step, after

# Written out by hand, apart from the product's own table.
LEGAL = {
    ("filling", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("returned", "recall"): "submitted",
    ("submitted", "verify"): "verified",
    ("verified", "resume_check"): "submitted",
    ("verified", "evaluate"): "evaluated",
    ("evaluated", "resume_evaluation"): "verified",
    ("evaluated", "approve"): "approved",
    ("filling", "close"): "not_submitted",
    # One approved result revised: final points anew, by the methodologist; approval anew, by the coordinator.
    ("approved", "reopen"): "reopened",
    ("reopened", "evaluate"): "revised",
    ("revised", "resume_evaluation"): "reopened",
    ("revised", "approve"): "approved",
}
REASONS = {
    "filling": "Карту заполняет школа: сначала её представит руководитель.",
    "submitted": "Карту проверяет специалист отдела: он завершит проверку или вернёт карту школе.",
    "returned": "Карта у школы: школа исправит и представит её снова, или проверяющий снимет её с доработки.",
    "verified": "Карта проверена: методист завершит оценку, или проверяющий возобновит проверку.",
    "evaluated": "Карта оценена: координатор утвердит результаты, или методист возобновит оценку.",
    "approved": "Результаты утверждены: открыть один результат для пересмотра может координатор, с причиной.",
    "reopened": "Результат пересматривается: методист определяет итоговые баллы и завершит оценку.",
    "revised": "Пересмотр завершён: координатор утвердит результат, или методист возобновит оценку.",
    "not_submitted": "Результаты утверждены без этой карты и больше не меняются.",
}
ALL = list(itertools.product(MapState, Step))


@pytest.mark.parametrize(("state", "step"), ALL, ids=[f"{state}-{step}" for state, step in ALL])
def test_a_step_leads_where_the_order_says_or_is_refused(state, step):
    expected = LEGAL.get((state.value, step.value))
    if expected is None:
        with pytest.raises(IllegalStep) as refusal:
            after(state, step)
        what = f"Карта в состоянии «{state.label.lower()}»: действие «{step.label}» сейчас невозможно."
        assert str(refusal.value) == f"{what} {REASONS[state.value]}"
    else:
        assert after(state, step) == expected


def test_the_table_has_no_step_more():
    assert {(state.value, step.value): to.value for (state, step), to in TRANSITIONS.items()} == LEGAL


def test_every_state_has_an_owner_or_is_final():
    """An approved map is nobody's to move: it is opened again only where the coordinator has a reason to."""
    assert set(STATE_OWNERS) == set(MapState)
    leads_on = {state for state, step in TRANSITIONS if step != Step.REOPEN}
    assert {state for state, owner in STATE_OWNERS.items() if owner is None} == set(MapState) - leads_on


def test_a_reopened_map_never_goes_back_to_the_check_or_the_school():
    """Whatever legal steps follow, claims and verdicts of an approved year stay closed."""
    reached, grown = {MapState.REOPENED}, True
    while grown:
        found = {to for (state, _), to in TRANSITIONS.items() if state in reached} - reached
        reached |= found
        grown = bool(found)
    assert reached == {MapState.REOPENED, MapState.REVISED, MapState.APPROVED}


def test_every_state_can_be_reached_from_an_empty_map():
    reached, grown = {MapState.FILLING}, True
    while grown:
        found = {to for (state, _), to in TRANSITIONS.items() if state in reached} - reached
        reached |= found
        grown = bool(found)
    assert reached == set(MapState)


def test_the_reason_of_a_refusal_names_whose_move_it_is():
    """Written by hand beside the table: the owner's word stands in the sentence, a final state has nobody's."""
    words = {
        "school": "школ",
        "reviewer": "специалист отдела",
        "methodologist": "методист",
        "coordinator": "координатор",
    }
    told = {state: REASONS[state.value].lower() for state in MapState}
    assert [state for state, owner in STATE_OWNERS.items() if owner and words[owner] not in told[state]] == []
    assert {state for state in MapState if "больше не меняются" in told[state]} == {
        state for state in MapState if not any(before == state for before, _ in TRANSITIONS)
    }


def test_only_a_signed_claim_is_before_the_department():
    assert set(MapState) - CLAIM_VISIBLE == {MapState.FILLING, MapState.NOT_SUBMITTED}
