"""How does a DOCX, XLSX, ODT or ODS lose the names of those who wrote it? The archive is packed anew, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from monitoring.uploads.pictures import without_exif

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = b"http://schemas.openxmlformats.org"
PROPERTIES = {
    b"metadata/core-properties": (
        HEAD + b'<cp:coreProperties xmlns:cp="' + OFFICE + b'/package/2006/metadata/core-properties"/>'
    ),
    b"extended-properties": (
        HEAD + b'<Properties xmlns="' + OFFICE + b'/officeDocument/2006/extended-properties"/>'
    ),
    b"custom-properties": (
        HEAD + b'<Properties xmlns="' + OFFICE + b'/officeDocument/2006/custom-properties"/>'
    ),
}  # fmt: skip
OPEN_META = (
    HEAD + b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.2"><office:meta/></office:document-meta>'
)
# Who commented and corrected, on which disk it lay, which template it was made from.
TELLING = (
    (re.compile(rb'(\b\w+:(?:author|initials|userId|providerId))="[^"]*"'), rb'\1=""'),
    (re.compile(rb'(<person\b[^>]*?\bdisplayName)="[^"]*"'), rb'\1=""'),
    (re.compile(rb"<(author|dc:creator|meta:creator-initials|loext:sender-initials)>[^<]*</"), rb"<\1></"),
    (re.compile(rb"<x15ac:absPath\b[^>]*/>"), b""),
    (re.compile(rb"<w:attachedTemplate\b[^>]*/>"), b""),
    (re.compile(rb"<Relationship\b[^>]*/attachedTemplate\"[^>]*/>"), b""),
)
MADE = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say: the same document is always the same bytes
JPEG = {".jpg", ".jpeg", ".jpe", ".jfif"}


def clean(content: bytes) -> bytes:
    """The archive without properties, names of authors and places where its pictures were taken."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if _is_place(entry.filename):
                packing = zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                fresh = zipfile.ZipInfo(entry.filename, MADE)
                new.writestr(fresh, _part(entry.filename, old.read(entry)), packing)
    return out.getvalue()


def _is_place(name: str) -> bool:
    """Inside the archive, whatever unpacks it."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not name.startswith(("/", "\\")) and ".." not in parts and ":" not in name


def _part(name: str, content: bytes) -> bytes:
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in JPEG:
        return without_exif(content)
    if name == "meta.xml":
        return OPEN_META
    if name.lower().startswith("docprops/") and suffix == ".xml":
        return next((bare for mark, bare in PROPERTIES.items() if mark in content), b"<Properties/>")
    return _untold(content) if suffix in {".xml", ".rels"} else content


def _untold(content: bytes) -> bytes:
    for pattern, instead in TELLING:
        content = pattern.sub(instead, content)
    return content
