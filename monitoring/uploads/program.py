"""What does our server ask of a stranger's file? A program of its own, so that a hostile one meets limits.

`python -m monitoring.uploads.program TASK …` takes the file on standard input and prints one line of JSON, then bytes:

    clean                  {"extension": "pdf", "people": 0} and the cleaned file
    describe EXTENSION     {"count": 3, "sizes": [[1000, 1414], …]} or {"blocks": […], "cut": false}
    page EXTENSION NUMBER  {} and the picture

or {"refusal": "…"} alone. On a file its libraries cannot bear it simply ends; whoever started it says so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from monitoring.errors import RefusedFile
from schools.limited import limit

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 25

PICTURES = ("jpg", "png")
MOST_SIZES = 500
MOST_BLOCKS, MOST_ROWS, MOST_CHARACTERS = 300, 200, 40_000
LONGEST_TEXT, LONGEST_CELL = 3000, 600

Answer = tuple[dict[str, Any], bytes]


# The libraries are slow to load and each kind needs its own: they are imported where the kind is known.
def clean(content: bytes) -> Answer:
    from monitoring.uploads.kinds import recognise  # noqa: PLC0415

    extension = recognise(content)
    bare = _cleaned(content, extension)
    return {"extension": extension, "people": _people(bare, extension)}, bare


def _cleaned(content: bytes, extension: str) -> bytes:
    if extension == "pdf":
        from monitoring.uploads import pdf  # noqa: PLC0415

        return pdf.clean(content)
    if extension in PICTURES:
        from monitoring.uploads import pictures  # noqa: PLC0415

        return pictures.clean(content, extension)
    from monitoring.uploads import office  # noqa: PLC0415

    return office.clean(content)


def _people(content: bytes, extension: str) -> int:
    from monitoring.uploads.people import count_people  # noqa: PLC0415

    if extension in PICTURES:
        return 0
    if extension == "pdf":
        from monitoring.uploads import pdf  # noqa: PLC0415

        return count_people(pdf.lines(content))
    from monitoring.uploads import reading  # noqa: PLC0415

    return count_people(reading.lines(content, extension))


def describe(content: bytes, extension: str) -> Answer:
    if extension == "pdf":
        from monitoring.uploads import pdf  # noqa: PLC0415

        count, sizes = pdf.sizes_on_screen(content, MOST_SIZES)
        return {"count": count, "sizes": sizes}, b""
    if extension in PICTURES:
        from monitoring.uploads import pictures  # noqa: PLC0415

        return {"count": 1, "sizes": [pictures.size_on_screen(content, extension)]}, b""
    from monitoring.uploads import reading  # noqa: PLC0415

    return first_part(reading.blocks(content, extension)), b""


def first_part(found: Iterable[Any]) -> dict[str, Any]:
    """What fits a page: blocks are {"text"} or {"title", "rows"}; `cut` says that there is more."""
    shown: list[dict[str, Any]] = []
    room, cut = MOST_CHARACTERS, False
    for block in found:
        if room <= 0 or len(shown) == MOST_BLOCKS:
            return {"blocks": shown, "cut": True}
        one, length, more = _text(block) if isinstance(block, str) else _table(block, room)
        room, cut = room - length, cut or more
        if length:
            shown.append(one)
    return {"blocks": shown, "cut": cut}


def _text(block: str) -> tuple[dict[str, Any], int, bool]:
    """With how much of the room it takes, and whether something was left out."""
    text = block[:LONGEST_TEXT]
    return {"text": text}, len(text), len(block) > LONGEST_TEXT


def _table(block: Any, room: int) -> tuple[dict[str, Any], int, bool]:
    rows: list[list[str]] = []
    taken, cut = 0, False
    for row in block.rows:
        cells = [cell[:LONGEST_CELL] for cell in row]
        if any(cells) and (len(rows) == MOST_ROWS or taken > room):
            cut = True
            break
        if any(cells):
            taken += sum(map(len, cells))
            rows.append(cells)
    width = max((place for row in rows for place, cell in enumerate(row, 1) if cell), default=0)
    return {"title": block.title, "rows": [(row + [""] * width)[:width] for row in rows]}, taken, cut


def page(content: bytes, extension: str, number: str) -> Answer:
    if extension == "pdf":
        from monitoring.uploads import pdf  # noqa: PLC0415

        return {}, pdf.on_screen(content, int(number))
    from monitoring.uploads import pictures  # noqa: PLC0415

    return {}, pictures.on_screen(content, extension)


TASKS: dict[str, Callable[..., Answer]] = {"clean": clean, "describe": describe, "page": page}


def main() -> None:
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    task, *options = sys.argv[1:]
    try:
        said, content = TASKS[task](sys.stdin.buffer.read(), *options)
    except RefusedFile as refusal:
        said, content = {"refusal": str(refusal)}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
