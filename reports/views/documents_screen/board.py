"""How does every document of a year stand: made, being made, changed since, not to be made yet?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import MapState
from reports.documents.kinds import Kind, full_title, makers, name_of
from reports.models import MadeDocument
from reports.queries.made_documents import Standing, maps_in_order, standings
from reports.queries.results_digest import ResultsDigest, results_digest
from reports.states import DocumentState, FileFormat
from schools.models import School

# Keys of the filter in the address, in the order they are offered.
STATES = {
    "": "Все школы",
    "none": "Не составлены",
    "waiting": "Составляются",
    "ready": "Готовы",
    "changed": "Результаты изменились",
    "failed": "Составить не удалось",
    "early": "Составлять не из чего",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One document: of a school, or of the year when `school` is None. `state` is a key of STATES.

    `ready` is the last version to take away, `last` what was asked for last; they differ while a newer one is made.
    `lacks` says what there is not yet to make it from.
    """

    kind: Kind
    file_format: FileFormat
    school: School | None
    state: str
    ready: MadeDocument | None
    last: MadeDocument | None
    lacks: str = ""

    @property
    def name(self) -> str:
        return name_of(self.kind, self.file_format)

    @property
    def title(self) -> str:
        """«Протокол комиссии, DOCX»."""
        return full_title(self.kind, self.file_format)

    @property
    def can_be_asked(self) -> bool:
        """A first version, or another try at one."""
        return self.state == "none" or (self.state == "failed" and self.ready is None)

    @property
    def can_be_made_anew(self) -> bool:
        return self.ready is not None and self.state not in {"waiting", "early"}


@dataclass(frozen=True, slots=True)
class Board:
    """Rows by the name of their maker: one for a document of the year, one a school otherwise, in natural order."""

    rows: Mapping[str, tuple[Row, ...]]

    @property
    def of_year(self) -> tuple[Row, ...]:
        return tuple(row for rows in self.rows.values() for row in rows if not row.kind.is_of_school)

    def of(self, name: str, state: str) -> list[Row]:
        return [row for row in self.rows[name] if row.state == state]


def board_of(cycle: MonitoringCycle) -> Board:
    """2 queries, 4 more once something was made: whatever the number of schools and documents."""
    found, maps = standings(cycle), list(maps_in_order(cycle))
    digest = results_digest(cycle) if any(standing.ready for standing in found.values()) else None
    rows = {}
    for kind, file_format in makers():
        subjects: Sequence[ExpertMap | None] = maps if kind.is_of_school else [None]
        rows[name_of(kind, file_format)] = tuple(_row(kind, file_format, one, found, digest) for one in subjects)
    return Board(rows)


def _row(
    kind: Kind,
    file_format: FileFormat,
    expert_map: ExpertMap | None,
    found: Mapping[tuple[str, str, int | None], Standing],
    digest: ResultsDigest | None,
) -> Row:
    school = expert_map.school if expert_map else None
    standing = found.get((kind.key, file_format.value, school.pk if school else None), Standing())
    may_be_made = expert_map is None or expert_map.state in kind.states
    state = _state(standing, digest, may_be_made=may_be_made)
    return Row(kind, file_format, school, state, standing.ready, standing.last, _lacks(kind, expert_map))


def _lacks(kind: Kind, expert_map: ExpertMap | None) -> str:
    if expert_map is not None and expert_map.state == MapState.NOT_SUBMITTED:
        return "карта не представлена"
    return kind.lacks


def _state(standing: Standing, digest: ResultsDigest | None, *, may_be_made: bool) -> str:
    last, ready = standing.last, standing.ready
    if ready is None and not may_be_made and not (last and last.is_waiting):
        return "early"
    if last is not None and last.state in {DocumentState.WAITING, DocumentState.FAILED}:
        return str(last.state)
    if ready is not None:
        is_changed = digest is not None and ready.results_digest != digest.of(ready.school_id, ready.kind)
        return "changed" if is_changed else "ready"
    return "none"
