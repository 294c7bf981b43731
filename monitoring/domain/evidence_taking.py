"""May this file be taken behind this answer, and what is kept of it? Asked before a byte is written."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum

from accounts.models import User
from monitoring.domain.evidence_files import CleanFile, StoredFile, inspect, keep
from monitoring.errors import InvalidAnswer, LooksLikeList, RefusedFile
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, LateEntry
from monitoring.permissions import check_can_fill
from monitoring.policies import check_answer_is_open, check_school_may_change
from russian.numbers import NBSP
from russian.plurals import PEOPLE, counted

MIB = 2**20


def take_file(
    *,
    expert_map: ExpertMap,
    code: str,
    upload: UploadedFile,
    dated: date | None,
    child_names: str,
    asked_of: str,
    by: User,
    at: datetime,
) -> StoredFile:
    """Checks everything that can be checked without a lock, cleans the file and writes it.

    Outside any transaction: a slow document holds up nobody's saving. `asked_of` is the SHA-256 of the upload the
    person was already warned about. Raises StageClosed, InvalidAnswer, RefusedFile, LooksLikeList: nothing is kept.
    """
    check_can_fill(by, expert_map)
    check_school_may_change(expert_map, at)
    check_answer_is_open(IndicatorAnswer.objects.get(expert_map=expert_map, code=code))
    check_dated(expert_map, dated, at)
    check_quota(expert_map, upload.size or 0)
    file = inspect(upload)
    _check_people(file, child_names, asked_of)
    return keep(file, municipality_id=expert_map.municipality_id)


def _check_people(file: CleanFile, child_names: str, asked_of: str) -> None:
    """A list of people is taken once the person, told of it, has said whose names they are."""
    answered = asked_of == file.upload_sha256 and child_names != Evidence.ChildNames.NONE
    if file.people and not answered:
        raise LooksLikeList(
            f"Файл похож на список людей: найдено {counted(file.people, PEOPLE)}. Для балла имена не нужны. "
            "Выберите другой файл или ответьте, чьи это имена.",
            people=file.people,
            upload_sha256=file.upload_sha256,
        )


def check_dated(expert_map: ExpertMap, dated: date | None, at: datetime) -> None:
    """A year is reported when it is over: what has not happened yet confirms nothing."""
    if dated is not None and dated > expert_map.municipality.today(at):
        raise InvalidAnswer("Дата ещё не наступила. Укажите дату документа или события.", field="dated")


def check_quota(expert_map: ExpertMap, size: int) -> None:
    """Raises RefusedFile when `size` more bytes would not fit. Files taken away and earlier revisions count too."""
    used = bytes_used(expert_map)
    if used + size > settings.EVIDENCE_QUOTA_BYTES:
        raise RefusedFile(
            f"Для файлов карты отведено {settings.EVIDENCE_QUOTA_BYTES // MIB}{NBSP}МБ, "
            f"занято {-(-used // MIB)}{NBSP}МБ: этот файл не поместится. Дайте ссылку на страницу или файл поменьше."
        )


def bytes_used(expert_map: ExpertMap) -> int:
    kept = (
        rows.filter(expert_map=expert_map).aggregate(total=Sum("size"))["total"]
        for rows in (Evidence.objects.all(), LateEntry.objects.all())
    )
    return sum(total or 0 for total in kept)
