"""Who looked at a piece of evidence? Each download is journalled, and showing it once a day."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction

from accounts.models import User
from journal.models import JournalEntry
from monitoring.domain.evidence import summary_of
from monitoring.domain.history import note
from monitoring.models import Evidence, ExpertMap

SHOWN = "evidence.shown"


@transaction.atomic
def note_viewing(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Each time the file itself is taken away."""
    _lock(evidence)
    note(evidence.expert_map, "evidence.viewed", by, at, new=summary_of(evidence))


def note_showing(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Once a person, a piece and a local day, however many pages were turned."""
    if not _is_noted(evidence, by, at):
        _note_once(evidence, by, at)


@transaction.atomic
def _note_once(evidence: Evidence, by: User, at: datetime) -> None:
    _lock(evidence)
    if not _is_noted(evidence, by, at):  # the pictures of a page are asked for side by side
        note(evidence.expert_map, SHOWN, by, at, new=summary_of(evidence))


def _is_noted(evidence: Evidence, by: User, at: datetime) -> bool:
    place = evidence.expert_map.municipality
    began = datetime.combine(place.today(at), time.min, tzinfo=place.zone)
    return JournalEntry.objects.filter(
        subject=evidence.expert_map.subject, action=SHOWN, by=by, at__gte=began, new__id=evidence.pk
    ).exists()


def _lock(evidence: Evidence) -> None:
    """The chain of the map is written by one at a time."""
    ExpertMap.objects.select_for_update().only("pk").get(pk=evidence.expert_map_id)
