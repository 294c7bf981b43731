"""How far has a map come? Each function carries it one step on, by the product's own verbs."""

from __future__ import annotations

from datetime import timedelta

from monitoring.domain.acceptance import accept_claims
from monitoring.domain.applicability import decide_applicability, unconfirmed_codes
from monitoring.domain.cycle import StageKind
from monitoring.domain.evaluation import approve_results, complete_evaluation
from monitoring.domain.expert_map import record_answers
from monitoring.domain.reopening import reopen_result
from monitoring.domain.sheet import read_sheet
from monitoring.domain.submission import submit
from monitoring.domain.verification import complete_verification
from monitoring.models import ExpertMap, MonitoringCycle, Submission
from monitoring.states import MapState
from monitoring.tests.cast import NOW

# 16 of 23 for a full school: 1.1 and 4.2 miss, 1.7 misses by 6 people, 6.2 and 7.1 miss, 4.4 and 5.1 are «нет».
ANSWERS = {
    "1.1": {"numerator": 40, "denominator": 200},
    "1.2": {"numerator": 104, "denominator": 180},
    "1.3": {"numerator": 60, "denominator": 78},
    "1.4": {"numerator": 60},
    "1.5": {"numerator": 45},
    "1.6": {"fact": True},
    "1.7": {"numerator": 46},
    "1.8": {"fact": True},
    "2.1": {"fact": True},
    "2.2": {"fact": True},
    "3.1": {"parts": {"noo": True, "ooo": True, "soo": True}},
    "3.2": {"fact": True},
    "3.3": {"fact": True},
    "4.1": {"numerator": 12, "denominator": 50},
    "4.2": {"numerator": 1, "denominator": 10},
    "4.3": {"fact": True},
    "4.4": {"fact": False},
    "5.1": {"fact": False},
    "5.2": {"fact": True},
    "5.3": {"numerator": 5, "denominator": 20},
    "6.1": {"fact": True},
    "6.2": {"numerator": 20, "denominator": 88},
    "7.1": {"numerator": 20, "denominator": 36},
}
FULL_SCHOOL_POINTS = 16


def answers_for(expert_map: ExpertMap, **overrides) -> dict[str, dict]:
    """ANSWERS less what the school's levels rule out; overrides are keyed «i1_2={"numerator": 5}»."""
    levels = set(expert_map.levels)
    gone = set()
    if "ooo" not in levels:
        gone |= {"1.2", "1.4", "4.4", "6.2"}
    if "soo" not in levels:
        gone |= {"1.3", "1.5", "3.2", "7.1"}
    if not levels & {"ooo", "soo"}:
        gone |= {"1.6", "1.7", "5.1", "6.1"}
    if "noo" not in levels:
        gone |= {"1.1"}
    answers = {code: dict(values) for code, values in ANSWERS.items() if code not in gone}
    answers["3.1"] = {"parts": dict.fromkeys(sorted(levels), True)}
    for key, values in overrides.items():
        answers[key[1:].replace("_", ".")] = values
    return answers


def fill(expert_map: ExpertMap, *, by, at=NOW, **overrides) -> ExpertMap:
    """All indicators answered, nothing signed."""
    record_answers(expert_map=expert_map, answers=answers_for(expert_map, **overrides), by=by, at=at)
    return again(expert_map)


def submitted(expert_map: ExpertMap, *, by, at=NOW, **overrides) -> Submission:
    fill(expert_map, by=by, at=at, **overrides)
    return submit(expert_map=again(expert_map), by=by, at=at)


def accept_all(expert_map: ExpertMap, *, by, at=NOW, except_codes=()) -> None:
    """Accepts what has no verdict yet."""
    codes = [code for code in expert_map.answers.values_list("code", flat=True) if code not in except_codes]
    accept_claims(expert_map=again(expert_map), codes=codes, by=by, at=at)


def confirm_applicability(expert_map: ExpertMap, *, by, at=NOW) -> None:
    """What the rule proposes to leave out, left out; nothing is asked where the year is counted strictly."""
    codes = unconfirmed_codes(read_sheet(again(expert_map)))
    if codes:
        decide_applicability(
            expert_map=again(expert_map), codes=codes, is_confirmed=True, reason="Таких классов нет", by=by, at=at
        )


def verified(expert_map: ExpertMap, *, head, reviewer, at=NOW, **overrides) -> ExpertMap:
    if again(expert_map).state == MapState.FILLING:
        submitted(expert_map, by=head, at=at, **overrides)
    confirm_applicability(expert_map, by=reviewer, at=at)
    accept_all(expert_map, by=reviewer, at=at)
    return complete_verification(expert_map=again(expert_map), by=reviewer, at=at)


def evaluated(expert_map: ExpertMap, *, head, reviewer, methodologist, at=NOW, **overrides) -> ExpertMap:
    verified(expert_map, head=head, reviewer=reviewer, at=at, **overrides)
    return complete_evaluation(expert_map=again(expert_map), by=methodologist, at=at)


def approved(cycle: MonitoringCycle, *, by) -> MonitoringCycle:
    """Approves once every signed map is evaluated; unsigned ones become «не представлена»."""
    after_terms = max(
        cycle.expert_maps.order_by("-fill_ends_at").first().fill_ends_at,
        cycle.stages.get(kind=StageKind.EVALUATION).ends_at,
    ) + timedelta(minutes=1)
    return approve_results(cycle=cycle, protocol_number="4", protocol_date=None, by=by, at=after_terms)


def reopened(expert_map: ExpertMap, *, by, at, reason="Найден подлинник договора") -> ExpertMap:
    """An approved result opened for revision."""
    return reopen_result(expert_map=again(expert_map), reason=reason, by=by, at=at)


def again(expert_map: ExpertMap) -> ExpertMap:
    """The map as the next request would load it."""
    return ExpertMap.objects.with_context().get(pk=expert_map.pk)
