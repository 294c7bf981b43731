"""How are the recommendations of a year drawn from the bank, again and again, without touching what was decided?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from improvement.domain.facts import MissedFact, YearFacts, facts_of
from improvement.domain.words import Wanted, for_group, for_school, key_of
from improvement.errors import TooEarly
from improvement.matching import Condition, matches, most_precise
from improvement.models import AdviceRule, Recommendation
from improvement.permissions import check_can_decide
from improvement.states import Addressee, AdviceState, Audience
from journal.domain import record
from monitoring.models import MonitoringCycle

REFRESHED = [
    "rule",
    "audience",
    "position",
    "observed",
    "grounds",
    "action",
    "helper",
    "target",
    "due",
    "drawn",
    "version",
    "drawn_by",
    "drawn_at",
]
Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of the recommendations; `outdated` were decided and stand on facts that are no longer so."""

    added: int
    refreshed: int
    removed: int
    outdated: int


@transaction.atomic
def draw_recommendations(*, cycle: MonitoringCycle, by: User, at: datetime) -> Drawn:
    """Of every school with a result, and of groups of schools. Drawing twice is drawing once.

    Proposed ones follow the bank and the results; accepted, changed and dropped ones keep their words, and are marked
    when their grounds changed. Raises TooEarly without results or without a bank.
    """
    check_can_decide(by, cycle)
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    rules = list(AdviceRule.objects.of(cycle.municipality_id, cycle.methodology.code).active().order_by("pk"))
    if not rules:
        raise TooEarly("Банк рекомендаций пуст: сначала заполните его.")
    facts = facts_of(cycle)
    if not facts.maps:
        raise TooEarly("Проверенных карт ещё нет: рекомендации составляются по результатам проверки.")
    wanted = {each.key: each for each in wanted_of(rules, facts, cycle.municipality.today(at))}
    drawn = _bring_to(wanted, _standing(cycle), cycle, by, at)
    if drawn != Drawn(0, 0, 0, 0):
        new = asdict(drawn)
        record(
            subject=f"cycle:{cycle.pk}",
            municipality_id=cycle.municipality_id,
            action="advice.drawn",
            by=by,
            at=at,
            new=new,
        )
    return drawn


def wanted_of(rules: Iterable[AdviceRule], facts: YearFacts, today: date) -> Iterator[Wanted]:
    known = {rule.pk: rule for rule in rules}
    by_code: dict[str, list[MissedFact]] = defaultdict(list)
    for fact in (*facts.whole, *facts.missed):
        by_code[fact.code].append(fact)
    for audience in Audience:
        yield from _of_schools([rule for rule in known.values() if rule.audience == audience], by_code, today)
    for code, conditions in _conditions(rule for rule in known.values() if rule.addressee == Addressee.GROUP).items():
        for condition in conditions:
            met = [fact for fact in by_code[code] if matches(condition, fact.asked)]
            rule = known[condition.rule_id]
            if len(met) >= (rule.schools_from or 1):
                yield for_group(rule, met, facts.applicable[code], today)


def _of_schools(rules: Iterable[AdviceRule], by_code: Mapping[str, list[MissedFact]], today: date) -> Iterator[Wanted]:
    """Of the rules that address the same people, the most precise one answers each school."""
    known = {rule.pk: rule for rule in rules if rule.addressee == Addressee.SCHOOL}
    for code, conditions in _conditions(known.values()).items():
        for fact in by_code.get(code, ()):
            answer = most_precise(conditions, fact.asked)
            if answer is not None:
                yield for_school(known[answer.rule_id], fact, today)


def _conditions(rules: Iterable[AdviceRule]) -> Mapping[str, list[Condition]]:
    found: dict[str, list[Condition]] = defaultdict(list)
    for rule in rules:
        narrowed = frozenset(rule.kinds), frozenset(rule.levels), frozenset(rule.bands)
        found[rule.code].append(Condition(rule.pk, rule.code, rule.gap, rule.people, *narrowed))
    return found


def _standing(cycle: MonitoringCycle) -> dict[Key, Recommendation]:
    """What the bank called for before; the methodologist's own words are nobody's to redraw."""
    rows = Recommendation.objects.of(cycle).exclude(rule=None).select_for_update(of=("self",))
    found = rows.prefetch_related("group")
    return {key_of(row.expert_map_id, row.rule_id or 0, row.code, row.audience): row for row in found}


def _bring_to(
    wanted: Mapping[Key, Wanted], standing: Mapping[Key, Recommendation], cycle: MonitoringCycle, by: User, at: datetime
) -> Drawn:
    proposed = {key: row for key, row in standing.items() if row.state == AdviceState.PROPOSED}
    gone = [row.pk for key, row in proposed.items() if key not in wanted]
    moved = [_refreshed(row, wanted[key], by, at) for key, row in proposed.items() if _differs(row, wanted.get(key))]
    new = [_new(each, cycle, by, at) for key, each in wanted.items() if key not in standing]
    outdated = [row for key, row in standing.items() if key not in proposed and _marked(row, wanted.get(key))]
    Recommendation.objects.filter(pk__in=gone).delete()
    Recommendation.objects.bulk_update(moved, REFRESHED, batch_size=200)
    Recommendation.objects.bulk_create(new, batch_size=200)
    Recommendation.objects.bulk_update(outdated, ["is_outdated", "drawn"], batch_size=200)
    for row in [*moved, *new]:
        if row.is_group:
            row.group.set(wanted[key_of(None, row.rule_id or 0, "", "")].map_ids)
    return Drawn(len(new), len(moved), len(gone), sum(row.is_outdated for row in outdated))


def _differs(row: Recommendation, wanted: Wanted | None) -> bool:
    if wanted is None:
        return False
    members = frozenset(member.pk for member in row.group.all()) if row.is_group else frozenset()
    return row.rule_id != wanted.rule.pk or row.drawn != _kept(wanted) or members != wanted.map_ids


def _refreshed(row: Recommendation, wanted: Wanted, by: User, at: datetime) -> Recommendation:
    _put(row, wanted)
    row.version, row.drawn_by, row.drawn_at = row.version + 1, by, at
    return row


def _new(wanted: Wanted, cycle: MonitoringCycle, by: User, at: datetime) -> Recommendation:
    row = Recommendation(
        municipality_id=cycle.municipality_id,
        cycle=cycle,
        addressee=wanted.rule.addressee,
        expert_map_id=wanted.map_id,
        code=wanted.code,
        drawn_by=by,
        drawn_at=at,
    )
    _put(row, wanted)
    return row


def _put(row: Recommendation, wanted: Wanted) -> None:
    row.rule, row.audience, row.position = wanted.rule, wanted.rule.audience, wanted.position
    row.observed, row.grounds = wanted.observed, wanted.grounds
    words = wanted.words
    row.action, row.helper, row.target, row.due = words.action, words.helper, words.target, words.due
    row.drawn = _kept(wanted)


def _kept(wanted: Wanted) -> dict:
    """Of what was drawn: its words, the facts it stands on, and the facts as last seen."""
    return {"words": wanted.words.kept, "facts": wanted.facts, "now": wanted.facts}


def _marked(row: Recommendation, wanted: Wanted | None) -> bool:
    """Whether something is to be written of a decided one; `drawn["now"]` is None when it is missed no longer."""
    now = wanted.facts if wanted else None
    if row.drawn["now"] == now:
        return False
    row.drawn = row.drawn | {"now": now}
    row.is_outdated = row.state != AdviceState.DROPPED and row.drawn["facts"] != now
    return True
