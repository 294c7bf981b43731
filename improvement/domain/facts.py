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
from russian.numbers import NBSP, share
from russian.plurals import Forms, counted
from scoring.engine.bands import band_of, gap_to_next
from scoring.engine.score import applies, people_missing, score
from scoring.engine.types import Claim, Level, Policy
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import Rubric, RubricIndicator

OF_POINTS = Forms("балла", "баллов", "баллов")  # after «из»
KEEP = "Высшая степень сохранена"


class _Map(NamedTuple):
    id: int
    kind: str
    levels: frozenset[Level]
    points: int
    maximum: int
    band: str


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
    """An indicator the school could have and has no point for. Numbers are those found last; None of a fact.

    Without an indicator it is the school's result as a whole: points of the maximum, and the `aim` they leave.
    """

    map_id: int
    indicator: RubricIndicator | None
    asked: Missed
    observed: str
    numerator: int | None
    denominator: int | None
    aim: str = ""

    @property
    def code(self) -> str:
        return self.asked.code

    @property
    def position(self) -> int:
        """The result as a whole is read before the indicators."""
        return self.indicator.position if self.indicator else 0

    @property
    def grounds(self) -> dict[str, int | None]:
        if self.indicator is None:
            return {"points": self.numerator, "maximum": self.denominator}
        return {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "threshold": self.indicator.threshold,
            "missing": self.asked.missing,
        }


@dataclass(frozen=True, slots=True)
class YearFacts:
    """`applicable` counts schools with a result that can have the indicator, under an empty code all of them.

    `maps` are all that have a result, `whole` says it of each.
    """

    missed: tuple[MissedFact, ...]
    whole: tuple[MissedFact, ...]
    applicable: Mapping[str, int]
    maps: frozenset[int]


def facts_of(cycle: MonitoringCycle) -> YearFacts:
    """Of maps whose verdicts are known (3 queries, whatever their number, beside the rubric)."""
    tree = rubric(cycle.methodology_id)
    maps = _maps(cycle, tree)
    answers, corrections = _answers(cycle), _corrections(cycle)
    applicable: Counter[str] = Counter({"": len(maps)})
    missed: list[MissedFact] = []
    for row in maps:
        own = answers[row.id]
        able = [i for i in tree.indicators if _applies(i, row, own)]
        applicable.update(indicator.code for indicator in able)
        missed += _missed_by(row, able, own, corrections[row.id], Policy(cycle.policy))
    whole = tuple(_whole(row, tree) for row in maps)
    return YearFacts(tuple(missed), whole, applicable, frozenset(row.id for row in maps))


def _whole(row: _Map, tree: Rubric) -> MissedFact:
    """«Итог: 12 из 23 баллов (52,2 %), степень эффективности низкая»."""
    title = next(band.title for band in tree.bands if band.key == row.band)
    of_all = f"{row.points}{NBSP}из{NBSP}{counted(row.maximum, OF_POINTS)}"
    said = f"Итог: {of_all} ({share(row.points, row.maximum)}), степень эффективности {title}"
    asked = Missed("", row.kind, frozenset(map(str, row.levels)), None, row.band)
    return MissedFact(row.id, None, asked, said, row.points, row.maximum, _aim(row, tree))


def _aim(row: _Map, tree: Rubric) -> str:
    """«Не менее 14 из 23 баллов: степень эффективности средняя»."""
    above = gap_to_next(row.points, row.maximum, tree.bands)
    if above is None:
        return KEEP
    band, missing = above
    least = f"{row.points + missing}{NBSP}из{NBSP}{counted(row.maximum, OF_POINTS)}"
    return f"Не менее {least}: степень эффективности {band.title}"


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
    asked = Missed(rule.code, row.kind, levels, short, row.band)
    return MissedFact(row.id, indicator, asked, said, numerator, denominator)


def _short(indicator: RubricIndicator, numerator: int | None, denominator: int | None) -> int | None:
    """How many people the threshold lacks; None where it is not people that are lacking."""
    if indicator.threshold is None or numerator is None or not denominator:
        return None
    return people_missing(numerator, denominator, indicator.threshold) or None


def _maps(cycle: MonitoringCycle, tree: Rubric) -> list[_Map]:
    rows = ExpertMap.objects.of(cycle).filter(state__in=VERDICTS_KNOWN).in_natural_order()
    columns = ("pk", "school__kind", "levels", "final_points", "verified_points", "maximum")
    found = []
    for pk, kind, levels, final, verified, maximum in rows.values_list(*columns):
        points = (final if final is not None else verified) or 0
        band = band_of(points, maximum, tree.bands).key
        found.append(_Map(pk, kind, frozenset(map(Level, levels)), points, maximum, band))
    return found


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
