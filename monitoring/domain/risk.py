"""How many warnings does each signed map raise, and how risky is what still waits for a verdict?

The one door to MapRisk. Every verb that moves a claim, its evidence, a verdict or ОО-1 figures comes through here, with
the maps it touches: a warning may depend on another school's evidence and on last year's map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from monitoring.domain.claim_rows import same_evidence, verdicts_in_force
from monitoring.domain.claims import judged_claims
from monitoring.domain.locked_rows import write_back
from monitoring.domain.warnings import Judged, warnings_of, weight_of
from monitoring.models import Evidence, ExpertMap, MapRisk
from monitoring.states import CLAIM_VISIBLE
from scoring.queries.rubric import rubric

WRITTEN = ("warnings", "weight", "by_code", "counted")


@dataclass(frozen=True, slots=True)
class Risk:
    """What MapRisk stores, as it should be now."""

    warnings: int
    weight: int
    by_code: dict[str, list[int]]


def refresh(map_ids: Collection[int]) -> None:
    """Counts again and writes what changed; drafts are passed over.

    The rows are locked first, in the order of their ids, and counted under the lock: two verbs that touch each other's
    maps follow one another, and the second one sees what the first has done.
    """
    rows = list(MapRisk.objects.filter(expert_map_id__in=map_ids).order_by("expert_map_id").select_for_update())
    counted = count(_signed([row.expert_map_id for row in rows]))
    changed = [row for row in rows if row.expert_map_id in counted and _put(row, counted[row.expert_map_id])]
    write_back(changed, WRITTEN)


def refresh_judged(expert_map: ExpertMap, code: str) -> None:
    """A verdict on `code` was given or undone: the rest warns as before, unless a claim hangs on this one."""
    tree = rubric(expert_map.cycle.methodology_id)
    if any(indicator.rule.zero_unless == code for indicator in tree.indicators):
        refresh([expert_map.pk])
        return
    row = MapRisk.objects.select_for_update().get(expert_map=expert_map)
    judged = {judged_code for _, judged_code in verdicts_in_force([expert_map.pk])}
    weight = sum(weight for warned, (_, weight) in row.by_code.items() if warned not in judged)
    if weight != row.weight:
        row.weight = weight
        row.save(update_fields=["weight"])


def begin(expert_map: ExpertMap) -> None:
    """A row for a map signed for the first time; called inside the verb that signs it."""
    MapRisk.objects.get_or_create(
        expert_map=expert_map, defaults={"municipality_id": expert_map.municipality_id, "counted": False}
    )


def refresh_around(expert_map: ExpertMap, marks: Iterable[str] = ()) -> None:
    """The map, the school's next year, and every map that shares its evidence or the evidence `marks` (2 queries more).

    `marks` are hashes or addresses of pieces it has just lost.
    """
    refresh({expert_map.pk, *_next_year(expert_map), *_sharing(expert_map, marks)})


def _next_year(expert_map: ExpertMap) -> Iterable[int]:
    """Last year's share is compared with in the map of the year after."""
    return ExpertMap.objects.filter(
        school_id=expert_map.school_id, cycle__school_year=expert_map.cycle.school_year + 1
    ).values_list("pk", flat=True)


def _sharing(expert_map: ExpertMap, marks: Iterable[str]) -> Iterable[int]:
    own = Evidence.objects.in_use().filter(expert_map=expert_map).values_list("sha256", "url")
    known = {sha256 or url for sha256, url in own} | set(marks)
    rows = Evidence.objects.filter(same_evidence(known, expert_map.municipality_id))
    return rows.values_list("expert_map_id", flat=True) if known else ()


def refresh_school(school_id: int, as_of: date) -> None:
    """ОО-1 of the school as of that day is new: the maps of the years that reconcile with it."""
    years = (as_of.year, as_of.year - 1)
    maps = ExpertMap.objects.represented().filter(school_id=school_id, cycle__school_year__in=years)
    refresh(list(maps.values_list("pk", flat=True)))


def count(maps: Collection[ExpertMap]) -> dict[int, Risk]:
    """{map id: what should be stored}; about eight queries a cycle, whatever the number of maps."""
    by_cycle: dict[int, list[ExpertMap]] = defaultdict(list)
    for row in maps:
        by_cycle[row.cycle_id].append(row)
    counted: dict[int, Risk] = {}
    for rows in by_cycle.values():
        claims = judged_claims(rows, rows[0].cycle)
        judged = set(verdicts_in_force([row.pk for row in rows]))
        counted |= {row.pk: _risk(row.pk, claims[row.pk], judged) for row in rows}
    return counted


def _risk(map_id: int, claims: Mapping[str, Judged], judged: Collection[tuple[int, str]]) -> Risk:
    found = {code: warnings_of(claim) for code, claim in claims.items()}
    return Risk(
        warnings=sum(len(cautions) for cautions in found.values()),
        weight=sum(weight_of(cautions) for code, cautions in found.items() if (map_id, code) not in judged),
        by_code={code: [len(cautions), weight_of(cautions)] for code, cautions in found.items() if cautions},
    )


def _signed(map_ids: Collection[int]) -> list[ExpertMap]:
    return list(ExpertMap.objects.filter(pk__in=map_ids, state__in=CLAIM_VISIBLE).select_related("cycle"))


def _put(row: MapRisk, risk: Risk) -> bool:
    """Whether anything changed."""
    before = (row.warnings, row.weight, row.by_code, row.counted)
    row.warnings, row.weight, row.by_code, row.counted = risk.warnings, risk.weight, risk.by_code, True
    return before != (risk.warnings, risk.weight, risk.by_code, True)


def differing(maps: Collection[ExpertMap]) -> list[int]:
    """Ids of the maps whose stored figures are not what they should be: none, unless a verb forgot this door."""
    stored = {row.expert_map_id: row for row in MapRisk.objects.filter(expert_map__in=maps)}
    return sorted(pk for pk, risk in count(maps).items() if pk not in stored or _put(stored[pk], risk))
