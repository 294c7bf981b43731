"""Which schools can be advised without a rule, which of them are ticked, and what is known of them?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from accounts.models import User
from improvement.domain.facts import YearFacts, facts_of
from improvement.domain.words import observed_of_group
from improvement.models.advice_rule import BANDS
from improvement.queries.recommendations import map_named, schools_to_advise
from improvement.views.year_screen import titles_of
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.views.cycle_screen.choice import known
from monitoring.views.cycle_screen.commission import Select
from schools.models import SchoolKind

EVERY = ("", "все")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What stands in the address; `map_id` names one school."""

    code: str
    band: str
    kind: str
    map_id: int | None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.code or self.band or self.kind or self.map_id)

    @property
    def who(self) -> str:
        """«низкая степень; ООШ»."""
        kind = SchoolKind(self.kind).label if self.kind else ""
        return "; ".join(filter(None, (BANDS.get(self.band, ""), kind)))


@dataclass(frozen=True, slots=True)
class OwnScreen:
    narrowed: Narrowed
    maps: tuple[ExpertMap, ...]
    selects: tuple[Select, ...]
    initial: Mapping[str, Any]


def own_screen(cycle: MonitoringCycle, address: QueryDict, user: User) -> OwnScreen:
    """Five queries beside the rubric, whatever the number of schools; one more when the address names a school."""
    titles, facts = titles_of(cycle), facts_of(cycle)
    named = map_named(cycle, address.get("map", ""))
    narrowed = Narrowed(
        code=known(address.get("code"), titles),
        band=known(address.get("band"), BANDS),
        kind=known(address.get("kind"), SchoolKind.values),
        map_id=named.pk if named else None,
    )
    maps = _narrowed(schools_to_advise(cycle, user), narrowed, facts)
    return OwnScreen(narrowed, maps, _selects(narrowed, titles), _initial(narrowed, maps, facts))


def _narrowed(maps: Collection[ExpertMap], asked: Narrowed, facts: YearFacts) -> tuple[ExpertMap, ...]:
    missed = {fact.map_id for fact in facts.missed if fact.code == asked.code}
    banded = {fact.map_id for fact in facts.whole if fact.asked.band == asked.band}
    return tuple(
        row
        for row in maps
        if (not asked.code or row.pk in missed)
        and (not asked.band or row.pk in banded)
        and asked.kind in {"", row.school.kind}
        and asked.map_id in {None, row.pk}
    )


def _initial(asked: Narrowed, maps: Collection[ExpertMap], facts: YearFacts) -> dict[str, Any]:
    """Of a narrowed list every school is ticked; what is observed is drawn from the same results."""
    ids = [row.pk for row in maps] if asked.is_narrowed else []
    return {"code": asked.code, "schools": ids, "observed": _observed(asked, ids, facts)}


def _observed(asked: Narrowed, ids: list[int], facts: YearFacts) -> str:
    if len(ids) == 1:
        known_facts = facts.missed if asked.code else facts.whole
        return next((f.observed for f in known_facts if f.map_id == ids[0] and f.code == asked.code), "")
    if ids and (asked.code or asked.band):
        return observed_of_group(asked.code, asked.who, len(ids), facts.applicable[asked.code])
    return ""


def _selects(asked: Narrowed, titles: Mapping[str, str]) -> tuple[Select, ...]:
    codes = tuple((code, f"{code} {title}") for code, title in titles.items())
    return (
        Select("code", "Не выполнили показатель", (("", "любой"), *codes), asked.code),
        Select("band", "Степень", (("", "любая"), *BANDS.items()), asked.band),
        Select("kind", "Вид школы", (EVERY, *SchoolKind.choices), asked.kind),
    )
