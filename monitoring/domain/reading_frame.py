"""Which claims can be read a second time now, and by whom so that the reading stays blind?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import Role, User
from accounts.queries.staff import holders_of, schools_of
from monitoring.models import MonitoringCycle, SecondReading, Verdict
from monitoring.states import MapState
from scoring.queries.rubric import rubric

# A claim read now must not move under the reader: it lies with the reviewer or is checked, not evaluated yet.
READABLE = frozenset({MapState.SUBMITTED, MapState.VERIFIED})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim with a verdict, and the ids of those who may read it a second time."""

    answer_id: int
    map_id: int
    code: str
    verdict_id: int
    readers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """`unreadable` is how many more claims have a verdict, yet everybody has worked on their maps."""

    candidates: dict[int, Candidate]
    unreadable: int
    readers: list[User]

    @property
    def strata(self) -> dict[str, list[int]]:
        """{code: answer ids} in the order of the rubric: what is drawn from, and what the sample keeps."""
        strata: dict[str, list[int]] = defaultdict(list)
        for candidate in self.candidates.values():
            strata[candidate.code].append(candidate.answer_id)
        return dict(strata)


def frame_of(cycle: MonitoringCycle) -> Frame:
    """Seven queries, whatever the number of claims."""
    readers = readers_of(cycle)
    own, workers = schools_of(readers), _workers(cycle)
    candidates, unreadable = {}, 0
    for answer_id, map_id, code, verdict_id, school_id, holder_id in _judged(cycle):
        away = workers[map_id] | {holder_id}
        able = tuple(p.pk for p in readers if p.pk not in away and school_id not in own[p.pk])
        if able:
            candidates[answer_id] = Candidate(answer_id, map_id, code, verdict_id, able)
        else:
            unreadable += 1
    return Frame(candidates, unreadable, readers)


def readers_of(cycle: MonitoringCycle) -> list[User]:
    """Reviewers who see verdicts nowhere else: a coordinator reads the journal, a methodologist evaluates."""
    place = cycle.municipality
    informed = {p.pk for role in (Role.COORDINATOR, Role.METHODOLOGIST) for p in holders_of(role, place)}
    return [person for person in holders_of(Role.REVIEWER, place) if person.pk not in informed]


def _judged(cycle: MonitoringCycle) -> list[tuple[int, int, str, int, int, int | None]]:
    """Claims with a verdict in force, of indicators the school can have, not read a second time before."""
    tree = rubric(cycle.methodology_id)
    rows = Verdict.objects.current().filter(answer__expert_map__cycle=cycle, answer__expert_map__state__in=READABLE)
    rows = rows.exclude(answer__in=SecondReading.objects.done().filter(sample__cycle=cycle).values("answer_id"))
    fields = ("answer_id", "answer__expert_map_id", "answer__code", "pk")
    about = ("answer__expert_map__school_id", "answer__expert_map__reviewer_id", "answer__expert_map__levels")
    ordered = rows.order_by("answer__position", "answer_id").values_list(*fields, *about)
    return [
        (answer_id, map_id, code, verdict_id, school_id, holder_id)
        for answer_id, map_id, code, verdict_id, school_id, holder_id, levels in ordered
        if tree.by_code[code].rule.levels & frozenset(levels)
    ]


def _workers(cycle: MonitoringCycle) -> dict[int, set[int]]:
    """{map id: who ever gave a verdict there}: they have seen the map's other verdicts."""
    workers: dict[int, set[int]] = defaultdict(set)
    rows = Verdict.objects.filter(answer__expert_map__cycle=cycle).order_by()
    for map_id, person_id in rows.values_list("answer__expert_map_id", "given_by_id").distinct():
        workers[map_id].add(person_id)
    return workers
