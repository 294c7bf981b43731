"""How long does a made document take to be taken away? Floor: a plain file, sent to whoever may see its year.

The same bytes behind the same door (session, sign-in, roles, the year), and one row that says who took them: so the
ratio is what is asked of a document beyond a file, and shows that nothing is made again.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from bench.floor.models import answer_to_write
from bench.floor.urls import file_application
from bench.measuring.apart import apart
from bench.measuring.district import coordinator, past_cycle
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.models import MonitoringCycle
from reports.documents.making import make
from reports.documents.rendering import wait_as_long_as_it_takes
from reports.domain.asking import Wanted, ask
from reports.models import MadeDocument


def main() -> None:
    with apart():
        document, person = _made(past_cycle()), coordinator()
        door, floor_door = door_of(person), door_of(person, file_application())
        path = f"/documents/{document.pk}/file/"
        answer_to_write()
        plain = f"/years/{document.cycle_id}/files/{document.stored_name}"
        assert door.get(path) == floor_door.get(plain), "the floor is not the same file"
        title = f"stored справка, {document.size // 1024} KB"
        compare(
            title, product=lambda _: door.get(path), floor=lambda _: floor_door.get(plain),
            at_most=2, rounds=100, queries=9,
        )  # fmt: skip


def _made(cycle: MonitoringCycle) -> MadeDocument:
    asked = ask(cycle=cycle, wanted=Wanted("statement", "pdf"), by=coordinator(), at=datetime.now(UTC))
    wait_as_long_as_it_takes()
    assert make(document_id=asked.pk, now=timezone.now), "the справка could not be made"
    return MadeDocument.objects.get(pk=asked.pk)


if __name__ == "__main__":
    main()
