"""How does the head put a file of an electronic signature beside what was signed here?"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from monitoring.domain.evidence_files import clean_name
from monitoring.domain.history import note
from monitoring.domain.sheet import lock_sheet
from monitoring.domain.signature_files import MIB, TOO_LARGE, check_signature
from monitoring.errors import MonitoringError, RefusedFile
from monitoring.models import DetachedSignature, ExpertMap, Submission
from monitoring.permissions import check_can_sign
from monitoring.policies import check_signature_file_may_change, check_takes_signature_file


@transaction.atomic
def attach_signature(*, expert_map: ExpertMap, upload: UploadedFile, by: User, at: datetime) -> DetachedSignature:
    """Keeps the file beside the latest submission; it is not verified. An earlier one is replaced, its hash stays in
    the journal. The same bytes again change nothing.

    Raises RefusedFile for what is no signature, StageClosed when it may no longer be attached or replaced.
    """
    check_can_sign(by, expert_map)
    content = _read(upload)
    submission = _latest(expert_map)
    check_takes_signature_file(submission.expert_map)
    before = DetachedSignature.objects.filter(submission=submission).first()
    sha256 = hashlib.sha256(content).hexdigest()
    if before is not None and before.sha256 == sha256:
        return before
    if before is not None:
        _take_out(before)
    kept = DetachedSignature.objects.create(
        municipality_id=expert_map.municipality_id,
        submission=submission,
        original_name=clean_name(upload.name or ""),
        content=content,
        size=len(content),
        sha256=sha256,
        attached_by=by,
        attached_at=at,
    )
    note(expert_map, "signature.attached", by, at, old=_summary(before), new=_summary(kept))
    return kept


@transaction.atomic
def remove_signature(*, expert_map: ExpertMap, by: User, at: datetime) -> None:
    """Takes the file away; its name and hash stay in the journal. Twice is once. Raises StageClosed as above."""
    check_can_sign(by, expert_map)
    before = DetachedSignature.objects.filter(submission=_latest(expert_map)).first()
    if before is None:
        return
    _take_out(before)
    note(expert_map, "signature.removed", by, at, old=_summary(before))


def _read(upload: UploadedFile) -> bytes:
    if (upload.size or 0) > MIB:
        raise RefusedFile(TOO_LARGE)
    content: bytes = upload.read()
    check_signature(content)
    return content


def _latest(expert_map: ExpertMap) -> Submission:
    """With its map as it stands under the lock: a verdict given this moment waits, or is seen."""
    fresh = lock_sheet(expert_map).expert_map
    submission = Submission.objects.filter(expert_map=fresh).order_by("-round").first()
    if submission is None:
        raise MonitoringError("Файл подписи прикладывается к представленной карте, а эта карта не представлена.")
    submission.expert_map = fresh
    return submission


def _take_out(signature: DetachedSignature) -> None:
    check_signature_file_may_change(signature.submission.expert_map)
    signature.delete()


def _summary(signature: DetachedSignature | None) -> dict | None:
    if signature is None:
        return None
    number = signature.submission.number
    return {"number": number, "name": signature.original_name, "sha256": signature.sha256, "size": signature.size}
