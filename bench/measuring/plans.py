"""Does a request read whole tables? The database is asked how it would answer every question of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, MonitoringCycle, Stage, Verdict
from schools.models import ReferenceFigures, School

# What grows with the schools of a country, and is asked for by one district at a time.
OF_TENANTS = (School, ReferenceFigures, MonitoringCycle, Stage, ExpertMap, IndicatorAnswer, Verdict, Evidence)

LOOKS = {"sqlite": ("EXPLAIN QUERY PLAN ", r"\bSCAN (\w+)"), "postgresql": ("EXPLAIN ", r"\bSeq Scan on (\w+)")}


def whole_tables_read(call: Callable[[], object], watched: set[str]) -> list[str]:
    """«table: question» for every question that would go through all rows of one of those tables."""
    with CaptureQueriesContext(connection) as captured:
        call()
    asked = [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]
    return [f"{table}: {sql}" for sql in asked for table in _scanned(sql) if table in watched]


def tables_of(*held: type[models.Model]) -> set[str]:
    """With the tables between them."""
    between = (field.remote_field.through for model in held for field in model._meta.many_to_many)
    return {model._meta.db_table for model in (*held, *between)}


def _scanned(sql: str) -> Iterator[str]:
    """An alias is led back to its table."""
    explain, pattern = LOOKS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(explain + sql.replace("%", "%%"), None)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    named = dict(re.findall(r'"(\w+)" (\w+\d)\b', sql))
    tables = {alias: table for table, alias in named.items()}
    return (tables.get(name, name) for name in re.findall(pattern, plan))
