"""How is an event written to the log?"""

import logging
from datetime import UTC, datetime
from typing import ClassVar


class OneLineFormatter(logging.Formatter):
    """One line an event, traceback included, so that one grep finds the whole of it."""

    marks: ClassVar[dict[int, str]] = {ord("\r"): "\\r", ord("\n"): "\\n"}

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 (the base class names it)
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).translate(self.marks)
