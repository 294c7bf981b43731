"""Is an event one line?"""

import logging
import sys

from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from config.logs import REFUSED_HOST, OneLineFormatter, RefusedHosts


def test_an_event_with_a_traceback_is_one_line():
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        failure = sys.exc_info()
    record = logging.LogRecord("journal", logging.ERROR, __file__, 1, "не вышло: %s", ("a\r\nb",), failure)
    line = OneLineFormatter().format(record)
    assert (line.count("\n"), line.count("\r")) == (0, 0)
    assert line.split(" ", 1)[1].startswith("ERROR journal не вышло: a\\r\\nb\\nTraceback")


def record_of(error: Exception, message: str, *arguments: str) -> logging.LogRecord:
    try:
        raise error
    except type(error):
        return logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, arguments, sys.exc_info())


def test_a_refusal_is_a_line_with_its_reason_and_no_traceback():
    record = record_of(PermissionDenied("Это делает координатор."), "Forbidden (Permission denied): %s", "/people/")
    line = OneLineFormatter().format(record).split(" ", 1)[1]
    assert line == "WARNING django.request Forbidden (Permission denied): /people/: Это делает координатор."
    assert record.exc_info is not None


def test_a_fault_of_ours_keeps_its_traceback():
    """Negative control of the above."""
    line = OneLineFormatter().format(record_of(ValueError("пусто"), "Internal Server Error: %s", "/people/"))
    assert line.endswith("\\nValueError: пусто")
    assert "\\nTraceback (most recent call last):" in line


def refused(host: str) -> logging.LogRecord:
    record = logging.LogRecord("django.security.DisallowedHost", logging.ERROR, __file__, 1, "Invalid", (), None)
    record.request = RequestFactory().get("/", headers={"host": host})
    return record


def test_a_refused_host_is_said_once_with_what_to_set():
    hosts, first = RefusedHosts(), refused("10.0.0.5:8000")
    assert (hosts.filter(first), hosts.filter(refused("10.0.0.5:8000"))) == (True, False)
    assert (first.levelname, first.getMessage()) == ("WARNING", REFUSED_HOST % "10.0.0.5:8000")
    assert [hosts.filter(refused(f"scanner{number}.example.org")) for number in (1, 1)] == [True, False]


def test_a_flood_of_names_does_not_fill_the_log():
    hosts = RefusedHosts()
    assert sum(hosts.filter(refused(f"scanner{number}.example.org")) for number in range(1000)) == RefusedHosts.most


def test_the_server_says_a_refused_host_and_why(client, caplog):
    answer = client.get("/healthz", headers={"host": "refused.example.org"})
    assert answer.status_code == 400
    assert [record.getMessage() for record in caplog.records] == [REFUSED_HOST % "refused.example.org"]
