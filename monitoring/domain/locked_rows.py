"""How are several rows, read whole and locked by the verb, written back at once?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model


def write_back(rows: Iterable[Model], columns: Collection[str]) -> None:
    """Writes the columns of the rows, all of one model, in one statement; nothing for no rows.

    The rows exist and are locked, so «insert or, where the id is there, update» can only update. Django puts that
    statement together twenty times faster than the conditions of bulk_update.
    """
    written: list[Any] = list(rows)
    if written:
        model = type(written[0])
        model._default_manager.bulk_create(
            written, update_conflicts=True, unique_fields=["id"], update_fields=list(columns)
        )
