"""Which uploaded card may this person look at and confirm?"""

from __future__ import annotations

from monitoring.models import CardDraft, ExpertMap


def card_draft_of(expert_map: ExpertMap, draft_id: str, user) -> CardDraft | None:
    """The person's own draft of this map by its number as it came in the request."""
    if not (draft_id.isascii() and draft_id.isdigit() and len(draft_id) < 10):
        return None
    return CardDraft.objects.filter(pk=int(draft_id), expert_map=expert_map, uploaded_by=user).first()
