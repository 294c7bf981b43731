"""Is this upload a sheet, and safe to open at all?"""

from __future__ import annotations

import io
import zipfile

from schools.archives import BombArchive, Bounds, DamagedArchive, check_archive
from schools.errors import SheetError

MIB = 1024 * 1024
MAX_UPLOAD = 10 * MIB
MAX_UNPACKED = 50 * MIB
MAX_RATIO = 100
MAX_ENTRIES = 200
BOUNDS = Bounds(unpacked=MAX_UNPACKED, ratio=MAX_RATIO, entries=MAX_ENTRIES)
WORKBOOK = "xl/workbook.xml"

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ARCHIVE = b"PK\x03\x04"

TOO_LARGE = "Файл больше 10 МБ. В нём должна быть только таблица: удалите рисунки и лишние листы."
BOMB = "Файл сжат необычно сильно и распаковывается в слишком большой объём. Такие файлы не открываются."
DAMAGED = "Файл повреждён и не открывается. Сохраните таблицу заново в формате XLSX."
NOT_A_WORKBOOK = "Это не таблица Excel. Нужен файл XLSX или CSV."
NOT_XLSX = "Это не книга Excel. Нужен файл XLSX: тот, что вы скачали и заполнили."
OLD_FORMAT = "Это файл старого формата XLS или таблица под паролем. Сохраните её в формате XLSX без пароля."


def check_size(size: int) -> None:
    if size > MAX_UPLOAD:
        raise SheetError(TOO_LARGE)


def is_workbook(data: bytes) -> bool:
    """Whether the content is an archive (XLSX); raises SheetError for the old binary format."""
    if data.startswith(OLD_OFFICE):
        raise SheetError(OLD_FORMAT)
    return data.startswith(ARCHIVE)


def check_workbook(data: bytes) -> None:
    """Raises SheetError unless the archive is small, plausible, whole and what its directory says it is."""
    check_size(len(data))
    try:
        check_archive(data, BOUNDS)
    except BombArchive:
        raise SheetError(BOMB) from None
    except DamagedArchive:
        raise SheetError(DAMAGED) from None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if WORKBOOK not in archive.namelist():
            raise SheetError(NOT_A_WORKBOOK)
