"""What can go wrong with the register and its sheets, each with a sentence fit to show."""

from __future__ import annotations


class RegisterError(Exception):
    """A refusal; `field` names the input it belongs to, empty for the whole form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class SheetError(RegisterError):
    """A sheet that cannot be read at all; its sentence belongs to the file."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="file")
