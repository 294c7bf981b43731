"""Which document does a code stand for, and what may anybody who holds the paper be told of it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitoring.queries.receipts import is_unchanged, submission_by_code, was_submitted_later
from russian.dates import moment, utc_offset


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is public of a document: no points, no names of people. `made` is the moment in its municipality.

    `is_unchanged` was computed from the stored content; `superseded` says what became of the document since, if
    anything did.
    """

    kind: str
    number: str
    made: str
    school: str
    municipality: str
    digest: str
    is_unchanged: bool
    superseded: str


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

# One line a kind of document that carries a code.
KINDS: tuple[Callable[[str], Confirmation | None], ...] = (_receipt,)


def confirmation_of(code: str) -> Confirmation | None:
    return next(filter(None, (look_up(code) for look_up in KINDS)), None)
