"""What can go wrong in a year, each with a sentence fit to show."""

from __future__ import annotations


class MonitoringError(Exception):
    """A refusal whose text is shown to the person as it stands."""


class IllegalStep(MonitoringError):
    """The workflow has no such step from the present state."""


class StageClosed(MonitoringError):
    """The term of the stage has passed, or the map is not the school's to change now."""


class HeldByAnother(MonitoringError):
    """A colleague checks this map: who wants to judge it takes it over first."""


class StaleVersion(MonitoringError):
    """Somebody saved another value first: nothing is overwritten, both values are shown."""


class InvalidAnswer(MonitoringError):
    """The values contradict each other; `field` names the input the sentence belongs to, `code` its indicator."""

    def __init__(self, message: str, *, field: str, code: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.code = code


class RefusedWorkbook(MonitoringError):
    """The uploaded card is not of this map, or its structure was changed: no answer is read from it."""


class IncompleteMap(MonitoringError):
    """The map cannot be signed yet; `problems` lists what stands in the way."""

    def __init__(self, message: str, *, problems: list) -> None:
        super().__init__(message)
        self.problems = problems


class RefusedFile(MonitoringError):
    """The upload is not something the product keeps as evidence."""


class LooksLikeList(RefusedFile):
    """The upload seems to name people; it is taken once the person has answered whose names they are.

    `people` were counted, `upload_sha256` says of which file.
    """

    def __init__(self, message: str, *, people: int, upload_sha256: str) -> None:
        super().__init__(message)
        self.people = people
        self.upload_sha256 = upload_sha256
