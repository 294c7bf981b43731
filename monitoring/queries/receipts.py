"""What stands behind a receipt: which submission is it of, and is its content still what was signed?"""

from __future__ import annotations

from collections.abc import Iterator

from journal.models import JournalEntry
from monitoring.models import DetachedSignature, ExpertMap, Submission
from monitoring.models.submission import CODE_LENGTH, CODE_SIGNS, digest_of


def submission_by_code(code: str) -> Submission | None:
    """The submission confirmed by that word, with its map, school, year and municipality (at most 1 query)."""
    if len(code) != CODE_LENGTH or set(code) - set(CODE_SIGNS):
        return None
    rows = Submission.objects.select_related("expert_map__school", "expert_map__cycle", "municipality")
    return rows.filter(code=code).first()


def submission_of_round(expert_map: ExpertMap, number: int) -> Submission | None:
    return Submission.objects.select_related("expert_map").filter(expert_map=expert_map, round=number).first()


def signature_of_round(expert_map: ExpertMap, number: int) -> DetachedSignature | None:
    return DetachedSignature.objects.filter(submission__expert_map=expert_map, submission__round=number).first()


def has_signature(expert_map: ExpertMap) -> bool:
    """Whether a file of a signature stands beside the latest submission (1 query)."""
    latest = Submission.objects.filter(expert_map=expert_map).order_by("-round")
    return bool(latest.values_list("signature", flat=True).first())


def was_submitted_later(submission: Submission) -> bool:
    """Whether the school signed the same map again."""
    return Submission.objects.filter(expert_map=submission.expert_map_id, round__gt=submission.round).exists()


def is_unchanged(submission: Submission) -> bool:
    """Whether the stored content still gives the digest of the receipt, and the journal knows no other (1 query).

    Whoever changed a content together with its digest would have to change the journal too, which its chain shows.
    """
    if digest_of(submission.content) != submission.digest:
        return False
    return submission.digest in _journalled_digests(submission)


def _journalled_digests(submission: Submission) -> set[str]:
    entries = JournalEntry.objects.filter(
        subject=submission.expert_map.subject, action="map.submitted", new__number=submission.number
    )
    return {entry.new["digest"] for entry in entries.only("new") if entry.new}


def receipts(numbers: list[str]) -> Iterator[Submission]:
    """Of those numbers, or all, in the order they were signed; read as they are asked for."""
    rows = Submission.objects.select_related("expert_map").order_by("signed_at", "pk")
    yield from (rows.filter(number__in=numbers) if numbers else rows).iterator(chunk_size=100)
