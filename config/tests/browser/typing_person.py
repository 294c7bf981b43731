"""What does a person type into one answer, and what must the server then hold?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from config.tests.browser.map_page import MapPage

NUMBERS, FACTS, PARTS = ("1.1", "1.2", "4.1"), ("1.8", "2.1", "3.3"), ("3.1",)
CODES = NUMBERS + FACTS + PARTS
LEVELS = ("noo", "ooo", "soo")
WORDS = "Список сверен с приказом № 12, «Билет в будущее» — 3/4 классов; ещё <b>двое</b> & «ё» 😀"


@dataclass(frozen=True)
class Typed:
    """An answer as typed: fields by name, texts and «да/нет»."""

    code: str
    texts: dict[str, str]
    choices: dict[str, bool]

    def into(self, page: MapPage, *, delay: float = 0) -> None:
        for name, text in self.texts.items():
            page.type_into(self.code, name, text, delay=delay)
        for name, value in self.choices.items():
            page.choose(self.code, name, value)

    @property
    def stored(self) -> dict[str, Any]:
        held = {name: value == "yes" for name, value in self.shown.items() if value in {"yes", "no"}}
        return as_stored(self.shown | held)

    @property
    def shown(self) -> dict[str, str]:
        return self.texts | {name: "yes" if value else "no" for name, value in self.choices.items()}


def invented(code: str, dice: Random) -> Typed:
    """New to the answer in every run, so that one run's value is never taken for another's."""
    note = f"{dice.randrange(10**9)} {' '.join(dice.sample(WORDS.split(), dice.randint(3, 9)))}"
    texts, choices = {"note": note}, {}
    if code in NUMBERS:
        texts = {"numerator": str(dice.randint(100, 499)), "denominator": str(dice.randint(500, 999))} | texts
    elif code in FACTS:
        choices = {"fact": dice.random() < 0.5}
    else:
        choices = {f"part_{level}": dice.random() < 0.5 for level in LEVELS}
    return Typed(code, texts, choices)


def as_stored(shown: dict[str, Any]) -> dict[str, Any]:
    """What fields show, as the database would hold it; a text that is no number equals nothing stored."""
    stored: dict[str, Any] = {}
    for name, value in shown.items():
        chosen = {"yes": True, "no": False, "": None}.get(value, value) if isinstance(value, str) else value
        if name.startswith("part_"):
            stored.setdefault("parts", {}).update({} if chosen is None else {name.removeprefix("part_"): chosen})
        elif name == "fact":
            stored[name] = chosen
        elif name == "note":
            stored[name] = value.replace("\r\n", "\n").strip()
        else:
            stored[name] = int(value) if value.isdigit() else value or None
    return stored


def untruths(
    seen: list[dict[str, Any]],
    code: str,
    initial: dict[str, Any],
    changes: list[tuple[datetime, dict]],
    *,
    others_write: bool,
) -> list[str]:
    """Each frame in which «Сохранено» stood beside values the server did not hold.

    Where others write the same answer, what was once stored has been truly saved, though it may be stored no more.
    """
    found = []
    for shown in seen:
        if shown["code"] != code or not shown["saved"]:
            continue
        moment = datetime.fromtimestamp(shown["at"] / 1000, UTC)
        states = [initial]
        for at, new in changes:
            if at <= moment:
                states.append(states[-1] | new)
        wanted = as_stored(shown["values"])
        held = [all(state[name] == value for name, value in wanted.items()) for state in states]
        if not (any(held) if others_write else held[-1]):
            found.append(f"{moment:%T.%f}: shown as saved {wanted}, stored {states[-1]}")
    return found
