"""Which indicators did each school miss, with which fact and figures?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from improvement.matching import Missed
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Verdict
from monitoring.queries.observed import observed
from monitoring.states import VERDICTS_KNOWN, VerdictKind
from scoring.engine.score import applies, people_missing, score
from scoring.engine.types import Claim, Level, Policy
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricIndicator


class _Map(NamedTuple):
    id: int
    kind: str
    levels: frozenset[Level]


class _Answer(NamedTuple):
    code: str
    numerator: int | None
    denominator: int | None
    fact: bool | None
    parts: Mapping[str, bool]
    verified: int | None
    final: int | None
    final_reason: str
    counts_anyway: bool

    @property
    def claim(self) -> Claim:
        return Claim(self.numerator, self.denominator, self.fact, self.parts)


class _Correction(NamedTuple):
    numerator: int | None
    denominator: int | None
    fact: bool | None
    working: str
    reason: str


@dataclass(frozen=True, slots=True)
class MissedFact:
    """An indicator the school could have and has no point for. Numbers are those found last; None of a fact."""

    map_id: int
    indicator: RubricIndicator
    asked: Missed
    observed: str
    numerator: int | None
    denominator: int | None

    @property
    def grounds(self) -> dict[str, int | None]:
        return {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "threshold": self.indicator.threshold,
            "missing": self.asked.missing,
        }


@dataclass(frozen=True, slots=True)
class YearFacts:
    """`applicable` counts schools with a result that can have the indicator; `maps` are all that have a result."""

    missed: tuple[MissedFact, ...]
    applicable: Mapping[str, int]
    maps: frozenset[int]


def facts_of(cycle: MonitoringCycle) -> YearFacts:
    """Of maps whose verdicts are known (3 queries, whatever their number, beside the rubric)."""
    tree, maps = rubric(cycle.methodology_id), _maps(cycle)
    answers, corrections = _answers(cycle), _corrections(cycle)
    applicable: Counter[str] = Counter()
    missed: list[MissedFact] = []
    for row in maps:
        own = answers[row.id]
        able = [i for i in tree.indicators if _applies(i, row, own)]
        applicable.update(indicator.code for indicator in able)
        missed += _missed_by(row, able, own, corrections[row.id], Policy(cycle.policy))
    return YearFacts(tuple(missed), applicable, frozenset(row.id for row in maps))


def _applies(indicator: RubricIndicator, row: _Map, answers: Mapping[str, _Answer]) -> bool:
    return applies(indicator.rule, row.levels, counts_anyway=answers[indicator.code].counts_anyway)


def _missed_by(
    row: _Map,
    able: list[RubricIndicator],
    answers: Mapping[str, _Answer],
    corrections: Mapping[str, _Correction],
    policy: Policy,
) -> Iterator[MissedFact]:
    for indicator in able:
        if answers[indicator.code].final == 0:
            yield _fact(row, indicator, answers, corrections.get(indicator.code), policy)


def _fact(
    row: _Map,
    indicator: RubricIndicator,
    answers: Mapping[str, _Answer],
    correction: _Correction | None,
    policy: Policy,
) -> MissedFact:
    answer, rule = answers[indicator.code], indicator.rule
    condition = answers[rule.zero_unless].fact if rule.zero_unless else None
    outcome = score(
        rule, answer.claim, levels=row.levels, policy=policy, condition=condition, counts_anyway=answer.counts_anyway
    )
    found = correction if correction and correction.denominator is not None else answer
    numerator, denominator = (found.numerator, found.denominator) if indicator.is_share else (None, None)
    said = observed(
        outcome.working,
        verified=answer.verified,
        final=answer.final,
        final_reason=answer.final_reason,
        correction=correction,
    )
    short = _short(indicator, numerator, denominator)
    levels = frozenset(map(str, row.levels))
    return MissedFact(row.id, indicator, Missed(rule.code, row.kind, levels, short), said, numerator, denominator)


def _short(indicator: RubricIndicator, numerator: int | None, denominator: int | None) -> int | None:
    """How many people the threshold lacks; None where it is not people that are lacking."""
    if indicator.threshold is None or numerator is None or not denominator:
        return None
    return people_missing(numerator, denominator, indicator.threshold) or None


def _maps(cycle: MonitoringCycle) -> list[_Map]:
    rows = ExpertMap.objects.of(cycle).filter(state__in=VERDICTS_KNOWN).in_natural_order()
    return [
        _Map(pk, kind, frozenset(map(Level, levels)))
        for pk, kind, levels in rows.values_list("pk", "school__kind", "levels")
    ]


def _answers(cycle: MonitoringCycle) -> Mapping[int, Mapping[str, _Answer]]:
    rows = IndicatorAnswer.objects.filter(expert_map__cycle=cycle, expert_map__state__in=VERDICTS_KNOWN)
    found: dict[int, dict[str, _Answer]] = defaultdict(dict)
    columns = (
        "code", "numerator", "denominator", "fact", "parts",
        "verified_points", "final_points", "final_reason", "counts_anyway",
    )  # fmt: skip
    for map_id, *values in rows.values_list("expert_map_id", *columns):
        answer = _Answer(*values)
        found[map_id][answer.code] = answer
    return found


def _corrections(cycle: MonitoringCycle) -> Mapping[int, Mapping[str, _Correction]]:
    rows = Verdict.objects.current().filter(answer__expert_map__cycle=cycle, kind=VerdictKind.CORRECTED)
    found: dict[int, dict[str, _Correction]] = defaultdict(dict)
    columns = ("numerator", "denominator", "fact", "working", "reason")
    for map_id, code, *values in rows.values_list("answer__expert_map_id", "answer__code", *columns):
        found[map_id][code] = _Correction(*values)
    return found
