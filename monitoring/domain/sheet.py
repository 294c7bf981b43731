"""How the answers of one map hang together: locked rows, shared denominators, outcomes by the engine."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from monitoring.errors import InvalidAnswer
from monitoring.models import ExpertMap, IndicatorAnswer
from prepared import PreparedQuery
from scoring.engine.score import applies, score
from scoring.engine.types import Claim, Level, Outcome, Policy
from scoring.queries.rubric import Rubric, RubricIndicator, rubric


@dataclass(slots=True)
class Sheet:
    """A map with its answers by code, all read at one moment."""

    expert_map: ExpertMap
    rubric: Rubric
    answers: dict[str, IndicatorAnswer]

    @property
    def policy(self) -> Policy:
        return Policy(self.expert_map.cycle.policy)

    def indicator(self, code: str) -> RubricIndicator:
        return self.rubric.by_code[code]

    def is_ruled_out(self, code: str) -> bool:
        """Whether the rule proposes, by the school's levels, that the indicator is not asked of it."""
        return not applies(self.indicator(code).rule, frozenset(self.expert_map.levels))

    def is_applicable(self, code: str) -> bool:
        return self.answers[code].counts_anyway or not self.is_ruled_out(code)

    def score(self, code: str, claim: Claim) -> Outcome:
        """The engine's outcome of a claim, under the cycle's policy and the school's levels."""
        return self._score(code, claim, frozenset(self.expert_map.levels), self.policy)

    def claimed(self, code: str) -> Outcome:
        return self.score(code, self.answers[code].claim)

    def outcomes(self) -> dict[str, Outcome]:
        """What every claim earns, by code."""
        levels, policy = frozenset(self.expert_map.levels), self.policy
        return {code: self._score(code, answer.claim, levels, policy) for code, answer in self.answers.items()}

    def _score(self, code: str, claim: Claim, levels: frozenset[Level], policy: Policy) -> Outcome:
        rule = self.rubric.by_code[code].rule
        condition = self.answers[rule.zero_unless].fact if rule.zero_unless else None
        counts_anyway = self.answers[code].counts_anyway
        return score(rule, claim, levels=levels, policy=policy, condition=condition, counts_anyway=counts_anyway)


def _answers(map_id: int) -> QuerySet[IndicatorAnswer]:
    return IndicatorAnswer.objects.of(map_id)


def _locked_answers(map_id: int) -> QuerySet[IndicatorAnswer]:
    return _answers(map_id).select_related("expert_map").select_for_update(of=("self", "expert_map"))


ANSWERS = PreparedQuery[IndicatorAnswer](_answers)
LOCKED_ANSWERS = PreparedQuery[IndicatorAnswer](_locked_answers)


def read_sheet(expert_map: ExpertMap) -> Sheet:
    """The sheet as it stands (1 query)."""
    answers = ANSWERS(map_id=expert_map.pk)
    return Sheet(expert_map, rubric(expert_map.cycle.methodology_id), {answer.code: answer for answer in answers})


def lock_sheet(expert_map: ExpertMap) -> Sheet:
    """The sheet with its map and answers locked until the transaction ends (1 query).

    On PostgreSQL the rows are locked, so saves of one map follow one another; on SQLite the transaction, begun
    IMMEDIATE, already holds the write lock. The map's own columns come from the locked row, not from the caller's.
    """
    rows = LOCKED_ANSWERS(map_id=expert_map.pk)
    fresh = rows[0].expert_map
    # The caller's context (school, cycle, municipality) does not change under a lock; its state and terms may have.
    fresh.cycle, fresh.school, fresh.municipality = expert_map.cycle, expert_map.school, expert_map.municipality
    return Sheet(fresh, rubric(fresh.cycle.methodology_id), {row.code: row for row in rows})


def share_denominators(sheet: Sheet) -> list[IndicatorAnswer]:
    """Copies each owner's denominator to the rows that reuse or sum it; returns the rows that changed.

    Raises InvalidAnswer when a copied denominator is below a numerator already entered.
    """
    moved = _moved_denominators(sheet)
    for answer, value in moved:
        check_covers(answer, value)
        answer.denominator = value
    return [answer for answer, _ in moved]


def spread_denominators(sheet: Sheet) -> list[IndicatorAnswer]:
    """The same without a check: for many answers put at once, which are judged when all of them stand."""
    moved = _moved_denominators(sheet)
    for answer, value in moved:
        answer.denominator = value
    return [answer for answer, _ in moved]


def owners_of(sheet: Sheet, code: str) -> tuple[str, ...]:
    """Where the denominator of the indicator is entered: itself, or the ones it reuses or sums that the school has.

    One that counts by the reviewer's decision joins a sum once its people are entered: before, they are nobody.
    """
    denominator = sheet.indicator(code).denominator
    if denominator is None:
        return ()
    if sheet.indicator(code).owns_denominator:
        return (code,)
    owners = (sheet.rubric.owner_by_key[key].code for key in denominator.sum_of or (denominator.key,))
    return tuple(owner for owner in owners if not sheet.is_ruled_out(owner) or _has_people(sheet, owner))


def _has_people(sheet: Sheet, code: str) -> bool:
    return sheet.is_applicable(code) and sheet.answers[code].denominator is not None


def _moved_denominators(sheet: Sheet) -> list[tuple[IndicatorAnswer, int | None]]:
    """Rows whose copied denominator is no longer what its owners say, with what they say."""
    moved = []
    for indicator in sheet.rubric.indicators:
        if indicator.denominator is None or indicator.owns_denominator:
            continue
        answer, value = sheet.answers[indicator.code], _summed(sheet, owners_of(sheet, indicator.code))
        if value != answer.denominator:
            moved.append((answer, value))
    return moved


def _summed(sheet: Sheet, codes: tuple[str, ...]) -> int | None:
    """Owners a school cannot have count as nobody; an owner not yet filled leaves the sum unknown."""
    values = [sheet.answers[code].denominator for code in codes]
    return None if None in values or not values else sum(value for value in values if value is not None)


def check_covers(answer: IndicatorAnswer, denominator: int | None) -> None:
    """Raises InvalidAnswer when a denominator, changed at its owner, is below the numerator of a row reusing it."""
    if denominator is not None and answer.numerator is not None and answer.numerator > denominator:
        raise InvalidAnswer(
            f"В показателе {answer.code} уже указано {answer.numerator}: это больше, чем {denominator}. "
            "Проверьте оба числа.",
            field="denominator",
            code=answer.code,
        )
