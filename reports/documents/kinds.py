"""Which documents can be made and kept, of what, in which formats?

One entry a kind; a kind gets a further format by a further maker, under the extension of its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import MapState
from reports.contexts.card import build_card
from reports.contexts.district import build_district
from reports.contexts.proof import Proof
from reports.contexts.protocol import Protocol, build_protocol
from reports.contexts.results import STANDINGS, Standing
from reports.contexts.school_result import build_school_result
from reports.documents.papers import card_paper, protocol_paper, school_result_paper, statement_paper
from reports.documents.protocol_docx import protocol_document
from reports.errors import NoPaper
from reports.queries.cycle_rows import CLAIM_SIGNED
from reports.queries.subjects import map_of
from reports.sheets.registry import registry_workbook
from reports.states import FileFormat

NO_RESULT_YET = "Результата школы ещё нет: карта не проверена. Документ можно составить после проверки."
NOT_SIGNED = "Подписанной карты этой школы сейчас нет. Документ можно составить, когда руководитель её представит."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about, the moment its data are read, and what it bears to be confirmed by."""

    cycle: MonitoringCycle
    school_id: int | None
    proof: Proof
    at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """A file, what it is called, and whether it says approved results."""

    content: bytes
    title: str
    approved: bool


Maker = Callable[[Subject], Paper]


@dataclass(frozen=True, slots=True)
class Kind:
    """`title` is read on the screen, `public` on the page of confirmation (with the year after it).

    `states` of a map allow the document of its school; empty for a document about the whole year. In any other state
    `refusal` is said, and in a list what the document `lacks`. A maker raises NoPaper with a
    sentence when there is nothing to make.
    """

    key: str
    title: str
    public: str
    about: str
    makers: Mapping[FileFormat, Maker]
    states: frozenset[MapState] = frozenset()
    refusal: str = ""
    lacks: str = ""

    @property
    def is_of_school(self) -> bool:
        return bool(self.states)


def _statement(subject: Subject) -> Paper:
    district = build_district(subject.cycle, at=subject.at)
    return Paper(
        statement_paper(district, subject.proof), f"Аналитическая справка {district.year_title}", district.approved
    )


def _registry(subject: Subject) -> Paper:
    """A workbook bears no code: its number and digest stand in the list and on the page of the document."""
    district = build_district(subject.cycle, at=subject.at)
    return Paper(registry_workbook(district), f"Реестр результатов {district.year_title}", district.approved)


def _protocol_pdf(subject: Subject) -> Paper:
    protocol = _protocol(subject)
    content = protocol_paper(protocol, subject.proof)
    return Paper(content, f"Протокол комиссии {subject.cycle.year_title}", not protocol.is_draft)


def _protocol_docx(subject: Subject) -> Paper:
    """To be edited before it is signed, so it bears no code: what is signed may not be what was made."""
    protocol = _protocol(subject)
    return Paper(protocol_document(protocol), f"Протокол комиссии {subject.cycle.year_title}", not protocol.is_draft)


def _protocol(subject: Subject) -> Protocol:
    protocol = build_protocol(subject.cycle, at=subject.at)
    if protocol.missing:
        raise NoPaper(f"Протокол составляется, когда указаны {' и '.join(protocol.missing)} комиссии.")
    return protocol


def _school_result(subject: Subject) -> Paper:
    result = build_school_result(_map_in(subject, WITH_RESULT, NO_RESULT_YET), at=subject.at)
    return Paper(
        school_result_paper(result, subject.proof), f"Результаты {result.year_title}, {result.school}", result.approved
    )


def _card(subject: Subject) -> Paper:
    expert_map = _map_in(subject, SIGNED, NOT_SIGNED)
    card = build_card(expert_map, at=subject.at, is_blank=False)
    title = f"Экспертная карта {card.year_title}, {expert_map.school}"
    return Paper(card_paper(card, subject.proof), title, expert_map.state == MapState.APPROVED)


def _map_in(subject: Subject, states: frozenset[MapState], refusal: str) -> ExpertMap:
    expert_map = map_of(subject.cycle, subject.school_id)
    if expert_map is None or expert_map.state not in states:
        raise NoPaper(refusal)
    return expert_map


WITH_RESULT = frozenset(state for state, standing in STANDINGS.items() if standing is Standing.RESULT)
SIGNED = frozenset(CLAIM_SIGNED)

KINDS = (
    Kind(
        key="statement",
        title="Аналитическая справка",
        public="Аналитическая справка по результатам мониторинга",
        about="Общие результаты, направления, сверка, выводы и предложения; в приложении школы и показатели.",
        makers={FileFormat.PDF: _statement},
    ),
    Kind(
        key="protocol",
        title="Протокол комиссии",
        public="Протокол комиссии по оценке результатов мониторинга",
        about="Состав комиссии, возражения, изменённые итоги, результаты всех школ.",
        makers={FileFormat.PDF: _protocol_pdf, FileFormat.DOCX: _protocol_docx},
    ),
    Kind(
        key="registry",
        title="Реестр результатов",
        public="Реестр результатов мониторинга",
        about="Все школы и показатели в таблице для Excel и LibreOffice.",
        makers={FileFormat.XLSX: _registry},
    ),
    Kind(
        key="school_result",
        title="Результаты школы",
        public="Результаты школы по мониторингу",
        about="Итог, критерии, показатели с причинами исправлений, динамика и рекомендации.",
        makers={FileFormat.PDF: _school_result},
        states=WITH_RESULT,
        refusal=NO_RESULT_YET,
        lacks="карта не проверена",
    ),
    Kind(
        key="card",
        title="Экспертная карта",
        public="Экспертная карта школы",
        about="Ответы школы по показателям с подтверждениями и заявленными баллами.",
        makers={FileFormat.PDF: _card},
        states=SIGNED,
        refusal=NOT_SIGNED,
        lacks="карта не подписана",
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}


def makers() -> Iterator[tuple[Kind, FileFormat]]:
    """Every document that can be asked for, in the order it is offered."""
    for kind in KINDS:
        for file_format in kind.makers:
            yield kind, file_format


def name_of(kind: Kind, file_format: FileFormat) -> str:
    """«school_result.pdf»: how a document to be made is named in addresses and batches."""
    return f"{kind.key}.{file_format.value}"


def named(name: str) -> tuple[Kind, FileFormat] | None:
    """The kind and format of that name; None where there is none."""
    return next((pair for pair in makers() if name_of(*pair) == name), None)


def full_title(kind: Kind, file_format: FileFormat) -> str:
    """«Результаты школы, PDF»."""
    return f"{kind.title}, {file_format.label}"


def maker_of(kind: str, file_format: str) -> Maker:
    """Raises NoPaper for a kind or format that is no longer made."""
    known = BY_KEY.get(kind)
    if known is None or file_format not in known.makers:
        raise NoPaper("Документы этого вида больше не составляются.")
    return known.makers[FileFormat(file_format)]


def title_of(kind: str) -> str:
    return BY_KEY[kind].title if kind in BY_KEY else kind


def public_title(kind: str) -> str:
    return BY_KEY[kind].public if kind in BY_KEY else "Документ мониторинга"
