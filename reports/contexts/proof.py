"""What stands on a made document so that whoever holds the paper can have it confirmed?"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from django.conf import settings
from django.urls import reverse

from reports.contexts.qr import QrCode, qr_code
from reports.models import MadeDocument
from russian.numbers import NBSP


@dataclass(frozen=True, slots=True)
class Proof:
    """`code` is for typing in, `desk` the address of the page it is typed on. The file's own digest cannot stand in
    the file: the page says it."""

    number: str
    version: int
    code: str
    desk: str
    qr: QrCode


def proof_of(document: MadeDocument) -> Proof:
    return Proof(
        number=document.number,
        version=document.version or 1,
        code=NBSP.join(wrap(document.code, 4)),
        desk=settings.SITE_URL + reverse("reports:confirm"),
        qr=qr_code(settings.SITE_URL + reverse("reports:confirmation", args=[document.code])),
    )
