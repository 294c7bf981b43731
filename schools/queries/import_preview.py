"""What would an uploaded sheet do to the register? Read by a dry run against the rows as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from import_export.results import InvalidRow, RowResult

from journal.queries import entries_for
from schools.models import ImportDraft
from schools.resources.base import SheetResource
from schools.resources.draft import APPLIED, Counts, counts_of, dataset_of, resource_for


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way; `column` is empty when the whole row is meant."""

    row: str
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a known row that would become another."""

    row: str
    subject: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Addition:
    row: str
    subject: str


@dataclass(frozen=True, slots=True)
class Preview:
    counts: Counts
    additions: tuple[Addition, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def can_be_applied(self) -> bool:
        return not self.problems and self.counts.differing > 0


def preview(draft: ImportDraft, *, today: date) -> Preview:
    """A dry run: reads the register in a constant number of queries and writes nothing."""
    resource = resource_for(draft, write=_never, today=today)
    result = resource.run(dataset_of(draft), dry_run=True)
    numbers = [row[0] for row in draft.rows]
    numbered = list(zip(numbers, result.rows, strict=True))
    return Preview(
        counts=counts_of(result),
        additions=tuple(Addition(number, str(row.instance)) for number, row in numbered if row.is_new()),
        changes=tuple(
            change for number, row in numbered if row.is_update() for change in _changes(resource, number, row)
        ),
        problems=tuple(
            problem for row in result.invalid_rows for problem in _problems(resource, numbers[row.number - 1], row)
        ),
    )


def applied_counts(draft: ImportDraft) -> Counts:
    """What an applied draft did, as the journal has it."""
    entry = entries_for(f"import:{draft.pk}").filter(action=APPLIED).get()
    return Counts(**(entry.new or {}))


def _never(**row: object) -> object:
    raise AssertionError("a dry run writes nothing")


def _changes(resource: SheetResource, number: str, row: RowResult) -> Iterator[Change]:
    for field in resource.get_import_fields():
        old, new = (_shown(field.attribute, instance) for instance in (row.original, row.instance))
        if old != new:
            yield Change(number, str(row.instance), field.column_name, old, new)


def _shown(name: str, instance: Any) -> str:
    """A value in the words of the sheet."""
    value = getattr(instance, f"get_{name}_display", lambda: getattr(instance, name))()
    if isinstance(value, bool):
        return "да" if value else "нет"
    return "" if value is None else str(value)


def _problems(resource: SheetResource, number: str, row: InvalidRow) -> Iterator[Problem]:
    for field, messages in row.error_dict.items():
        column = resource.fields[field].column_name if field in resource.fields else ""
        yield from (Problem(number, column, message) for message in messages)
