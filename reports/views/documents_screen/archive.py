"""How do many stored documents become one ZIP, without ever being held together in memory?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from monitoring.views.tables import as_text
from reports.documents.kinds import KINDS, title_of
from reports.models import MadeDocument
from reports.views.sending import file_name
from russian.dates import short_date
from schools.models import Municipality

PIECE = 256 * 1024
LIST = "Список документов.csv"
HEADERS = (
    *("Файл", "Вид документа", "Школа", "Версия", "Номер", "Составлен", "Результаты"),
    *("Размер, байт", "SHA-256", "Код подтверждения"),
)
LOST = "файл не найден в хранилище"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive: its name there, the moment it bears, and where its bytes come from."""

    name: str
    moment: tuple[int, int, int, int, int, int]
    source: Path | bytes


def archive_of(documents: Sequence[MadeDocument], municipality: Municipality) -> list[Entry]:
    """A folder a kind, schools numbered in natural order, and a list that says every file's digest."""
    placed = list(_placed(documents))
    there = [(name, document) for name, document in placed if document.path.is_file()]
    entries = [Entry(name, _moment(document, municipality), document.path) for name, document in there]
    latest = max((entry.moment for entry in entries), default=(1980, 1, 1, 0, 0, 0))
    return [Entry(LIST, latest, _listed(placed, municipality)), *entries]


def stream(entries: Sequence[Entry]) -> Iterator[bytes]:
    """The bytes of the ZIP as they come; stored, for PDF and DOCX are packed already."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for entry in entries:
            info = ZipInfo(entry.name, entry.moment)
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as target:
                for piece in _pieces(entry.source):
                    target.write(piece)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """What ZipFile writes to: only forwards, and emptied by whoever sends it on."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Whoever sends it on ends it."""

    def taken(self) -> bytes:
        whole, self.pieces = b"".join(self.pieces), []
        return whole


def _pieces(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _placed(documents: Sequence[MadeDocument]) -> Iterator[tuple[str, MadeDocument]]:
    """Names in the archive: «Результаты школы/001 …pdf»; those of the year stand above the folders."""
    order = {kind.key: place for place, kind in enumerate(KINDS)}
    rows = sorted(documents, key=lambda row: (order.get(row.kind, len(order)), row.file_format, *_in_order(row)))
    for (kind, file_format), of_kind in groupby(rows, key=lambda row: (row.kind, row.file_format)):
        for number, row in enumerate(of_kind, start=1):
            name = file_name(row.title, file_format)
            yield (name if row.school is None else f"{title_of(kind)}/{number:03d} {name}"), row


def _in_order(document: MadeDocument) -> tuple[str, int]:
    return (document.school.sort_key, document.school.pk) if document.school else ("", 0)


def _moment(document: MadeDocument, municipality: Municipality) -> tuple[int, int, int, int, int, int]:
    assert document.made_at is not None  # it is ready
    local = municipality.local(document.made_at)
    return local.year, local.month, local.day, local.hour, local.minute, local.second


def _listed(placed: Sequence[tuple[str, MadeDocument]], municipality: Municipality) -> bytes:
    """As every table that leaves the product: semicolons, a byte order mark, no cell a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";")
    writer.writerow(HEADERS)
    for name, document in placed:
        writer.writerow(
            [as_text(cell) if isinstance(cell, str) else cell for cell in _cells(name, document, municipality)]
        )
    return ("\ufeff" + sheet.getvalue()).encode()


def _cells(name: str, document: MadeDocument, municipality: Municipality) -> list[str | int]:
    assert document.made_at is not None  # it is ready
    local = municipality.local(document.made_at)
    return [
        name if document.path.is_file() else LOST,
        title_of(document.kind),
        str(document.school) if document.school else "",
        document.version or 1,
        document.number,
        f"{short_date(local)} {local:%H:%M}",
        "утверждены" if document.approved else "предварительные",
        document.size,
        document.sha256,
        document.code,
    ]
