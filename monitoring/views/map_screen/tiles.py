"""Where does a person's work lie today? One tile a place, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accounts.models import Membership, Role
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.my_maps import current_cycles, current_maps
from monitoring.queries.objections import undecided_in
from monitoring.states import MapState
from monitoring.views.division_screen.share import Share, share_of
from monitoring.views.map_screen.year import Term, term_of
from russian.plurals import INDICATORS, OBJECTIONS, counted


@dataclass(frozen=True, slots=True)
class Tile:
    """A place to go; without an address there is nothing to do there yet, and `text` says why."""

    title: str
    text: str
    where: str
    address: str = ""
    term: Term | None = None


# Where each role of the department works while a year is going on, and what is said while there is none.
WORK = {
    Role.REVIEWER: ("Проверка карт", "monitoring:review_queue"),
    Role.METHODOLOGIST: ("Оценка карт", "monitoring:evaluation_list"),
    Role.COORDINATOR: ("Ход мониторинга", "monitoring:cycle_progress"),
    Role.OBSERVER: ("Ход мониторинга", "monitoring:cycle_progress"),
}
NO_CYCLE = "Мониторинг этого года ещё не открыт. Его открывает координатор."


def tiles_of(user, at: datetime) -> list[Tile]:
    """Two queries beside the memberships, one more for a reviewer's share and for a methodologist's objections.

    None for roles the person does not hold.
    """
    maps = current_maps(user) if user.school_ids else {}
    cycles = current_cycles(user) if user.municipality_ids else {}
    tiles = _objection_tiles(user, cycles)
    seen = set()
    for membership in user.active_memberships:
        tile = _tile(user, membership, maps, cycles, at)
        key = (tile.title, tile.where, tile.address)
        if key not in seen:  # two roles of one person may lead to one place
            seen.add(key)
            tiles.append(tile)
    return tiles


def _objection_tiles(user, cycles: dict[int, MonitoringCycle]) -> list[Tile]:
    """Objections nobody has answered, first of all: a school waits for each."""
    own = {m.municipality_id for m in user.active_memberships if m.role == Role.METHODOLOGIST}
    known = [cycle for place, cycle in cycles.items() if place in own]
    waiting = undecided_in(known) if known else {}
    return [_objections(cycle, waiting[cycle.pk]) for cycle in known if waiting.get(cycle.pk)]


def _objections(cycle: MonitoringCycle, count: int) -> Tile:
    address = f"{reverse('monitoring:evaluation_list', args=[cycle.pk])}?dispute=objections"
    return Tile("Возражения школ", f"Ждут ответа: {counted(count, OBJECTIONS)}", str(cycle.municipality), address)


def _tile(
    user, membership: Membership, maps: dict[int, ExpertMap], cycles: dict[int, MonitoringCycle], at: datetime
) -> Tile:
    if membership.school_id is not None:
        return _school_tile(membership, maps.get(membership.school_id), at)
    cycle = cycles.get(membership.municipality_id)
    share = share_of(cycle, user, at) if cycle and membership.role == Role.REVIEWER else None
    return _department_tile(membership, cycle, share)


def _school_tile(membership: Membership, expert_map: ExpertMap | None, at: datetime) -> Tile:
    where = str(membership.school)
    if expert_map is None:
        return Tile("Экспертная карта", NO_CYCLE, where)
    address = reverse("monitoring:expert_map", args=[expert_map.pk])
    title = f"Экспертная карта за {expert_map.cycle.year_title}"
    term = term_of(expert_map, at)
    done = f"Заполнено: {counted(expert_map.filled, INDICATORS)}" if expert_map.state == MapState.FILLING else ""
    return Tile(title, done or expert_map.state_words, where, address, term)


def _department_tile(membership: Membership, cycle: MonitoringCycle | None, share: Share | None) -> Tile:
    where = str(membership.municipality)
    title, name = WORK[Role(membership.role)]
    if cycle is not None:
        text = f"{share.done_words}; {share.pace_words}." if share else f"{cycle.year_title} учебный год"
        return Tile(title, text, where, reverse(name, args=[cycle.pk]))
    if membership.role == Role.COORDINATOR:
        address = reverse("monitoring:cycle_list", args=[membership.municipality_id])
        return Tile("Открыть цикл мониторинга", "В этом году мониторинг ещё не открыт.", where, address)
    return Tile(title, NO_CYCLE, where)
