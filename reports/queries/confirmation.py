"""Which document does a code stand for, and what may anybody who holds the paper be told of it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitoring.queries.receipts import is_unchanged, submission_by_code, was_submitted_later
from reports.documents.kinds import public_title
from reports.queries.made_documents import ready_by_code
from reports.queries.stored_files import is_whole
from russian.dates import moment, utc_offset


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is public of a document: no points, no names of people. `made` is the moment in its municipality.

    `is_unchanged` was computed from the stored content; `superseded` says what became of the document since, if
    anything did. `is_file`: the digest is of a file somebody may hold, not of words printed beside it.
    """

    kind: str
    number: str
    made: str
    school: str
    municipality: str
    digest: str
    is_unchanged: bool
    superseded: str
    is_file: bool = False


def _receipt(code: str) -> Confirmation | None:
    submission = submission_by_code(code)
    if submission is None:
        return None
    expert_map, municipality = submission.expert_map, submission.municipality
    signed_at = municipality.local(submission.signed_at)
    return Confirmation(
        kind=f"Квитанция о представлении экспертной карты за {expert_map.cycle.year_title} учебный год",
        number=submission.number,
        made=f"{moment(signed_at)} ({utc_offset(signed_at)})",
        school=expert_map.school.name or str(expert_map.school),
        municipality=municipality.name,
        digest=submission.digest,
        is_unchanged=is_unchanged(submission),
        superseded=SUBMITTED_LATER if was_submitted_later(submission) else "",
    )


SUBMITTED_LATER = "Позже школа представила эту карту ещё раз. Действует последняя представленная карта."


def _made_document(code: str) -> Confirmation | None:
    """Of a made document: kind, number, date, digest, and nothing more; its school is not told."""
    document = ready_by_code(code)
    if document is None or document.made_at is None:
        return None
    made_at = document.municipality.local(document.made_at)
    return Confirmation(
        kind=f"{public_title(document.kind)} за {document.cycle.year_title} учебный год",
        number=document.number,
        made=f"{moment(made_at)} ({utc_offset(made_at)})",
        school="",
        municipality="",
        digest=document.sha256,
        is_unchanged=is_whole(document),
        superseded="",
        is_file=True,
    )


# One line a kind of document that carries a code.
KINDS: tuple[Callable[[str], Confirmation | None], ...] = (_receipt, _made_document)


def confirmation_of(code: str) -> Confirmation | None:
    return next(filter(None, (look_up(code) for look_up in KINDS)), None)
