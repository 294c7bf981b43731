"""What can go wrong with a recommendation, each with a sentence fit to show."""

from __future__ import annotations


class ImprovementError(Exception):
    """A refusal whose text is shown to the person as it stands."""


class IllegalStep(ImprovementError):
    """The recommendation has no such step from the present state."""


class TooEarly(ImprovementError):
    """The year has not come so far yet."""


class StaleVersion(ImprovementError):
    """Somebody saved another version first: nothing is overwritten."""


class InvalidWords(ImprovementError):
    """`field` names the input the sentence belongs to."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field
