"""Which documents can be made and kept, of what, in which formats?

One entry a kind; a kind gets a further format by a further maker, under the extension of its file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitoring.states import MapState
from reports.documents import makers as made
from reports.documents.makers import ADVISED, NO_RESULT_YET, NOT_ADVISED, NOT_SIGNED, SIGNED, WITH_RESULT, Maker
from reports.errors import NoPaper
from reports.states import FileFormat


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


KINDS = (
    Kind(
        key="statement",
        title="Аналитическая справка",
        public="Аналитическая справка по результатам мониторинга",
        about="Общие результаты, направления, сверка, выводы и предложения; в приложении школы и показатели.",
        makers={FileFormat.PDF: made.statement_pdf, FileFormat.DOCX: made.statement_docx},
    ),
    Kind(
        key="protocol",
        title="Протокол комиссии",
        public="Протокол комиссии по оценке результатов мониторинга",
        about="Состав комиссии, возражения, изменённые итоги, результаты всех школ.",
        makers={FileFormat.PDF: made.protocol_pdf, FileFormat.DOCX: made.protocol_docx},
    ),
    Kind(
        key="order",
        title="Приказ об итогах",
        public="Приказ об итогах мониторинга",
        about="Утверждение результатов, рекомендации, сроки и ответственные; список школ.",
        makers={FileFormat.PDF: made.order_pdf, FileFormat.DOCX: made.order_docx},
    ),
    Kind(
        key="advice",
        title="Адресные рекомендации",
        public="Адресные рекомендации по итогам мониторинга",
        about="Целевым группам: что установлено, что сделать, каких школ это касается; список школ со своими.",
        makers={FileFormat.PDF: made.advice_pdf, FileFormat.DOCX: made.advice_docx},
    ),
    Kind(
        key="summary",
        title="Сводная таблица",
        public="Сводная таблица результатов мониторинга",
        about="Школы и показатели на альбомных листах.",
        makers={FileFormat.PDF: made.summary_pdf},
    ),
    Kind(
        key="registry",
        title="Реестр результатов",
        public="Реестр результатов мониторинга",
        about="Все школы и показатели в таблице для Excel и LibreOffice.",
        makers={FileFormat.XLSX: made.registry_xlsx},
    ),
    Kind(
        key="school_result",
        title="Результаты школы",
        public="Результаты школы по мониторингу",
        about="Итог, критерии, показатели с причинами исправлений, динамика и рекомендации.",
        makers={FileFormat.PDF: made.school_result_pdf, FileFormat.DOCX: made.school_result_docx},
        states=WITH_RESULT,
        refusal=NO_RESULT_YET,
        lacks="карта не проверена",
    ),
    Kind(
        key="school_advice",
        title="Адресные рекомендации школе",
        public="Адресные рекомендации школе по итогам мониторинга",
        about="Направленные школе рекомендации: что установлено, что сделать, до какого срока, кто поможет.",
        makers={FileFormat.PDF: made.school_advice_pdf, FileFormat.DOCX: made.school_advice_docx},
        states=ADVISED,
        refusal=NOT_ADVISED,
        lacks="рекомендации не отправлены",
    ),
    Kind(
        key="card",
        title="Экспертная карта",
        public="Экспертная карта школы",
        about="Ответы школы по показателям с подтверждениями и заявленными баллами.",
        makers={FileFormat.PDF: made.card_pdf},
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
