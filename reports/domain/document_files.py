"""Where do the bytes of a document lie? In a folder of its own under DOCUMENT_ROOT, named by their SHA-256.

A worker killed between the file and the row leaves a file nobody refers to; whoever finishes the document clears it
away. Nothing a row refers to is ever written again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reports.models import MadeDocument
from reports.models.made_document import path_of


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """What is kept: `name` is relative to DOCUMENT_ROOT, `size` and `sha256` are of the bytes."""

    name: str
    size: int
    sha256: str


def keep(document: MadeDocument, content: bytes) -> StoredPaper:
    """On the disk for good before it returns: the row that will refer to it survives a power cut, and so must it."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"{document.municipality_id}/{document.pk}/{digest}.{document.file_format}"
    _write(path_of(name), content)
    return StoredPaper(name, len(content), digest)


def clear_others(stored_name: str) -> None:
    """What earlier tries at the same document left behind."""
    kept = path_of(stored_name)
    for other in kept.parent.iterdir():
        if other != kept:
            other.unlink(missing_ok=True)


def discard(paper: StoredPaper) -> None:
    """A file no row will refer to."""
    path_of(paper.name).unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Under a temporary name first: a half-written file is never referred to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
