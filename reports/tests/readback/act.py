"""What does the methodology's file say? Read as plain JSON: nothing of the product's rubric is used."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

FILE = Path(settings.BASE_DIR) / "fixtures/methodologies/ekaterinburg-2024.json"
CONTENT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
CLASSES = {"noo": (1, 4), "ooo": (5, 9), "soo": (10, 11)}
LEVEL_TITLES = {"noo": "НОО", "ooo": "ООО", "soo": "СОО"}


@dataclass(frozen=True)
class Rule:
    """One indicator. `unit` is who is short of the threshold, `people` who is counted.

    `owners` are the indicators whose denominators make its own: itself, another, or two.
    """

    code: str
    criterion: int
    direction: int
    title: str
    threshold: int | None
    levels: frozenset[str]
    parts: dict[str, str]
    unit: tuple[str, ...]
    people: tuple[str, ...]
    zero_unless: str | None
    owners: tuple[str, ...]
    form_field: str
    of_new_form: bool
    recommendation: str
    clarification: str

    @property
    def owns_denominator(self) -> bool:
        return self.owners == (self.code,)


@dataclass(frozen=True)
class Criterion:
    number: int
    direction: int
    title: str
    short_title: str
    codes: tuple[str, ...]


def _items() -> list[tuple[int, dict[str, Any], dict[str, Any]]]:
    return [
        (place, criterion, item)
        for place, direction in enumerate(CONTENT["directions"], start=1)
        for criterion in direction["criteria"]
        for item in criterion["indicators"]
    ]


QUANTITIES = {quantity["key"]: quantity for quantity in CONTENT["quantities"]}
OWNER_OF = {item["denominator"]: item["code"] for _, _, item in _items() if item["owns_denominator"]}


def _rule(direction: int, criterion: dict[str, Any], item: dict[str, Any]) -> Rule:
    quantity = QUANTITIES.get(item["denominator"])
    return Rule(
        code=item["code"],
        criterion=criterion["number"],
        direction=direction,
        title=item["short_title"],
        threshold=item["threshold"],
        levels=frozenset(item["levels"]),
        parts={part["key"]: part["level"] for part in item["parts"]},
        unit=tuple(item["unit"] or ()),
        people=tuple(quantity["unit"]) if quantity else (),
        zero_unless=item["zero_unless"],
        owners=tuple(OWNER_OF[key] for key in quantity["sum_of"] or [quantity["key"]]) if quantity else (),
        form_field=quantity["reference_field"] if quantity else "",
        of_new_form=bool(quantity and quantity["snapshot"] == "new"),
        recommendation=item["recommendation"],
        clarification=item["clarification"],
    )


RULES = {item["code"]: _rule(direction, criterion, item) for direction, criterion, item in _items()}
MAXIMUM = len(RULES)
DIRECTIONS = [direction["title"] for direction in CONTENT["directions"]]
CRITERIA = [
    Criterion(c["number"], place, c["title"], c["short_title"], tuple(i["code"] for i in c["indicators"]))
    for place, direction in enumerate(CONTENT["directions"], start=1)
    for c in direction["criteria"]
]
# Annex 1 in its own words: from how many points of 23; the shares are the Порядок's.
BANDS = (("high", "высокая", 80, 19, 23), ("medium", "средняя", 60, 14, 18), ("low", "низкая", 0, 0, 13))
SHARES = {"high": "от 80 %", "medium": "от 60 %, но менее 80 %", "low": "менее 60 %"}
POINTS = {"high": "19–23", "medium": "14–18", "low": "13 и менее"}
TITLES = {key: title for key, title, *_ in BANDS} | {"checking": "карта проверяется", "absent": "карта не представлена"}
