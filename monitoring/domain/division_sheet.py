"""How are maps divided by a table of schools and reviewers' addresses? Checked whole, applied whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import Role, User
from accounts.queries.staff import holders_of, schools_of
from monitoring.domain.division import Way, assign
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import DivisionSheet, ExpertMap, MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.policies import check_cycle_is_running
from schools.sheets import values
from schools.sheets.columns import EXAMPLE, Column, arrange
from schools.sheets.reading import Sheet

SCHOOL, REVIEWER = "Код школы", "Электронная почта проверяющего"
COLUMNS = (
    Column("school", SCHOOL, values.text(30, required=True), "Код школы из реестра.", EXAMPLE, required=True),
    Column("", "Школа", str, "Для удобства; при загрузке не читается.", "МАОУ СОШ № 0"),
    Column(
        "reviewer",
        REVIEWER,
        values.email,
        "Адрес, с которым специалист отдела входит в систему. Пустая ячейка ничего не меняет.",
        "specialist@example.ru",
        required=True,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way, in which row and column of the sheet."""

    row: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """A map that would pass from one (None: nobody) to another."""

    row: str
    expert_map: ExpertMap
    reviewer: User


@dataclass(frozen=True, slots=True)
class Reading:
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    unchanged: int

    @property
    def can_be_applied(self) -> bool:
        return not self.problems and bool(self.changes)


@transaction.atomic
def keep_sheet(*, cycle: MonitoringCycle, file_name: str, sheet: Sheet, by: User, at: datetime) -> DivisionSheet:
    """Keeps the rows until the coordinator confirms them; an earlier unconfirmed table of the same person goes.

    Raises SheetError for columns that do not fit, InvalidAnswer (field file) for a table without rows.
    """
    check_can_run_cycle(by, cycle)
    check_cycle_is_running(cycle)
    arranged = arrange(sheet, COLUMNS)
    places = [arranged.headers.index(title) for title in (SCHOOL, REVIEWER)]
    rows = [[row.cells[0], *(row.cells[place] for place in places)] for row in arranged.rows]
    if not rows:
        raise InvalidAnswer("В таблице нет строк с данными: только заголовки или строка-пример.", field="file")
    DivisionSheet.objects.filter(cycle=cycle, uploaded_by=by, applied_at=None).delete()
    return DivisionSheet.objects.create(
        municipality_id=cycle.municipality_id,
        cycle=cycle,
        file_name=file_name[-255:],
        rows=rows,
        uploaded_by=by,
        uploaded_at=at,
    )


@transaction.atomic
def apply_sheet(*, kept: DivisionSheet, by: User, at: datetime) -> DivisionSheet:
    """Divides as the table says, as it reads now; a table applied before is given back as it is."""
    check_can_run_cycle(by, kept.cycle)
    fresh = DivisionSheet.objects.select_for_update().get(pk=kept.pk)
    if fresh.applied_at is not None:
        return fresh
    reading = read_division(kept)
    if reading.problems:
        raise MonitoringError("Таблица больше не подходит к картам и людям. Ничего не изменено.")
    moved = assign(
        cycle=kept.cycle,
        reviewers={change.expert_map.pk: change.reviewer for change in reading.changes},
        way=Way.SHEET,
        reason=f"Из таблицы «{kept.file_name}»",
        by=by,
        at=at,
    )
    fresh.applied_at, fresh.applied = at, len(moved)
    fresh.save(update_fields=["applied_at", "applied"])
    return fresh


def read_division(kept: DivisionSheet) -> Reading:
    """What the table would change, against maps and people as they are now (three queries, nothing written)."""
    reader = _Reader(kept.cycle)
    for number, code, address in kept.rows:
        reader.take(number, code, address)
    return Reading(tuple(reader.problems), tuple(reader.changes), reader.unchanged)


class _Reader:
    """Meets row after row and remembers what it met."""

    def __init__(self, cycle: MonitoringCycle) -> None:
        maps = ExpertMap.objects.of(cycle).select_related("school", "reviewer")
        reviewers = holders_of(Role.REVIEWER, cycle.municipality)
        self.maps = {row.school.code.casefold(): row for row in maps}
        self.reviewers = {person.email.casefold(): person for person in reviewers}
        self.own = schools_of(reviewers)
        self.met: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.changes: list[Change] = []
        self.unchanged = 0

    def take(self, number: str, code: str, address: str) -> None:
        expert_map, sentence = self._map_of(number, code)
        reviewer, refusal = self._reviewer_of(address, expert_map)
        found = [(SCHOOL, sentence), (REVIEWER, refusal)]
        self.problems += [Problem(number, column, message) for column, message in found if message]
        if expert_map is None or sentence or refusal:
            return
        if reviewer is None or expert_map.reviewer_id == reviewer.pk:
            self.unchanged += 1
        else:
            self.changes.append(Change(number, expert_map, reviewer))

    def _map_of(self, number: str, code: str) -> tuple[ExpertMap | None, str]:
        if not code:
            return None, "Не заполнено."
        first = self.met.setdefault(code.casefold(), number)
        if first != number:
            return None, f"Эта школа уже есть выше: строка {first}."
        found = self.maps.get(code.casefold())
        return found, "" if found else f"Школы с кодом «{values.shown(code)}» в этом цикле нет."

    def _reviewer_of(self, address: str, expert_map: ExpertMap | None) -> tuple[User | None, str]:
        if not address:
            return None, ""
        try:
            reviewer = self.reviewers.get(values.email(address).casefold())
        except ValueError as refusal:
            return None, str(refusal)
        if reviewer is None:
            return (
                None,
                f"Специалиста отдела с адресом {values.shown(address)} нет: проверьте адрес.",
            )
        if expert_map is not None and expert_map.school_id in self.own[reviewer.pk]:
            return None, f"{reviewer.short_name} работает в этой школе: её карту проверяет другой сотрудник."
        return reviewer, ""
