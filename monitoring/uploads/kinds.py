"""What is a file, by its content alone? Its name and the browser's word count for nothing."""

from __future__ import annotations

import io
import zipfile

import filetype

from monitoring.errors import RefusedFile
from monitoring.uploads import words
from schools.archives import SPOILED, BombArchive, Bounds, DamagedArchive, check_archive

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVE = b"PK\x03\x04"
MIB = 1024 * 1024
# Small parts of a document may be packed however well; a big one that swells a hundredfold is no document.
BOUNDS = Bounds(unpacked=100 * MIB, ratio=100, entries=2000, small=MIB)

BY_MIME = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MACRO_NAMES = ("vbaproject", "basic/", "scripts/")
MACRO_TYPES = (b"vbaProject", b"macroEnabled")
UNDER_PASSWORD = b"encryption-data"
ENCRYPTED = 0x1  # the flag of an entry


def recognise(content: bytes) -> str:
    """«pdf», «jpg», «png», «docx», «xlsx», «odt» or «ods»; raises RefusedFile with a sentence for anything else."""
    if content.startswith(OLD_OFFICE):
        raise RefusedFile(words.OLD_OFFICE)
    if content.startswith(ARCHIVE):
        return _document(content)
    kind = filetype.guess(content[:8192])
    if kind is None or kind.mime not in BY_MIME:
        raise RefusedFile(words.REFUSED)
    return BY_MIME[kind.mime]


def _document(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(entry.flag_bits & ENCRYPTED for entry in archive.infolist()):
                raise RefusedFile(words.PASSWORD)
        check_archive(content, BOUNDS)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind_of(archive)
    except BombArchive:
        raise RefusedFile(words.BOMB) from None
    except (DamagedArchive, *SPOILED):
        raise RefusedFile(words.DAMAGED) from None


def _kind_of(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if len(set(names)) != len(names):  # two programs would read two different documents
        raise RefusedFile(words.DAMAGED)
    if any(name.lower().startswith(MACRO_NAMES) or "vbaproject" in name.lower() for name in names):
        raise RefusedFile(words.MACROS)
    if "[Content_Types].xml" in names:
        return _office_kind(archive, set(names))
    if "mimetype" in names and "content.xml" in names and archive.getinfo("mimetype").file_size < 200:
        return _open_document_kind(archive, set(names))
    raise RefusedFile(words.REFUSED)


def _office_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    types = archive.read("[Content_Types].xml")
    if any(mark in types for mark in MACRO_TYPES):
        raise RefusedFile(words.MACROS)
    found = [kind for part, kind in OFFICE_PARTS.items() if part in names]
    if len(found) != 1:
        raise RefusedFile(words.REFUSED)
    return found[0]


def _open_document_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    manifest = "META-INF/manifest.xml"
    if manifest in names and UNDER_PASSWORD in archive.read(manifest):
        raise RefusedFile(words.PASSWORD)
    kind = OPEN_DOCUMENT.get(archive.read("mimetype").strip())
    if kind is None:
        raise RefusedFile(words.REFUSED)
    return kind
