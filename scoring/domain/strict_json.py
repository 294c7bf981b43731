"""How is one value of a JSON file read strictly, and the place of its fault named?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from scoring.errors import MethodologyFileError

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TYPES = {dict: "объект", list: "список", str: "текст", bool: "да/нет", int: "целое число", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place in the file, «directions[0].criteria[2].maximum»; every reader names it when it refuses."""

    value: Any
    place: str = ""

    def refuse(self, reason: str) -> NoReturn:
        raise MethodologyFileError(self.place or "файл", reason)

    def fields(self, *names: str, optional: tuple[str, ...] = ()) -> dict[str, Node]:
        """An object with exactly these keys; of the optional ones those that are there."""
        value = self._typed(dict)
        for name in sorted(value.keys() - {*names, *optional}):
            Node(None, self._inside(name)).refuse("неизвестное поле")
        for name in names:
            if name not in value:
                Node(None, self._inside(name)).refuse("поле отсутствует")
        there = (*names, *(name for name in optional if name in value))
        return {name: Node(value[name], self._inside(name)) for name in there}

    def items(self, *, least: int = 0) -> Iterator[Node]:
        """The elements of a list of at least so many."""
        value = self._typed(list)
        if len(value) < least:
            self.refuse(f"нужен список не короче {least}, а здесь {len(value)}")
        return (Node(item, f"{self.place}[{position}]") for position, item in enumerate(value))

    def text(self, *, longest: int = 5000, blank: bool = False) -> str:
        value: str = self._typed(str)
        if _FORBIDDEN.search(value):
            self.refuse("текст содержит недопустимые символы")
        if len(value) > longest:
            self.refuse(f"текст длиннее {longest} знаков: {len(value)}")
        if not blank and not value.strip():
            self.refuse("текст не может быть пустым")
        return value

    def matching(self, pattern: str, example: str, *, longest: int = 64) -> str:
        value = self.text(longest=longest)
        if not re.fullmatch(pattern, value):
            self.refuse(f"нужна запись вида «{example}», а здесь «{value}»")
        return value

    def choice(self, options: Iterable[str], *, blank: bool = False) -> str:
        value = self.text(longest=64, blank=blank)
        known = list(options)
        if value not in known and not (blank and value == ""):
            self.refuse(f"нужно одно из: {', '.join(known)}; а здесь «{value}»")
        return value

    def integer(self, least: int, most: int) -> int:
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(f"нужно целое число от {least} до {most}, а здесь {_shown(value)}")
        return value

    def flag(self) -> bool:
        value: bool = self._typed(bool)
        return value

    def day(self) -> date | None:
        if self.value is None:
            return None
        try:
            return date.fromisoformat(self.matching(r"\d{4}-\d{2}-\d{2}", "2024-08-12"))
        except ValueError:
            self.refuse(f"такой даты нет: {_shown(self.value)}")

    def absent(self, reason: str) -> None:
        if self.value not in (None, "", []) and self.value is not False:
            self.refuse(reason)

    def _typed(self, wanted: type) -> Any:
        if type(self.value) is not wanted:
            self.refuse(f"нужен тип «{_TYPES[wanted]}», а здесь {_shown(self.value)}")
        return self.value

    def _inside(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name


def parse(content: bytes) -> Node:
    """The root of a JSON file in UTF-8; malformed text is refused with its line and column."""
    try:
        value = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError as error:
        raise MethodologyFileError(f"байт {error.start + 1}", "файл не в кодировке UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"строка {error.lineno}, столбец {error.colno}"
        raise MethodologyFileError(place, "здесь нарушена запись JSON") from error
    except (RecursionError, ValueError) as error:
        # Nesting or a number of thousands of levels or digits.
        raise MethodologyFileError("файл", "слишком глубокая вложенность или слишком длинное число") from error
    return Node(value)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, value in pairs:
        if name in seen:
            raise MethodologyFileError(name, "поле записано дважды в одном объекте")
        seen[name] = value
    return seen


def _refuse_constant(name: str) -> NoReturn:
    raise MethodologyFileError(name, "такого числа в JSON нет")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}…"
