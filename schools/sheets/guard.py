"""Is this upload safe to open at all? Answered from the archive's directory, then by unpacking without keeping."""

from __future__ import annotations

import io
import zipfile
import zlib

from schools.errors import SheetError

MIB = 1024 * 1024
MAX_UPLOAD = 10 * MIB
MAX_UNPACKED = 50 * MIB
MAX_RATIO = 100
MAX_ENTRIES = 200
CHUNK = 64 * 1024

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
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, len(data))
            for entry in archive.infolist():
                _check_entry(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise SheetError(DAMAGED) from None


def _check_directory(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed:
        raise SheetError(BOMB)
    if any(entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries):
        raise SheetError(BOMB)
    if "xl/workbook.xml" not in archive.namelist():
        raise SheetError(NOT_A_WORKBOOK)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpacks in small pieces: an entry longer than the directory says fails its checksum before it grows."""
    with archive.open(entry) as unpacked:
        while unpacked.read(CHUNK):
            pass
