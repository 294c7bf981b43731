"""What can be refused about documents? Each error is a sentence fit to show to the person."""

from __future__ import annotations


class WordsError(Exception):
    """A refusal whose text is shown to the person as it stands."""


class StaleWords(WordsError):
    """Somebody saved other words first: nothing is overwritten, both texts are shown."""


class DocumentRefused(Exception):
    """Base of the refusals about made documents: its text is shown as it stands."""


class NothingToMake(DocumentRefused):
    """Every document that was asked for is there, or there is nothing yet to make it from."""


class NoPaper(DocumentRefused):
    """The document cannot be made: no results yet, or the making met a limit. The text says which."""


class NotYet(NoPaper):
    """There is nothing to make the document from yet. The text says what has to be done first."""
