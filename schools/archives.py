"""Is a ZIP archive safe to open at all? Answered from its directory, then by unpacking without keeping."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

CHUNK = 64 * 1024
# What reading a spoiled archive may raise; RuntimeError: an entry under a password.
SPOILED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip


class BombArchive(Exception):
    """It would unpack into more than anybody needs."""


class DamagedArchive(Exception):
    """It is cut off, flipped, or not what its directory says."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bytes unpacked in all, how many times more than packed, entries; `small` bytes may be packed however well."""

    unpacked: int
    ratio: int
    entries: int
    small: int = 0


def check_archive(data: bytes, bounds: Bounds) -> None:
    """Raises BombArchive or DamagedArchive unless the archive is plausible, whole and what its directory says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, len(data), bounds)
            for entry in archive.infolist():
                _check_entry(archive, entry)
    except SPOILED:
        raise DamagedArchive from None


def _check_directory(archive: zipfile.ZipFile, packed: int, bounds: Bounds) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > bounds.entries or unpacked > bounds.unpacked or _swells(unpacked, packed, bounds):
        raise BombArchive
    if any(_swells(entry.file_size, entry.compress_size, bounds) for entry in entries):
        raise BombArchive


def _swells(unpacked: int, packed: int, bounds: Bounds) -> bool:
    return unpacked > bounds.small and unpacked > bounds.ratio * max(packed, 1)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpacks in small pieces: an entry longer than the directory says fails its checksum before it grows."""
    with archive.open(entry) as unpacked:
        while unpacked.read(CHUNK):
            pass
