"""How do a fact, its numbers and a rule become the words of a recommendation?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from improvement.domain.facts import MissedFact
from improvement.models import AdviceRule, Recommendation
from russian.numbers import NBSP, integer
from russian.plurals import Forms, counted, plural
from scoring.queries.rubric_tree import RubricIndicator

REACHED_BY_ALL = "Показатель выполнен и подтверждён в каждой из школ группы"
CONFIRMED = "Показатель выполнен и подтверждён"
BETTER = "Каждая школа группы выполняет больше показателей, чем в этом году"
MISSED_BY = Forms("школа", "школы", "школ")
LONGEST_TARGET = 300


@dataclass(frozen=True, slots=True)
class Words:
    """What a school reads, but for the fact it stands on."""

    action: str
    helper: str
    target: str
    due: date

    @property
    def kept(self) -> dict[str, str]:
        return asdict(self) | {"due": self.due.isoformat()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One recommendation the bank calls for; `map_ids` are a group's schools."""

    rule: AdviceRule
    code: str
    position: int
    map_id: int | None
    map_ids: frozenset[int]
    observed: str
    grounds: dict[str, Any]
    words: Words

    @property
    def key(self) -> tuple[str, int, str, str]:
        """Of a school by indicator and audience, of a group by rule."""
        return key_of(self.map_id, self.rule.pk, self.code, self.rule.audience)

    @property
    def facts(self) -> list[Any]:
        return [self.observed, self.grounds]


def key_of(map_id: int | None, rule_id: int, code: str, audience: str) -> tuple[str, int, str, str]:
    return ("group", rule_id, "", "") if map_id is None else ("school", map_id, code, audience)


def words_of(row: Recommendation) -> Words:
    return Words(row.action, row.helper, row.target, row.due)


def for_school(rule: AdviceRule, fact: MissedFact, today: date) -> Wanted:
    words = Words(rule.action, rule.helper, rule.target or school_target(fact), rule.due(today))
    return Wanted(rule, fact.code, fact.position, fact.map_id, frozenset(), fact.observed, fact.grounds, words)


def school_target(fact: MissedFact) -> str:
    """«Не менее 50 %: не менее 90 из 180 обучающихся 8–9 классов»."""
    if fact.indicator is None:
        return fact.aim
    threshold, quantity = fact.indicator.threshold, fact.indicator.denominator
    if threshold is None:
        return CONFIRMED
    share = f"Не менее {threshold}{NBSP}%"
    if not fact.denominator or quantity is None:
        return share
    least = -(-threshold * fact.denominator // 100)
    of_all = f"{integer(fact.denominator)} {plural(fact.denominator, quantity.unit)}"
    return f"{share}: при нынешней численности — {integer(least)} из {of_all}"[:LONGEST_TARGET]


def for_group(rule: AdviceRule, facts: Sequence[MissedFact], applicable: int, today: date) -> Wanted:
    """The group's own fact is a count: whose results they are is said to nobody else."""
    first, ids = facts[0], frozenset(fact.map_id for fact in facts)
    said = observed_of_group(first.code, rule.narrowing_words, len(ids), applicable)
    words = Words(rule.action, rule.helper, rule.target or group_target(first.indicator), rule.due(today))
    grounds: dict[str, Any] = {"missed": len(ids), "applicable": applicable}
    if rule.narrowing_words:
        grounds["who"] = rule.narrowing_words
    return Wanted(rule, first.code, first.position, None, ids, said, grounds, words)


def observed_of_group(code: str, who: str, count: int, applicable: int) -> str:
    """«Показатель не выполнен (ООШ): 3 школы из 20, к которым он применим»."""
    schools = counted(count, MISSED_BY)
    if code:
        return f"Показатель не выполнен{f' ({who})' if who else ''}: {schools} из {applicable}, к которым он применим"
    begun = f"{who[0].upper()}{who[1:]}" if who else "Результат установлен"
    return f"{begun}: {schools} из {applicable}, у которых есть результат"


def group_target(indicator: RubricIndicator | None) -> str:
    if indicator is None:
        return BETTER
    return REACHED_BY_ALL if indicator.threshold is None else f"{_share(indicator)} в каждой школе группы"


def _share(indicator: RubricIndicator) -> str:
    return f"Не менее {indicator.threshold}{NBSP}%"
