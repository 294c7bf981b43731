"""What stands in a statement for the values that come later? Numbers and texts nothing else would use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

Value = int | str | Collection[int]

# Two sets of them: whatever differs between two statements and is none of them was worked out of a value, and would be
# kept wrongly. Far from any number a queryset names by itself, and within what a key holds; the second pair within what
# the smallest column holds, where the ORM knows that nothing can match the first.
PAIRS_OF_SETS = ((2**30, 2**30 + 2**20), (31_000, 31_900))
FIRST_SETS = PAIRS_OF_SETS[0]


def is_several(value: Value) -> bool:
    return not isinstance(value, int | str)


def shape_of(values: Mapping[str, Value]) -> tuple[int | None, ...]:
    """What of the values the SQL depends on: how many numbers a collection holds."""
    return tuple(len(value) if is_several(value) else None for value in values.values())  # type: ignore[arg-type]


def flat(values: Iterable[Value]) -> list[int | str]:
    """The values in their order, collections laid open."""
    laid: list[int | str] = []
    for value in values:
        if isinstance(value, int | str):
            laid.append(value)
        else:
            laid.extend(value)
    return laid


def stand_ins_for(values: Mapping[str, Value], first: int) -> dict[str, Any]:
    """Values of the same shape, each different from all others."""
    numbers = iter(range(first, first + len(flat(values.values()))))
    return {name: _stand_in(value, numbers) for name, value in values.items()}


def _stand_in(value: Value, numbers: Iterator[int]) -> Value:
    if isinstance(value, str):
        return f"stand-in {next(numbers)}"
    return next(numbers) if isinstance(value, int) else tuple(next(numbers) for _ in value)
