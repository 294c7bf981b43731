"""Is an event one line?"""

import logging
import sys

from config.logs import OneLineFormatter


def test_an_event_with_a_traceback_is_one_line():
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        failure = sys.exc_info()
    record = logging.LogRecord("journal", logging.ERROR, __file__, 1, "не вышло: %s", ("a\r\nb",), failure)
    line = OneLineFormatter().format(record)
    assert (line.count("\n"), line.count("\r")) == (0, 0)
    assert line.split(" ", 1)[1].startswith("ERROR journal не вышло: a\\r\\nb\\nTraceback")
