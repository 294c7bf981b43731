"""Does a statement reach SQLite as Django would send it?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite only"),
]


@pytest.mark.parametrize("query", ["SELECT %s, '100 %%', '%%s', %s", "SELECT 1", "%%%s", "%%%%s%s"])
def test_places_of_values_are_written_as_django_writes_them(query):
    with connection.cursor() as cursor:
        theirs = SQLiteCursorWrapper.convert_query(cursor.cursor, query)
        assert [cursor.cursor.convert_query(query) for _ in range(2)] == [theirs, theirs]


def test_values_arrive_by_place_and_by_name():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s || '%%', %s", ["п'ять", 5])
        assert cursor.fetchone() == ("п'ять%", 5)
        cursor.execute("SELECT %(second)s, %(first)s", {"first": 1, "second": 2})
        assert cursor.fetchone() == (2, 1)
        cursor.execute("SELECT '%s'")
        assert cursor.fetchone() == ("%s",)
