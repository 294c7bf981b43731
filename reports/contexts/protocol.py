"""What stands in the protocol of the commission? One object for the PDF and the DOCX, so that figures agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitoring.models import CommissionMember, CommissionProtocol, MonitoringCycle, Objection
from monitoring.queries.commission import members_of, missing_roles, protocol_of
from monitoring.queries.reopening import reopenings_in
from monitoring.states import CommissionRole
from reports.contexts.district import District, build_district
from reports.contexts.district_figures import GroupLine
from reports.contexts.district_schools import SchoolRow
from reports.contexts.letterhead import Letterhead
from reports.contexts.protocol_sentences import decided, heard
from reports.contexts.revision import Revision, revision
from reports.contexts.wording import glued
from reports.queries.protocol_rows import ObjectionRow, objections_in
from russian.dates import long_date
from russian.numbers import NBSP

AGENDA = (
    "О рассмотрении возражений общеобразовательных организаций.",
    "Об итоговых баллах и степени эффективности по результатам мониторинга.",
    "Об организациях, не представивших экспертную карту.",
)
WAITING = "ожидает ответа"
NO_SCHOOLS = "Протокол составляется, когда в мониторинге участвует хотя бы одна школа."
# Words of a row that may go on over the page; a shorter row stays whole.
LONG_TEXT = 600


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody present; `signature` is the name as it stands beside a signature."""

    full_name: str
    position: str
    role: str
    role_title: str

    @property
    def signature(self) -> str:
        """«Примеров Пётр Петрович» → «П. П. Примеров»; a name of one word stays as it is."""
        surname, *given = self.full_name.split()
        return f".{NBSP}".join([*(name[0] for name in given), surname])


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    school: str
    code: str
    text: str
    outcome: str
    decision: str
    points: int | None

    @property
    def is_long(self) -> bool:
        return max(len(self.text), len(self.decision)) > LONG_TEXT


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """An indicator whose final points are not the verified ones, and why."""

    school: str
    code: str
    verified: int
    final: int
    reason: str

    @property
    def is_long(self) -> bool:
        return len(self.reason) > LONG_TEXT


@dataclass(frozen=True, slots=True)
class RevisedLine:
    school: str
    revision: Revision


@dataclass(frozen=True, slots=True)
class Protocol:
    """`missing` names who has to be present before it can be printed. Schools follow the register's order."""

    district: District
    number: str
    day: date | None
    place: str
    agenda: tuple[str, ...]
    people: tuple[Person, ...]
    missing: tuple[str, ...]
    heard: tuple[str, ...]
    decided: tuple[str, ...]
    objections: tuple[ObjectionLine, ...]
    changed: tuple[ChangedLine, ...]
    revised: tuple[RevisedLine, ...]

    @property
    def is_draft(self) -> bool:
        return not self.district.approved

    @property
    def letterhead(self) -> Letterhead:
        return self.district.letterhead

    @property
    def title(self) -> str:
        return (
            "заседания комиссии по результатам мониторинга системы работы по самоопределению и профессиональной "
            f"ориентации обучающихся за {self.district.year_title} учебный год"
        )

    @property
    def document_title(self) -> str:
        return f"Протокол {self.title}"

    @property
    def dated(self) -> str:
        return long_date(self.day) if self.day else "«____» ______________ 20___ г."

    @property
    def numbered(self) -> str:
        return f"№{NBSP}{self.number}" if self.number else f"№{NBSP}________"

    @property
    def appendix_table(self) -> int:
        """Tables 2 and 3 stand only where there is something in them."""
        return 2 + bool(self.objections) + bool(self.changed)

    @property
    def groups(self) -> tuple[GroupLine, ...]:
        return self.district.groups

    @property
    def schools(self) -> tuple[SchoolRow, ...]:
        return self.district.schools

    @property
    def chair(self) -> Person:
        return next(person for person in self.people if person.role == CommissionRole.CHAIR)

    @property
    def secretary(self) -> Person:
        return next(person for person in self.people if person.role == CommissionRole.SECRETARY)

    @property
    def members(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.role == CommissionRole.MEMBER)


def build_protocol(cycle: MonitoringCycle, *, at: datetime) -> Protocol:
    """The district's queries and four more, whatever the number of schools."""
    district, people = build_district(cycle, at=at), list(members_of(cycle))
    objections, written = objections_in(cycle), protocol_of(cycle)
    names = {row.map_id: row.name for row in district.schools}
    lines = tuple(_objection(row, names) for row in objections)
    changed = tuple(_changed(district))
    return Protocol(
        district=district,
        number=cycle.protocol_number or (written.number if written else ""),
        day=cycle.protocol_date or (written.held_on if written else None),
        place=_place(written, district),
        agenda=_agenda(written),
        people=tuple(map(_person, people)),
        missing=tuple(missing_roles(people)),
        heard=heard(district, objections, len(changed), len({line.school for line in changed})),
        decided=decided(district, objections),
        objections=lines,
        changed=changed,
        revised=tuple(
            RevisedLine(names[row.expert_map_id], revision(row, cycle.municipality)) for row in reopenings_in(cycle)
        ),
    )


def _place(written: CommissionProtocol | None, district: District) -> str:
    return glued(written.place) if written and written.place else district.letterhead.place


def _agenda(written: CommissionProtocol | None) -> tuple[str, ...]:
    lines = written.agenda.splitlines() if written else []
    return tuple(line.strip() for line in lines if line.strip()) or AGENDA


def _person(row: CommissionMember) -> Person:
    return Person(row.full_name, row.position, row.role, row.get_role_display())


def _objection(row: ObjectionRow, names: dict[int, str]) -> ObjectionLine:
    outcome = Objection.Outcome(row.outcome).label if row.outcome else WAITING
    return ObjectionLine(names[row.map_id], row.code, row.text, outcome, row.decision, row.points)


def _changed(district: District) -> Iterator[ChangedLine]:
    for row in _with_result(district.schools):
        for answer in row.answers.values():
            if (answer.final or 0) != (answer.verified or 0):
                yield ChangedLine(row.name, answer.code, answer.verified or 0, answer.final or 0, answer.final_reason)


def _with_result(rows: Sequence[SchoolRow]) -> Iterator[SchoolRow]:
    return (row for row in rows if row.result)
