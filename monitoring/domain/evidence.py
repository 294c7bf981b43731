"""How links and files get behind a claim, and leave it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from monitoring.domain import risk
from monitoring.domain.addresses import checked_address, page_of, title_of
from monitoring.domain.evidence_files import StoredFile
from monitoring.domain.evidence_taking import check_dated, check_quota, take_file
from monitoring.domain.history import note
from monitoring.domain.link_watch import want_look
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import InvalidAnswer
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, LinkWatch
from monitoring.permissions import check_can_fill
from monitoring.policies import check_answer_is_open, check_school_may_change
from monitoring.states import LinkState
from russian.dates import school_year_days, short_date

NOT_IN_MAP = "Этого подтверждения в карте нет."


@transaction.atomic
def add_link(
    *, expert_map: ExpertMap, code: str, url: str, title: str = "", dated: date | None = None, by: User, at: datetime
) -> Evidence:
    """Puts a page behind the answer; the same page already in the map is reused, not doubled."""
    sheet = open_sheet(expert_map, code, by, at)
    check_dated(expert_map, dated, at)
    address = checked_address(url)
    evidence = _same_page(expert_map, address)
    if evidence is not None:
        evidence.was_here = True
    else:
        evidence = Evidence.objects.create(
            municipality_id=expert_map.municipality_id,
            expert_map=expert_map,
            kind=Evidence.Kind.LINK,
            url=address,
            title=title.strip() or title_of(address),
            dated=dated,
            added_by=by,
            added_at=at,
        )
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.added")
    return evidence


def _same_page(expert_map: ExpertMap, address: str) -> Evidence | None:
    page = page_of(address)
    links = Evidence.objects.in_use().filter(expert_map=expert_map, kind=Evidence.Kind.LINK)
    return next((link for link in links if page_of(link.url) == page), None)


def add_file(
    *,
    expert_map: ExpertMap,
    code: str,
    upload: UploadedFile,
    title: str = "",
    dated: date | None = None,
    child_names: str = Evidence.ChildNames.NONE,
    asked_of: str = "",
    by: User,
    at: datetime,
) -> Evidence:
    """Keeps an uploaded file behind the answer. Raises RefusedFile with what is wrong and what to do, LooksLikeList
    until the person, told of the names in it, has answered whose they are (`asked_of`: evidence_taking.take_file).
    """
    stored = take_file(
        expert_map=expert_map, code=code, upload=upload, dated=dated, child_names=child_names, asked_of=asked_of,
        by=by, at=at,
    )  # fmt: skip
    said = {"title": title.strip() or stored.original_name, "dated": dated, "child_names": child_names}
    return _keep_file(expert_map=expert_map, code=code, stored=stored, said=said, by=by, at=at)


@transaction.atomic
def _keep_file(
    *, expert_map: ExpertMap, code: str, stored: StoredFile, said: dict[str, Any], by: User, at: datetime
) -> Evidence:
    """The same bytes already in the map are reused: a second click on «Добавить» makes no second piece."""
    sheet = open_sheet(expert_map, code, by, at)
    evidence = Evidence.objects.in_use().filter(expert_map=expert_map, sha256=stored.sha256).first()
    if evidence is not None:
        evidence.was_here = True
    else:
        check_quota(expert_map, stored.size)
        evidence = new_file(expert_map, stored, said, by=by, at=at)
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.added")
    return evidence


def new_file(expert_map: ExpertMap, stored: StoredFile, said: dict[str, Any], *, by: User, at: datetime) -> Evidence:
    """The row of a kept file; `said` is what the person says of it, and which revision it is."""
    return Evidence.objects.create(
        municipality_id=expert_map.municipality_id,
        expert_map=expert_map,
        kind=Evidence.Kind.FILE,
        stored_name=stored.name,
        original_name=stored.original_name,
        content_type=stored.content_type,
        size=stored.size,
        sha256=stored.sha256,
        people_found=stored.people,
        added_by=by,
        added_at=at,
        **said,
    )


@transaction.atomic
def reuse(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """Puts a piece already in the map behind one more answer."""
    sheet = open_sheet(expert_map, code, by, at)
    if evidence.expert_map_id != expert_map.pk or not evidence.is_in_use:
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
    touch(answer)
    note(expert_map, "evidence.removed", by, at, target=code, old=summary_of(evidence))
    count_risk(sheet, evidence)
    return evidence


@transaction.atomic
def restore(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """Undoes take_away."""
    sheet = open_sheet(expert_map, code, by, at)
    if evidence.expert_map_id != expert_map.pk or evidence.replaced_at is not None:
        raise InvalidAnswer(NOT_IN_MAP, field="evidence")
    evidence.removed_by = evidence.removed_at = None
    evidence.save(update_fields=["removed_by", "removed_at"])
    put_behind(sheet, code, evidence, by=by, at=at, action="evidence.restored")
    return evidence


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
    touch(answer)
    want_look(sheet.expert_map, evidence, at=at)
    note(sheet.expert_map, action, by, at, target=code, new=summary_of(evidence))
    count_risk(sheet, evidence)


def count_risk(sheet: Sheet, evidence: Evidence) -> None:
    """Evidence of a returned map is before the department's eyes, and beside its neighbours' evidence."""
    if sheet.expert_map.was_submitted:
        risk.refresh_around(sheet.expert_map, [evidence.sha256 or evidence.url])


def touch(answer: IndicatorAnswer) -> None:
    """A change of evidence answers a remark too."""
    answer.changed_since_return = True
    answer.save(update_fields=["changed_since_return"])


def summary_of(evidence: Evidence) -> dict[str, Any]:
    """What the journal says of a piece."""
    return {"id": evidence.pk, "title": evidence.title, "url": evidence.url, "sha256": evidence.sha256}


def unconfirmed_titles(answers: Iterable[IndicatorAnswer]) -> dict[str, list[str]]:
    """Titles of carried pieces nobody vouched for yet, by indicator, from prefetched rows."""
    found = {a.code: [piece.title for piece in a.evidence.all() if piece.wants_confirming] for a in answers}
    return {code: titles for code, titles in found.items() if titles}


def dates_outside_the_year(answers: Iterable[IndicatorAnswer], school_year: int) -> dict[str, list[str]]:
    """«Отчёт» — 12.03.2024: pieces dated outside the school year, by indicator, from prefetched rows."""
    first, last = school_year_days(school_year)
    found = {
        answer.code: [
            f"«{piece.title}» — {short_date(piece.dated)}"
            for piece in answer.evidence.all()
            if piece.dated is not None and not first <= piece.dated <= last
        ]
        for answer in answers
    }
    return {code: said for code, said in found.items() if said}


def dead_links(answers: Iterable[IndicatorAnswer]) -> dict[str, list[str]]:
    """Titles of links that do not open and that the reviewer has not seen since, by indicator, from prefetched rows."""
    found = {answer.code: [piece.title for piece in answer.evidence.all() if is_dead(piece)] for answer in answers}
    return {code: titles for code, titles in found.items() if titles}


def is_dead(piece: Evidence) -> bool:
    watch: LinkWatch | None = getattr(piece, "watch", None)
    return watch is not None and watch.last is not None and watch.last.state == LinkState.DEAD and not watch.is_seen


def evidence_counts(codes_of: Iterable[IndicatorAnswer]) -> dict[str, int]:
    """Pieces behind each answer, from prefetched rows."""
    return {answer.code: len(answer.evidence.all()) for answer in codes_of}
