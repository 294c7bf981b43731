"""What would an even division give to whom? Shown before it is applied, and the same when it is asked for again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from accounts.models import User
from monitoring.domain.even_spread import spread
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.division import NONE, numbers_by_reviewer, own_schools, undivided_maps


@dataclass(frozen=True, slots=True)
class Part:
    """What a reviewer would get beside what is there already."""

    reviewer: User
    before: int
    maps: tuple[ExpertMap, ...]

    @property
    def after(self) -> int:
        return self.before + len(self.maps)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`impossible` are maps of schools each of the chosen belongs to."""

    parts: tuple[Part, ...]
    impossible: tuple[ExpertMap, ...]

    @property
    def reviewers(self) -> dict[int, User | None]:
        """What the verb takes."""
        return {row.pk: part.reviewer for part in self.parts for row in part.maps}

    @property
    def digest(self) -> str:
        """Names this very division: what was shown is what is applied."""
        pairs = sorted((map_id, person.pk) for map_id, person in self.reviewers.items() if person)
        return hashlib.sha256(repr(pairs).encode()).hexdigest()[:16]


def proposal_of(cycle: MonitoringCycle, chosen: list[User]) -> Proposal:
    """Maps that are nobody's and still to be checked, spread over the chosen; maps in hands stay there (3 queries)."""
    maps, own, numbers = undivided_maps(cycle), own_schools(chosen), numbers_by_reviewer(cycle)
    before = {person.pk: numbers.get(person.pk, NONE).maps for person in chosen}
    allowed = {row.pk: [pk for pk in before if row.school_id not in own[pk]] for row in maps}
    given = spread(allowed, before)
    parts = [
        Part(person, before[person.pk], tuple(row for row in maps if given.get(row.pk) == person.pk))
        for person in chosen
    ]
    return Proposal(tuple(parts), tuple(row for row in maps if row.pk not in given))
