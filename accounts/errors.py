"""What can go wrong with people and roles, each with a sentence fit to show."""

from __future__ import annotations


class PeopleError(Exception):
    """A refusal; `field` names the input it belongs to, empty for the whole form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
