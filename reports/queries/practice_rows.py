"""What did schools write and show for indicators few others reached?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from monitoring.models import Evidence, IndicatorAnswer, MonitoringCycle, Verdict
from monitoring.states import VerdictKind

Place = tuple[int, str]  # the map and the code of the indicator


class Words(NamedTuple):
    """The school's own explanation; `accepted`: the reviewer found the claim true as it stands."""

    note: str
    accepted: bool


def words_of(cycle: MonitoringCycle, codes: Collection[str]) -> Mapping[Place, Words]:
    """Of answers with a final point (1 query)."""
    accepted = Verdict.objects.current().filter(answer=OuterRef("pk"), kind=VerdictKind.ACCEPTED)
    rows = IndicatorAnswer.objects.filter(expert_map__cycle=cycle, code__in=codes, final_points__gt=0)
    found = rows.values_list("expert_map_id", "code", "note", Exists(accepted))
    return {(map_id, code): Words(note.strip(), is_true) for map_id, code, note, is_true in found}


def titles_of(cycle: MonitoringCycle, codes: Collection[str]) -> Mapping[Place, tuple[str, ...]]:
    """Titles of the evidence in use behind such answers; none that holds names of children (1 query)."""
    rows = IndicatorAnswer.evidence.through.objects.filter(
        indicatoranswer__expert_map__cycle=cycle,
        indicatoranswer__code__in=codes,
        indicatoranswer__final_points__gt=0,
        evidence__removed_at=None,
        evidence__replaced_at=None,
    ).exclude(evidence__child_names=Evidence.ChildNames.PRESENT)
    found: dict[Place, list[str]] = defaultdict(list)
    columns = ("indicatoranswer__expert_map_id", "indicatoranswer__code", "evidence__title")
    for map_id, code, title in rows.order_by("evidence__added_at", "evidence_id").values_list(*columns):
        found[map_id, code].append(title)
    return {place: tuple(titles) for place, titles in found.items()}
