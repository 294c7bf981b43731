"""How does a newer file take the place of an older one? As the next revision; nothing is overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from monitoring.domain.evidence import NOT_IN_MAP, count_risk, new_file, open_sheet, summary_of, touch
from monitoring.domain.evidence_files import StoredFile
from monitoring.domain.evidence_taking import check_quota, take_file
from monitoring.domain.history import note
from monitoring.domain.sheet import Sheet
from monitoring.errors import InvalidAnswer
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer

SAME = "Это тот же самый файл. Выберите новый."


def replace_file(
    *,
    expert_map: ExpertMap,
    code: str,
    evidence: Evidence,
    upload: UploadedFile,
    title: str = "",
    dated: date | None = None,
    child_names: str = Evidence.ChildNames.NONE,
    asked_of: str = "",
    by: User,
    at: datetime,
) -> Evidence:
    """Puts a newer revision behind every open answer that held the file; returns the new piece.

    The older row, its hash and its bytes stay; a frozen answer keeps the revision it was signed with. Raises what
    add_file raises, and InvalidAnswer when the file is the same.
    """
    stored = take_file(
        expert_map=expert_map, code=code, upload=upload, dated=dated, child_names=child_names, asked_of=asked_of,
        by=by, at=at,
    )  # fmt: skip
    said = {"title": title.strip() or _title_of(evidence, stored), "dated": dated, "child_names": child_names}
    return _put_revision(expert_map=expert_map, code=code, evidence=evidence, stored=stored, said=said, by=by, at=at)


def _title_of(evidence: Evidence, stored: StoredFile) -> str:
    """A title the person gave stays; one that was the name of the file becomes the name of the new one."""
    return stored.original_name if evidence.title == evidence.original_name else evidence.title


@transaction.atomic
def _put_revision(
    *,
    expert_map: ExpertMap,
    code: str,
    evidence: Evidence,
    stored: StoredFile,
    said: dict[str, Any],
    by: User,
    at: datetime,
) -> Evidence:
    sheet = open_sheet(expert_map, code, by, at)
    done = sheet.answers[code].evidence.filter(replaces=evidence, sha256=stored.sha256).first()
    if done is not None:  # a second press
        return done
    if not evidence.is_file or not sheet.answers[code].evidence.filter(pk=evidence.pk).exists():
        raise InvalidAnswer(NOT_IN_MAP, field="file")
    if stored.sha256 == evidence.sha256:
        raise InvalidAnswer(SAME, field="file")
    check_quota(expert_map, stored.size)
    said = said | {"replaces": evidence, "revision": evidence.revision + 1}
    newer = new_file(expert_map, stored, said, by=by, at=at)
    codes = [_hand_over(answer, evidence, newer) for answer in _open_holders(sheet, evidence)]
    if not evidence.answers.exists():
        Evidence.objects.filter(pk=evidence.pk).update(replaced_at=at)
    new = summary_of(newer) | {"revision": newer.revision, "codes": codes}
    note(sheet.expert_map, "evidence.replaced", by, at, target=code, old=summary_of(evidence), new=new)
    count_risk(sheet, evidence)
    return newer


def _open_holders(sheet: Sheet, evidence: Evidence) -> list[IndicatorAnswer]:
    codes = evidence.answers.values_list("code", flat=True)
    return [answer for answer in (sheet.answers[code] for code in codes) if answer.is_open]


def _hand_over(answer: IndicatorAnswer, older: Evidence, newer: Evidence) -> str:
    answer.evidence.remove(older)
    answer.evidence.add(newer)
    touch(answer)
    return answer.code
