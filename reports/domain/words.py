"""How do a person's words take the place of the drawn ones, and how do these come back?

Every verb takes `seen_version`: the version the person had before them, 0 where there was none; another one in the
meantime raises StaleWords. Each adds a version and journals itself; None is returned where nothing differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from journal.domain import record
from monitoring.models import MonitoringCycle
from reports.errors import StaleWords, WordsError
from reports.models import SectionWords
from reports.models.section_words import LONGEST
from reports.permissions import check_can_write_words

TITLE = 80  # as long as the journal keeps what an entry is about
STALE = "Пока вы писали, этот раздел изменил другой человек."


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A section of a year's document with the words the data give now; the journal names it by its heading."""

    cycle: MonitoringCycle
    document: str
    key: str
    title: str
    drawn: str


@transaction.atomic
def write_words(*, section: DrawnSection, text: str, seen_version: int, by: User, at: datetime) -> SectionWords | None:
    """Puts `text` in place of the drawn words; equal to them, it gives the section back to the data."""
    last = _last(section, seen_version, by)
    if not text.strip():
        raise WordsError("Напишите текст раздела. Чтобы убрать свою редакцию, верните текст по данным.")
    if len(text) > LONGEST:
        raise WordsError("Текст раздела длиннее 20 000 знаков. Сократите его.")
    kept = "" if text == section.drawn else text
    same_grounds = last is None or last.drawn == section.drawn or not kept
    if kept == (last.text if last else "") and same_grounds:
        return None
    return _add(section, last, kept, "words.written", by, at)


@transaction.atomic
def return_to_drawn(*, section: DrawnSection, seen_version: int, by: User, at: datetime) -> SectionWords | None:
    """The section says again what the data say; the person's version stays in the history."""
    last = _last(section, seen_version, by)
    if last is None or not last.text:
        return None
    return _add(section, last, "", "words.returned", by, at)


@transaction.atomic
def keep_words(*, section: DrawnSection, seen_version: int, by: User, at: datetime) -> SectionWords | None:
    """The figures changed, the person looked at the new drawn words and keeps the own ones."""
    last = _last(section, seen_version, by)
    if last is None or not last.text or last.drawn == section.drawn:
        return None
    return _add(section, last, last.text, "words.kept", by, at)


@transaction.atomic
def restore_words(
    *, section: DrawnSection, version: int, seen_version: int, by: User, at: datetime
) -> SectionWords | None:
    """An earlier version becomes the last one again."""
    last = _last(section, seen_version, by)
    earlier = SectionWords.objects.of(section.cycle, section.document).filter(section=section.key, version=version)
    found = earlier.first()
    if found is None:
        raise WordsError("Такой редакции нет.")
    if last is None or found.text == last.text:
        return None
    return _add(section, last, found.text, "words.restored", by, at)


def _last(section: DrawnSection, seen_version: int, by: User) -> SectionWords | None:
    """The version in force, the year's row held until the end: one writer of its chain of the journal at a time."""
    check_can_write_words(by, section.cycle)
    MonitoringCycle.objects.select_for_update().get(pk=section.cycle.pk)
    versions = SectionWords.objects.of(section.cycle, section.document).filter(section=section.key)
    last = versions.order_by("-version").first()
    if seen_version != (last.version if last else 0):
        raise StaleWords(STALE)
    return last


def _add(
    section: DrawnSection, last: SectionWords | None, text: str, action: str, by: User, at: datetime
) -> SectionWords:
    municipality_id = section.cycle.municipality_id
    made = SectionWords.objects.create(
        municipality_id=municipality_id,
        cycle=section.cycle,
        document=section.document,
        section=section.key,
        version=(last.version if last else 0) + 1,
        text=text,
        drawn=section.drawn,
        written_by=by,
        written_at=at,
    )
    record(
        subject=f"cycle:{section.cycle.pk}",
        municipality_id=municipality_id,
        action=action,
        target=section.title[:TITLE],
        by=by,
        at=at,
        old={"version": last.version, "text": last.text} if last else None,
        new={"document": section.document, "section": section.key, "version": made.version, "text": made.text},
    )
    return made
