"""What does the page of a receipt show beside what was signed?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from monitoring.errors import StageClosed
from monitoring.models import DetachedSignature, ExpertMap, Submission
from monitoring.permissions import can_sign, fills_for
from monitoring.policies import check_signature_file_may_change, check_takes_signature_file
from monitoring.queries.expert_map import submissions_of
from monitoring.queries.receipts import is_unchanged
from monitoring.views.map_screen.year import Term, YearStage, term_of, year_line


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """`unchanged` was computed anew; `may_attach` and `may_change` say what the person may do with the file of a
    signature now."""

    expert_map: ExpertMap
    receipt: Submission
    earlier: list[Submission]
    unchanged: bool
    line: tuple[YearStage, ...]
    term: Term | None
    is_own: bool
    may_attach: bool
    may_change: bool

    @property
    def signature(self) -> DetachedSignature | None:
        return getattr(self.receipt, "signature", None)


def receipt_page(expert_map: ExpertMap, *, user: User, at: datetime) -> ReceiptPage | None:
    """None while nothing was signed."""
    submissions = submissions_of(expert_map)
    if not submissions:
        return None
    receipt = submissions[0]
    signs = can_sign(user, expert_map)
    return ReceiptPage(
        expert_map=expert_map,
        receipt=receipt,
        earlier=submissions[1:],
        unchanged=is_unchanged(receipt),
        line=year_line(expert_map, at),
        term=term_of(expert_map, at),
        is_own=fills_for(user, expert_map),
        may_attach=signs and _allowed(check_takes_signature_file, expert_map),
        may_change=signs and _allowed(check_signature_file_may_change, expert_map),
    )


def _allowed(check: Callable[[ExpertMap], None], expert_map: ExpertMap) -> bool:
    try:
        check(expert_map)
    except StageClosed:
        return False
    return True
