"""What does the page of one map read beside the map itself? Each function is one query, whatever is filled."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from journal.models import JournalEntry
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, LateEntry, Submission, Verdict
from monitoring.states import CLAIM_VISIBLE, VerdictKind


def answers_with_evidence(expert_map: ExpertMap) -> list[IndicatorAnswer]:
    """In the order of the rubric, each with its pieces of evidence (two queries)."""
    return list(IndicatorAnswer.objects.of(expert_map).with_evidence())


# Put together once: building it anew takes as long as a query of its own. A correction in force, or what was asked.
REMARK = Subquery(
    Verdict.objects.filter(
        Q(kind=VerdictKind.CORRECTED, superseded_at=None) | Q(kind=VerdictKind.RETURNED), answer=OuterRef("pk")
    )
    .order_by("-given_at", "-pk")
    .values(said=JSONObject(kind="kind", reason="reason"))[:1]
)
HAS_PIECES = Exists(
    IndicatorAnswer.evidence.through.objects.filter(indicatoranswer=OuterRef("pk"), evidence__removed_at=None)
)


def past_answers(expert_map: ExpertMap, methodology_code: str) -> dict[str, list[IndicatorAnswer]]:
    """What the same school answered in earlier years by the same methodology, in maps it signed: the latest first.

    Each answer carries the reviewer's `remark` ({kind, reason} or None), and whether it `has_pieces` of evidence.
    """
    rows = IndicatorAnswer.objects.filter(
        # Of the map, not of the answer: SQLite would walk through every answer of the municipality.
        expert_map__municipality_id=expert_map.municipality_id,
        expert_map__school_id=expert_map.school_id,
        expert_map__cycle__school_year__lt=expert_map.cycle.school_year,
        expert_map__state__in=CLAIM_VISIBLE,
        indicator__methodology__code=methodology_code,
    )
    by_code: dict[str, list[IndicatorAnswer]] = defaultdict(list)
    rows = rows.annotate(remark=REMARK, has_pieces=HAS_PIECES).select_related("expert_map__cycle")
    for row in rows.order_by("-expert_map__cycle__school_year"):
        by_code[row.code].append(row)
    return by_code


def late_entries_of(expert_map: ExpertMap) -> list[LateEntry]:
    """What the school typed once the map was closed, with who typed it, in the order it came."""
    return list(LateEntry.objects.filter(expert_map=expert_map).select_related("typed_by"))


def remarks_on(expert_map: ExpertMap) -> dict[str, Verdict]:
    """What the reviewer asked to put right, by indicator code, with who asked."""
    rows = (
        Verdict.objects.current()
        .filter(answer__expert_map=expert_map, kind=VerdictKind.RETURNED)
        .select_related("given_by")
        .annotate(code=F("answer__code"))
    )
    return {row.code: row for row in rows}


def pieces_of(expert_map: ExpertMap) -> list[Evidence]:
    """Every piece of the map, the removed ones too."""
    return list(Evidence.objects.filter(expert_map=expert_map))


def piece_of(expert_map: ExpertMap, evidence_id: int) -> Evidence | None:
    return Evidence.objects.filter(expert_map=expert_map, pk=evidence_id).first()


def removals(expert_map: ExpertMap) -> dict[int, str]:
    """From which indicator each removed piece was taken last: {evidence id: code}."""
    entries = JournalEntry.objects.filter(subject=expert_map.subject, action="evidence.removed").order_by("seq")
    return {entry.old["id"]: entry.target for entry in entries.only("old", "target") if entry.old}


def last_submission(expert_map: ExpertMap) -> Submission | None:
    return Submission.objects.filter(expert_map=expert_map).order_by("-round").first()


def submissions_of(expert_map: ExpertMap) -> list[Submission]:
    """Receipts of every round, the latest first, each with its file of a signature but for the bytes."""
    rows = Submission.objects.filter(expert_map=expert_map).select_related("expert_map", "signature")
    return list(rows.defer("signature__content").order_by("-round"))


def last_change(expert_map: ExpertMap, code: str) -> JournalEntry | None:
    """Who wrote the present answer of one indicator, and when: alone or with others from an uploaded card."""
    alone = Q(action="answer.recorded", target=code)
    with_others = Q(action="answers.recorded", new__has_key=code)
    return JournalEntry.objects.filter(alone | with_others, subject=expert_map.subject).order_by("-seq").first()


def codes_behind(evidence: Evidence) -> list[str]:
    """Which indicators a piece stands behind, in the order of the map."""
    return list(evidence.answers.order_by("position").values_list("code", flat=True))


def revisions_of(evidence: Evidence) -> list[Evidence]:
    """The piece and what it replaced, the newest first, with who added each (as many queries as revisions)."""
    rows = Evidence.objects.select_related("added_by")
    found = [rows.get(pk=evidence.pk)]
    while found[-1].replaces_id is not None:
        found.append(rows.get(pk=found[-1].replaces_id))
    return found


def pieces_behind(expert_map: ExpertMap, code: str) -> set[int]:
    """Ids of the pieces one answer has already."""
    return set(Evidence.objects.filter(expert_map=expert_map, answers__code=code).values_list("pk", flat=True))
