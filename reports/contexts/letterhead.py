"""From whom does a document come, who signs it, when was it made?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reports.contexts.wording import glued
from russian.dates import moment, utc_offset
from schools.models import Municipality
from schools.models.municipality import MARGINS


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
    codes: str = ""
    dated: str = "«____» ______________ 20___ г. № ________"
    executor: str = ""
    margin_right_mm: int = 10
    margin_top_mm: int = 20
    margin_bottom_mm: int = 20

    @property
    def margins(self) -> dict[str, int]:
        """The four, by the names the makers of paper take."""
        return {name: getattr(self, name) for name in MARGINS}


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
        made=f"{moment(local)} ({utc_offset(local)})",
        codes=municipality.codes,
        executor=_executor(municipality),
        **{name: getattr(municipality, name) for name in MARGINS},
    )


def _executor(municipality: Municipality) -> str:
    """«Иванова И. И., тел. 8 (000) 000-00-00»."""
    phone = municipality.executor_phone and f"тел. {municipality.executor_phone}"
    return ", ".join(filter(None, (municipality.executor_name, phone))) if municipality.executor_name else ""
