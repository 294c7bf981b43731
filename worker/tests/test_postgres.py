"""On PostgreSQL a task another worker is just taking is passed by, not waited for."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from worker.domain.queue import claim_next
from worker.tests.samples import write_line

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="locks of PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


def test_a_row_being_taken_is_passed_by():
    first, second = (write_line.enqueue("/nowhere", line) for line in "ab")
    taken: list[DBTaskResult | None] = []

    def take() -> None:
        taken.append(claim_next("two"))
        connection.close()

    with transaction.atomic():
        held = DBTaskResult.objects.ready().get_locked()
        other = threading.Thread(target=take)
        other.start()
        other.join(timeout=20)
    assert (str(held.pk), [row and str(row.pk) for row in taken]) == (first.id, [second.id])
