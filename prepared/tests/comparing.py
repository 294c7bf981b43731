"""Are two models the same row with the same relations read beside it?"""

from __future__ import annotations

from typing import Any

from django.db.models import Model


def told(value: Any, above: tuple[int, ...] = ()) -> Any:
    """All a row holds: columns, annotations, and what is tied to it, down to the last relation; a tie back is named."""
    if not isinstance(value, Model):
        return value
    if id(value) in above:
        return "tied back", type(value), value.pk
    columns = {name: it for name, it in value.__dict__.items() if not name.startswith("_")}
    tied = {name: told(it, (*above, id(value))) for name, it in value._state.fields_cache.items()}
    return type(value), value._state.db, value._state.adding, columns, tied


def told_all(rows: list) -> list:
    return [told(row) for row in rows]
