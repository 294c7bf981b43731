"""From whom does a document come, who signs it, when was it made?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reports.contexts.wording import glued
from russian.dates import moment, utc_offset
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Names come from the municipality's fields and from nowhere else."""

    municipality: str
    department: str
    contacts: str
    place: str
    chief_position: str
    chief_name: str
    methodical_centre: str
    act: str
    margin_left_mm: int
    made: str


def letterhead(municipality: Municipality, at: datetime) -> Letterhead:
    contacts = [municipality.address, municipality.phone and f"тел. {municipality.phone}", municipality.email]
    local = municipality.local(at)
    return Letterhead(
        municipality=glued(municipality.name),
        department=glued(municipality.department),
        contacts=" · ".join(filter(None, contacts)),
        place=municipality.place,
        chief_position=municipality.chief_position or f"Руководитель: {municipality.department}",
        chief_name=municipality.chief_name,
        methodical_centre=municipality.methodical_centre,
        act=glued(municipality.act),
        margin_left_mm=municipality.margin_left_mm,
        made=f"{moment(local)} ({utc_offset(local)})",
    )
