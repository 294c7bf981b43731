"""What stands on the receipt of a signed map?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap

from django.conf import settings
from django.urls import reverse

from monitoring.models import ExpertMap, Submission
from reports.contexts.letterhead import Letterhead, letterhead
from reports.contexts.qr import QrCode, qr_code
from reports.contexts.results import Result, result_of
from reports.contexts.wording import glued
from russian.dates import moment, utc_offset
from russian.numbers import NBSP
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class Receipt:
    """`claimed` are the points the school signed for, with the degree they would reach. `code` is for typing in,
    `desk` the address of the page it is typed on."""

    letterhead: Letterhead
    number: str
    year_title: str
    school: str
    signed_at: str
    signed_by: str
    claimed: Result
    statement: str
    digest: str
    code: str
    desk: str
    qr: QrCode

    @property
    def title(self) -> str:
        return f"Квитанция №{NBSP}{self.number}: {self.school}"


def build_receipt(expert_map: ExpertMap, submission: Submission, *, at: datetime) -> Receipt:
    local = expert_map.municipality.local(submission.signed_at)
    return Receipt(
        letterhead=letterhead(expert_map.municipality, at),
        number=submission.number,
        year_title=expert_map.cycle.year_title,
        school=glued(expert_map.school.name or str(expert_map.school)),
        signed_at=f"{moment(local)} ({utc_offset(local)})",
        signed_by=submission.signed_by_name,
        claimed=result_of(submission.claimed_points, submission.maximum, rubric(expert_map.cycle.methodology_id).bands),
        statement=submission.statement,
        digest=submission.digest,
        code=NBSP.join(wrap(submission.code, 4)),
        desk=settings.SITE_URL + reverse("reports:confirm"),
        qr=qr_code(settings.SITE_URL + reverse("reports:confirmation", args=[submission.code])),
    )
