"""What was decided of the indicators the rule proposes to leave out?"""

from __future__ import annotations

from monitoring.models import ApplicabilityDecision, ExpertMap


def decisions_of(expert_map: ExpertMap) -> dict[str, ApplicabilityDecision]:
    """Decisions in force by code, with who gave them (1 query)."""
    rows = ApplicabilityDecision.objects.current().of(expert_map).select_related("answer", "given_by")
    return {row.answer.code: row for row in rows}
