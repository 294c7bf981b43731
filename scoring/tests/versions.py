"""What would the next version of the methodology look like? The fixture with its changes declared."""

from __future__ import annotations

import copy
import json
from typing import Any

from scoring.tests.conftest import FILE

FIRST = json.loads(FILE.read_text(encoding="utf-8"))


def indicators(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        i
        for direction in document["directions"]
        for criterion in direction["criteria"]
        for i in criterion["indicators"]
    ]


def line(code: str | None, before: str | None, change: str = "same", note: str = "") -> dict[str, Any]:
    return {"code": code, "before": before, "change": change, "note": note}


def next_version(version: str = "2025", follows: str = "2024") -> dict[str, Any]:
    """Everything the same."""
    document = copy.deepcopy(FIRST) | {"version": version}
    lines = [line(indicator["code"], indicator["code"]) for indicator in indicators(document)]
    return document | {"follows": {"version": follows, "changes": lines}}


def declared(document: dict[str, Any], code: str) -> dict[str, Any]:
    return next(row for row in document["follows"]["changes"] if row["code"] == code)


def found(document: dict[str, Any], code: str) -> dict[str, Any]:
    return next(indicator for indicator in indicators(document) if indicator["code"] == code)


def changed_version(version: str = "2025", follows: str = "2024") -> dict[str, Any]:
    """1.2 asks for 60 %, 4.3 means something else; the rest is the same."""
    document = next_version(version, follows)
    found(document, "1.2")["threshold"] = 60
    declared(document, "1.2")["change"] = "threshold"
    declared(document, "4.3").update(change="meaning", note="Считаются только эксперты.")
    return document


def exchanged_version(version: str = "2026", follows: str = "2025", threshold: int = 60) -> dict[str, Any]:
    """5.1 is gone, a new 5.1 stands in its place; 2.1 and 2.2 exchanged their codes; 1.2 stays at `threshold`."""
    document = next_version(version, follows)
    found(document, "1.2")["threshold"] = threshold
    document["follows"]["changes"] = [
        row for row in document["follows"]["changes"] if row["code"] not in {"5.1", "2.1", "2.2"}
    ]
    document["follows"]["changes"] += [
        line("2.1", "2.2"), line("2.2", "2.1"), line("5.1", None, "new"), line(None, "5.1", "gone"),
    ]  # fmt: skip
    return document


def content(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()
