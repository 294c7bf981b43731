"""How do a document's own requisites stand on the municipality's letterhead?"""

from __future__ import annotations

from dataclasses import replace

from reports.contexts.letterhead import Letterhead
from reports.models import Requisites
from russian.dates import short_date
from russian.numbers import NBSP

BLANK_DAY, BLANK_NUMBER = "«____» ______________ 20___ г.", "________"


def signed(head: Letterhead, requisites: Requisites) -> Letterhead:
    """With the number and the day of the document, and its own signer where one is named."""
    day = short_date(requisites.day) if requisites.day else BLANK_DAY
    return replace(
        head,
        dated=f"{day} №{NBSP}{requisites.number or BLANK_NUMBER}",
        chief_position=requisites.signer_position or head.chief_position,
        chief_name=requisites.signer_name or head.chief_name,
    )
