"""How is an event written to the log?"""

import copy
import logging
from datetime import UTC, datetime
from typing import ClassVar

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation

# Answered as they should be, with a 400 or a 403: the reason matters, where in the code it was given does not.
ANSWERED = (PermissionDenied, SuspiciousOperation, BadRequest)


class OneLineFormatter(logging.Formatter):
    """One line an event, traceback included, so that one grep finds the whole of it."""

    marks: ClassVar[dict[int, str]] = {ord("\r"): "\\r", ord("\n"): "\\n"}

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 (the base class names it)
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        shown = _told_by_its_reason(record, error) if isinstance(error, ANSWERED) else record
        return super().format(shown).translate(self.marks)


def _told_by_its_reason(record: logging.LogRecord, error: Exception) -> logging.LogRecord:
    """A copy without the traceback, which other handlers may still want; the reason is added where it is not said."""
    told, message, reason = copy.copy(record), record.getMessage(), str(error)
    told.msg, told.args = (message if reason in message else f"{message}: {reason}"), ()
    told.exc_info = told.exc_text = None
    return told


class RefusedHosts(logging.Filter):
    """Says once of each host name that it was refused and what to set; scanners knock under foreign names all day."""

    most = 100  # names a process remembers; the rest go unsaid

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        host = _host_of(record)
        if host in self.seen or len(self.seen) >= self.most:
            return False
        self.seen.add(host)
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args, record.exc_info = REFUSED_HOST, (host,), None
        return True


REFUSED_HOST = (
    "Запрос по имени %r отклонён: сервер отвечает только по SITE_URL и ALLOWED_HOSTS. "
    "Если это ваш сервер, задайте SITE_URL с этим именем или впишите его в ALLOWED_HOSTS."
)


def _host_of(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    return str(request.META.get("HTTP_HOST", ""))[:100] if request is not None else ""
