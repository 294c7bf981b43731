"""How does a stored file look in a page of ours? Made in a process of its own, kept by the hash of the content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings

from monitoring.domain.evidence_files import ask_program, path_of, write_once
from monitoring.errors import RefusedFile
from monitoring.models import Evidence

NO_FILE = "Файл больше не хранится. Его название, размер и контрольная сумма остались."


@dataclass(frozen=True, slots=True)
class Rendition:
    """Pages with their sizes on a screen, or blocks of text and tables; `refusal` says why there is neither.

    `sizes` may be of the first pages only, `cut` says that only the first part of a text is here.
    """

    count: int = 0
    sizes: tuple[tuple[int, int], ...] = ()
    blocks: tuple[dict[str, Any], ...] = ()
    cut: bool = False
    refusal: str = ""


def rendition_of(evidence: Evidence) -> Rendition:
    """Never raises: a file that cannot be shown can still be taken away."""
    kept = _folder(evidence) / "about.json"
    if not kept.is_file():
        try:
            said, _ = _ask(evidence, "describe")
        except RefusedFile as refusal:
            said = {"refusal": str(refusal)}
        if said.get("refusal") == NO_FILE:
            return Rendition(refusal=NO_FILE)
        write_once(kept, json.dumps(said, ensure_ascii=False).encode())
    said = json.loads(kept.read_bytes())
    sizes = tuple((width, height) for width, height in said.get("sizes", ()))
    return Rendition(
        said.get("count", 0), sizes, tuple(said.get("blocks", ())), said.get("cut", False), said.get("refusal", "")
    )


def page_picture(evidence: Evidence, number: int) -> Path | None:
    """The picture of one page, counted from 1; None when there is no such page."""
    if not 1 <= number <= len(rendition_of(evidence).sizes):
        return None
    kept = _folder(evidence) / f"{number}.png"
    if not kept.is_file():
        try:
            _, picture = _ask(evidence, "page", str(number))
        except RefusedFile:
            return None
        write_once(kept, picture)
    return kept


def _ask(evidence: Evidence, task: str, *options: str) -> tuple[dict[str, Any], bytes]:
    path = path_of(evidence.stored_name)
    if not path.is_file():
        raise RefusedFile(NO_FILE)
    extension = PurePath(evidence.stored_name).suffix.lstrip(".")
    return ask_program(task, extension, *options, data=path.read_bytes())


def _folder(evidence: Evidence) -> Path:
    return Path(settings.RENDITION_ROOT) / evidence.sha256[:2] / evidence.sha256
