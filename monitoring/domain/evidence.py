"""How links and files get behind a claim, and leave it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from monitoring.domain.evidence_files import StoredFile, store
from monitoring.domain.history import note
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import InvalidAnswer, RefusedFile
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer
from monitoring.permissions import check_can_fill
from monitoring.policies import check_answer_is_open, check_school_may_change

NOT_IN_MAP = "Этого подтверждения в карте нет."


@transaction.atomic
def add_link(
    *, expert_map: ExpertMap, code: str, url: str, title: str = "", dated: date | None = None, by: User, at: datetime
) -> Evidence:
    """Puts a page behind the answer; the same address already in the map is reused, not doubled."""
    sheet = open_sheet(expert_map, code, by, at)
    address = checked_address(url)
    evidence = Evidence.objects.in_use().filter(expert_map=expert_map, url=address).first()
    if evidence is None:
        evidence = Evidence.objects.create(
            municipality_id=expert_map.municipality_id,
            expert_map=expert_map,
            kind=Evidence.Kind.LINK,
            url=address,
            title=title.strip() or _title_of(address),
            dated=dated,
            added_by=by,
            added_at=at,
        )
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.added")
    return evidence


def add_file(
    *,
    expert_map: ExpertMap,
    code: str,
    upload: UploadedFile,
    title: str = "",
    dated: date | None = None,
    child_names: str = Evidence.ChildNames.NONE,
    by: User,
    at: datetime,
) -> Evidence:
    """Keeps an uploaded file behind the answer. Raises RefusedFile with what is wrong and what to do.

    The file is checked, cleaned and written before the transaction: a slow picture holds up nobody's saving.
    """
    check_school_may_change(expert_map, at)
    check_quota(expert_map, upload.size or 0)
    stored = store(upload, municipality_id=expert_map.municipality_id)
    return _keep_file(
        expert_map=expert_map, code=code, stored=stored, title=title, dated=dated, child_names=child_names, by=by, at=at
    )


@transaction.atomic
def _keep_file(
    *,
    expert_map: ExpertMap,
    code: str,
    stored: StoredFile,
    title: str,
    dated: date | None,
    child_names: str,
    by: User,
    at: datetime,
) -> Evidence:
    """The same bytes already in the map are reused: a second click on «Добавить» makes no second piece."""
    sheet = open_sheet(expert_map, code, by, at)
    evidence = Evidence.objects.in_use().filter(expert_map=expert_map, sha256=stored.sha256).first()
    if evidence is None:
        check_quota(expert_map, stored.size)
        evidence = Evidence.objects.create(
            municipality_id=expert_map.municipality_id,
            expert_map=expert_map,
            kind=Evidence.Kind.FILE,
            title=title.strip() or stored.original_name,
            dated=dated,
            child_names=child_names,
            stored_name=stored.name,
            original_name=stored.original_name,
            content_type=stored.content_type,
            size=stored.size,
            sha256=stored.sha256,
            added_by=by,
            added_at=at,
        )
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.added")
    return evidence


@transaction.atomic
def reuse(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """Puts a piece already in the map behind one more answer."""
    sheet = open_sheet(expert_map, code, by, at)
    if evidence.expert_map_id != expert_map.pk or evidence.removed_at is not None:
        raise InvalidAnswer(NOT_IN_MAP, field="evidence")
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.reused")
    return evidence


@transaction.atomic
def take_away(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """Takes the piece from the answer; used nowhere else, it is marked removed (its file and row stay)."""
    sheet = open_sheet(expert_map, code, by, at)
    answer = sheet.answers[code]
    if not answer.evidence.filter(pk=evidence.pk).exists():
        return evidence
    answer.evidence.remove(evidence)
    if not evidence.answers.exists():
        evidence.removed_by, evidence.removed_at = by, at
        evidence.save(update_fields=["removed_by", "removed_at"])
    _touch(answer)
    note(expert_map, "evidence.removed", by, at, target=code, old=_summary(evidence))
    return evidence


@transaction.atomic
def restore(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """Undoes take_away."""
    sheet = open_sheet(expert_map, code, by, at)
    if evidence.expert_map_id != expert_map.pk:
        raise InvalidAnswer(NOT_IN_MAP, field="evidence")
    evidence.removed_by = evidence.removed_at = None
    evidence.save(update_fields=["removed_by", "removed_at"])
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.restored")
    return evidence


@transaction.atomic
def note_viewing(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Every view of a file is journalled (DOMAIN.md §7)."""
    note(evidence.expert_map, "evidence.viewed", by, at, target="", new=_summary(evidence))


def checked_address(url: str) -> str:
    """A normalised http(s) address; raises InvalidAnswer for anything else."""
    text = url.strip()
    if text and "://" not in text and ":" not in text.split("/")[0]:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or any(char.isspace() or ord(char) < 32 for char in text):
        raise InvalidAnswer(
            "Это не адрес страницы. Скопируйте его из строки браузера: он начинается с https:// или http://.",
            field="url",
        )
    if parts.username or parts.password:
        raise InvalidAnswer("В адресе есть имя и пароль. Уберите их: адрес увидят другие люди.", field="url")
    if len(text) > 1000:
        raise InvalidAnswer("Адрес длиннее 1000 знаков. Дайте ссылку на саму страницу.", field="url")
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def _title_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".rstrip("/")[:300]


def open_sheet(expert_map: ExpertMap, code: str, by: User, at: datetime) -> Sheet:
    """The locked sheet for a person who may change evidence of the indicator now; raises otherwise."""
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_school_may_change(sheet.expert_map, at)
    check_answer_is_open(sheet.answers[code])
    return sheet


def put_behind(sheet: Sheet, code: str, evidence: Evidence, *, by: User, at: datetime, action: str) -> None:
    """Puts the piece behind the answer and journals it; already there, nothing happens."""
    answer = sheet.answers[code]
    if answer.evidence.filter(pk=evidence.pk).exists():
        return
    answer.evidence.add(evidence)
    _touch(answer)
    note(sheet.expert_map, action, by, at, target=code, new=_summary(evidence))


def _touch(answer: IndicatorAnswer) -> None:
    answer.changed_since_return = True
    answer.save(update_fields=["changed_since_return"])


def check_quota(expert_map: ExpertMap, size: int) -> None:
    """Raises RefusedFile when `size` more bytes would not fit."""
    used = Evidence.objects.filter(expert_map=expert_map).aggregate(total=Sum("size"))["total"] or 0
    if used + size > settings.EVIDENCE_QUOTA_BYTES:
        raise RefusedFile(
            f"Файлы карты заняли бы больше {settings.EVIDENCE_QUOTA_BYTES // 2**20} МБ. "
            "Дайте ссылку на страницу или удалите лишние файлы."
        )


def _summary(evidence: Evidence) -> dict:
    return {"id": evidence.pk, "title": evidence.title, "url": evidence.url, "sha256": evidence.sha256}


def unconfirmed_titles(answers: Iterable[IndicatorAnswer]) -> dict[str, list[str]]:
    """Titles of carried pieces nobody vouched for yet, by indicator, from prefetched rows."""
    found = {a.code: [piece.title for piece in a.evidence.all() if piece.wants_confirming] for a in answers}
    return {code: titles for code, titles in found.items() if titles}


def evidence_counts(codes_of: Iterable[IndicatorAnswer]) -> dict[str, int]:
    """Pieces behind each answer, from prefetched rows."""
    return {answer.code: len(answer.evidence.all()) for answer in codes_of}
