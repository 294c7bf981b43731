"""What becomes of links and files that arrive when the indicator is closed? Kept beside the map, never as evidence."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from monitoring.domain.addresses import checked_address, title_of
from monitoring.domain.evidence_files import inspect, keep
from monitoring.domain.evidence_taking import check_quota
from monitoring.domain.history import note
from monitoring.domain.late_entry import why_closed_now
from monitoring.domain.sheet import lock_sheet
from monitoring.models import ExpertMap, LateEntry
from monitoring.permissions import check_can_fill
from monitoring.policies import is_after_term
from russian.dates import short_date
from russian.numbers import size_in_words


def keep_late_link(
    *, expert_map: ExpertMap, code: str, url: str, title: str = "", dated: date | None = None, by: User, at: datetime
) -> LateEntry:
    """Keeps the address with what was said of it. Raises InvalidAnswer for what is no address, MonitoringError when the
    indicator is open."""
    address = checked_address(url)
    typed = {"url": address, "title": title.strip() or title_of(address), **_dated(dated)}
    row = {
        "kind": LateEntry.Kind.LINK,
        "typed": typed,
        "words": f"ссылка «{typed['title']}», {address}{_of(dated)}",
    }
    mark = hashlib.sha256(address.encode()).hexdigest()
    return _keep(expert_map=expert_map, code=code, mark=mark, row=row, by=by, at=at)


def keep_late_file(
    *,
    expert_map: ExpertMap,
    code: str,
    upload: UploadedFile,
    title: str = "",
    dated: date | None = None,
    by: User,
    at: datetime,
) -> LateEntry:
    """Cleans and keeps the file under the same rules as one that came in time. Raises RefusedFile, MonitoringError."""
    check_can_fill(by, expert_map)
    why_closed_now(expert_map, expert_map.answers.get(code=code), at)
    check_quota(expert_map, upload.size or 0)
    stored = keep(inspect(upload), municipality_id=expert_map.municipality_id)
    typed = {"title": title.strip() or stored.original_name, **_dated(dated)}
    row = {
        "kind": LateEntry.Kind.FILE,
        "typed": typed,
        "words": f"файл «{typed['title']}», {size_in_words(stored.size)}{_of(dated)}",
        "stored_name": stored.name,
        "original_name": stored.original_name,
        "size": stored.size,
    }
    return _keep(expert_map=expert_map, code=code, mark=stored.sha256, row=row, by=by, at=at)


@transaction.atomic
def _keep(*, expert_map: ExpertMap, code: str, mark: str, row: dict[str, Any], by: User, at: datetime) -> LateEntry:
    """The same page or file sent again by the same person changes nothing."""
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    reason = why_closed_now(sheet.expert_map, sheet.answers[code], at)
    entry, is_new = LateEntry.objects.get_or_create(
        expert_map=expert_map,
        code=code,
        typed_by=by,
        mark=mark,
        defaults={
            "municipality_id": expert_map.municipality_id,
            "reason": reason,
            "after_term": is_after_term(sheet.expert_map, at),
            "received_at": at,
            **row,
        },
    )
    if is_new:
        new = {"words": entry.words, "sha256": mark if entry.is_file else ""}
        note(sheet.expert_map, "evidence.sent_late", by, at, target=code, new=new)
    return entry


def _dated(dated: date | None) -> dict[str, str]:
    return {"dated": dated.isoformat() if dated else ""}


def _of(dated: date | None) -> str:
    return f", от {short_date(dated)}" if dated else ""
