"""How a map is signed: checks, the statement of п. 3.4, a frozen content with its digest, a receipt."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from journal.domain import record
from monitoring.domain import risk, scorecard
from monitoring.domain.checks import ERROR, CheckContext, find_problems
from monitoring.domain.link_watch import want_looks_of
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import IncompleteMap, MonitoringError
from monitoring.models import ExpertMap, IndicatorAnswer, Submission, Verdict
from monitoring.models.submission import digest_of
from monitoring.permissions import check_can_sign
from monitoring.policies import check_school_may_change
from monitoring.states import MapState, Step, VerdictKind, after

STATEMENT = (
    "Подтверждаю достоверность и объективность представленной информации. Понимаю, что в соответствии с пунктом 3.4 "
    "Порядка несу за неё персональную ответственность."
)

# What a verdict is about; a note or a new piece of evidence does not make it another claim.
CLAIM_FIELDS = ("numerator", "denominator", "fact", "parts", "points")


@transaction.atomic
def submit(*, expert_map: ExpertMap, by: User, at: datetime) -> Submission:
    """Signs the map as it stands. A second call for the same round returns the first receipt and changes nothing.

    Raises StageClosed, IncompleteMap (with problems) or MonitoringError for an untouched resubmission.
    """
    check_can_sign(by, expert_map)
    sheet = lock_sheet(expert_map)
    if sheet.expert_map.state == MapState.SUBMITTED:
        return sheet.expert_map.submissions.latest("round")
    check_school_may_change(sheet.expert_map, at)
    _check_complete(sheet)
    _check_corrected(sheet)
    submission = _freeze(sheet, by=by, at=at)
    _hand_over(sheet, at)
    want_looks_of(sheet.expert_map, at=at)
    risk.begin(sheet.expert_map)
    risk.refresh_around(sheet.expert_map)
    record(
        subject=sheet.expert_map.subject,
        municipality_id=sheet.expert_map.municipality_id,
        action="map.submitted",
        new={"number": submission.number, "digest": submission.digest, "points": submission.claimed_points},
        by=by,
        at=at,
    )
    return submission


def _check_complete(sheet: Sheet) -> None:
    context = CheckContext(sheet=sheet, evidence_counts={}, reference={})
    # What is closed to the school it cannot fill: an indicator the reviewer decided to count, and did not return.
    problems = [p for p in find_problems(context) if p.severity == ERROR and sheet.answers[p.code].is_open]
    if problems:
        raise IncompleteMap("Карта заполнена не до конца.", problems=problems)


def _check_corrected(sheet: Sheet) -> None:
    """Each returned indicator must have been touched: an untouched resubmission is refused."""
    if sheet.expert_map.state != MapState.RETURNED:
        return
    untouched = [a.code for a in sheet.answers.values() if a.is_open and not a.changed_since_return]
    if untouched:
        raise MonitoringError(
            f"По замечаниям ничего не изменено: {', '.join(untouched)}. Исправьте ответ, добавьте подтверждение "
            "или напишите пояснение для проверяющего."
        )


def _freeze(sheet: Sheet, *, by: User, at: datetime) -> Submission:
    expert_map = sheet.expert_map
    round_number = expert_map.submissions.count() + 1
    content = frozen_content(sheet, signed_by=by.full_name, signed_at=at)
    return Submission.objects.create(
        municipality_id=expert_map.municipality_id,
        expert_map=expert_map,
        round=round_number,
        number=f"ЭК-{expert_map.cycle.school_year}-{expert_map.pk:05d}-{round_number}",
        signed_by=by,
        signed_by_name=by.full_name,
        signed_at=at,
        statement=STATEMENT,
        content=content,
        digest=digest_of(content),
        claimed_points=expert_map.claimed_points or 0,
        maximum=expert_map.maximum,
    )


def frozen_content(sheet: Sheet, *, signed_by: str, signed_at: datetime) -> dict:
    """Everything the signature covers, as plain JSON."""
    expert_map = sheet.expert_map
    rows = IndicatorAnswer.objects.of(expert_map).prefetch_related("evidence")
    return {
        "school": {"code": expert_map.school.code, "name": expert_map.school.name},
        "year": expert_map.cycle.year_title,
        "methodology": {"code": sheet.rubric.code, "version": sheet.rubric.version},
        "signed_by": signed_by,
        "signed_at": signed_at.isoformat(),
        "statement": STATEMENT,
        "answers": [_frozen_answer(row) for row in rows],
    }


def _frozen_answer(answer: IndicatorAnswer) -> dict:
    return {
        "code": answer.code,
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "fact": answer.fact,
        "parts": answer.parts,
        "note": answer.note,
        "points": answer.claimed_points,
        "evidence": [
            {"title": e.title, "url": e.url, "sha256": e.sha256, "dated": e.dated.isoformat() if e.dated else None}
            for e in answer.evidence.all()
        ],
    }


def _hand_over(sheet: Sheet, at: datetime) -> None:
    """Closes the answers to the school; sets aside the verdicts that asked for changes or judged another claim."""
    expert_map = sheet.expert_map
    expert_map.state = after(expert_map.state, Step.SUBMIT)
    expert_map.first_submitted_at = expert_map.first_submitted_at or at
    expert_map.return_last_day = expert_map.return_ends_at = None
    moved = _moved_codes(expert_map)
    outdated = Verdict.objects.current().filter(
        Q(kind=VerdictKind.RETURNED) | Q(answer__code__in=moved), answer__expert_map=expert_map
    )
    expert_map.judged -= outdated.update(superseded_at=at)
    for code in moved:
        sheet.answers[code].verified_points = None
    IndicatorAnswer.objects.of(expert_map).filter(code__in=moved).update(verified_points=None)
    IndicatorAnswer.objects.of(expert_map).update(is_open=False)
    scorecard.refresh(sheet, also=("state", "first_submitted_at", "return_last_day", "return_ends_at"))


def _moved_codes(expert_map: ExpertMap) -> set[str]:
    """Codes whose claim is not the one signed before: a returned denominator also moves the answers that reuse it."""
    signed = list(expert_map.submissions.order_by("-round").values_list("content", flat=True)[:2])
    if len(signed) < 2:
        return set()
    now, before = (
        {row["code"]: [row[field] for field in CLAIM_FIELDS] for row in content["answers"]} for content in signed
    )
    return {code for code, claim in now.items() if claim != before[code]}
