"""What can go wrong with documents, each with a sentence fit to show?"""

from __future__ import annotations


class WordsError(Exception):
    """A refusal whose text is shown to the person as it stands."""


class StaleWords(WordsError):
    """Somebody saved other words first: nothing is overwritten, both texts are shown."""
