"""What happened to one map, as far as the reader may know already?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from journal.models import JournalEntry
from journal.queries import entries_for
from monitoring.models import ExpertMap
from monitoring.states import ONCE_APPROVED, VERDICTS_KNOWN, MapState

# What came too late: text, and links and files.
LATE_ACTIONS = ("answer.typed_late", "evidence.sent_late")
DIVISION = ("map.assigned", "map.unassigned", "map.handed_over", "map.taken_over")


def history_of(expert_map: ExpertMap, *, for_school: bool, code: str = "") -> QuerySet[JournalEntry]:
    """Entries, the latest first. A school reads verdicts once all of them are given, final points once approved."""
    entries = entries_for(expert_map.subject).order_by("-seq")
    if code:
        # A workbook changes many answers with one entry: its values stand under their codes.
        entries = entries.filter(Q(target=code) | Q(action="answers.recorded", new__has_key=code))
    if not for_school:  # what came too late does not count and is the school's own
        entries = entries.exclude(action__in=LATE_ACTIONS)
    if for_school:  # who of the department works on it, and why that changed, is the department's own
        entries = entries.exclude(action__in=DIVISION)
    if for_school and expert_map.state not in VERDICTS_KNOWN:
        entries = entries.exclude(Q(action="verdict.given") & ~Q(new__kind="returned"))
        entries = entries.exclude(Q(action="verdict.taken_back") & ~Q(old__kind="returned"))
        if expert_map.state != MapState.RETURNED:
            entries = entries.exclude(action__in=["verdict.given", "verdict.taken_back"])
    if for_school and expert_map.state not in ONCE_APPROVED:
        entries = entries.exclude(action="final.set")
    return entries
