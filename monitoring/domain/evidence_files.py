"""What an uploaded file really is, and where its bytes go.

Files are recognised and cleaned by a program of their own (monitoring.uploads), named by the server, and kept under
MEDIA_ROOT by their SHA-256, outside anything a web server lists.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from monitoring.errors import RefusedFile
from monitoring.uploads import words
from schools import limited

PROGRAM = "monitoring.uploads.program"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "odt": f"{OPEN_DOCUMENT}.text",
    "ods": f"{OPEN_DOCUMENT}.spreadsheet",
}


@dataclass(frozen=True, slots=True)
class CleanFile:
    """An upload fit to be kept, not kept yet. `people` are names found in it, 0 when they make no list;
    `upload_sha256` is of the bytes as they came, so that a person's answer is known to be about this very file."""

    content: bytes
    extension: str
    original_name: str
    people: int
    upload_sha256: str

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is kept: `name` is relative to MEDIA_ROOT, `size` and `sha256` are of the stored bytes."""

    name: str
    original_name: str
    content_type: str
    size: int
    sha256: str
    people: int


def inspect(upload: UploadedFile) -> CleanFile:
    """Recognises and cleans an upload, writes nothing; raises RefusedFile with a sentence for the person."""
    size = upload.size or 0
    if size > settings.MAX_UPLOAD_BYTES:
        raise RefusedFile(words.GROWN)
    if size == 0:
        raise RefusedFile("Файл пуст. Проверьте, тот ли файл выбран.")
    upload.seek(0)  # a term that ended meanwhile has it read again, to be kept beside the map
    content = upload.read()
    said, bare = ask_program("clean", data=content)
    if len(bare) > settings.MAX_UPLOAD_BYTES:
        raise RefusedFile(words.GROWN)
    return CleanFile(
        content=bare,
        extension=said["extension"],
        original_name=clean_name(upload.name or ""),
        people=said["people"],
        upload_sha256=hashlib.sha256(content).hexdigest(),
    )


def keep(file: CleanFile, *, municipality_id: int) -> StoredFile:
    """Writes the cleaned bytes under the name of their content."""
    digest = hashlib.sha256(file.content).hexdigest()
    name = f"{municipality_id}/{digest[:2]}/{digest}.{file.extension}"
    write_once(path_of(name), file.content)
    return StoredFile(name, file.original_name, CONTENT_TYPES[file.extension], file.size, digest, file.people)


def ask_program(*task: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    """What the guarded program says of a file, and the bytes it gives back; raises RefusedFile."""
    try:
        line, _, content = limited.ask(PROGRAM, *task, data=data).partition(b"\n")
        said = json.loads(line)
    except (limited.NoAnswer, json.JSONDecodeError):
        raise RefusedFile(words.TOO_HEAVY) from None
    if "refusal" in said:
        raise RefusedFile(said["refusal"])
    return said, content


def clean_name(name: str) -> str:
    """A name to show: no folders, no control or direction-changing characters."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in base if char.isprintable() and char not in "\u202a\u202b\u202c\u202d\u202e")
    return kept.strip()[-255:] or "файл"


def write_once(path: Path, content: bytes) -> None:
    """Writes under a temporary name, syncs, then renames: a half-written file is never referred to."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)


def path_of(stored_name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / stored_name
