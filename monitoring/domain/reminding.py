"""How are schools reminded of a map they have not submitted, at most once a day, with nothing lost when mail fails?

Letters are written down first, in one transaction, then sent one by one, then marked. A process killed in between
leaves them «отправляется»: seen in the list, and not sent twice.
"""

from __future__ import annotations

import smtplib
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from accounts.models import Membership, Role, User
from accounts.models.membership import SCHOOL_ROLES
from monitoring.domain.history import note
from monitoring.domain.reminder_letter import letter_of
from monitoring.errors import InvalidAnswer
from monitoring.models import ExpertMap, MonitoringCycle, Reminder
from monitoring.permissions import check_can_run_cycle
from monitoring.policies import check_cycle_is_running
from monitoring.states import MapState

AWAITED = frozenset({MapState.FILLING, MapState.RETURNED})
SECONDS = 25  # a request must answer; what is not sent by then is marked so and can be sent again
NO_ANSWER = "Почтовый сервер не отвечает"
NO_TIME = "Не успели: почтовый сервер отвечает слишком медленно"
REFUSED_ADDRESS = "Почтовый сервер не принял адрес"

State = Reminder.State


class SentLetter(Protocol):
    """A letter kept in the database before it leaves; its cycle comes with its municipality."""

    pk: Any
    cycle: Any
    email: Any
    subject: Any
    text: Any


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the letters."""

    sent: int
    failed: int
    failure: str


def remind(*, cycle: MonitoringCycle, map_ids: Collection[int], by: User, at: datetime) -> Sent:
    """Writes to the heads and editors of the named maps that are still awaited and were not reminded today.

    Raises InvalidAnswer (field maps) when no letter is to be sent. A failing mail server raises nothing: its letters
    stay in the list as not sent, and may be asked for again the same day.
    """
    connection = get_connection()  # made first: a backend that cannot even be loaded leaves no letter half-way
    letters = write_letters(cycle=cycle, map_ids=map_ids, by=by, at=at)
    failures = send_each(letters, connection)
    return _mark(letters, failures, by, at)


@transaction.atomic
def write_letters(*, cycle: MonitoringCycle, map_ids: Collection[int], by: User, at: datetime) -> list[Reminder]:
    """Keeps the letters to be sent; the database lets nobody write the same letter twice a day."""
    check_can_run_cycle(by, cycle)
    check_cycle_is_running(cycle)
    day = cycle.municipality.today(at)
    rows = ExpertMap.objects.of(cycle).filter(pk__in=list(map_ids), state__in=AWAITED)
    maps = list(rows.select_related("school").in_natural_order().select_for_update(of=("self",)))
    done = set(Reminder.objects.counted().filter(cycle=cycle, day=day).values_list("expert_map_id", flat=True))
    people = people_of([row.school_id for row in maps])
    letters = [
        _write(row, membership, cycle, by, at)
        for row in maps
        if row.pk not in done
        for membership in people[row.school_id]
    ]
    if not letters:
        raise InvalidAnswer(
            "Писать некому: выбранным школам сегодня уже напоминали, или в них ещё никто не приглашён.", field="maps"
        )
    return letters


def people_of(school_ids: Iterable[int]) -> dict[int, list[Membership]]:
    """{school id: roles of its head and editors who may come in}, the head first, each person once (one query)."""
    rows = Membership.objects.filter(
        school_id__in=list(school_ids), role__in=SCHOOL_ROLES, ended_at=None, user__is_active=True
    )
    found: dict[int, list[Membership]] = defaultdict(list)
    for row in sorted(rows.select_related("user"), key=lambda row: (row.role != Role.HEAD, row.user.full_name)):
        known = found[row.school_id or 0]
        if row.user_id not in {other.user_id for other in known}:
            known.append(row)
    return found


def _write(row: ExpertMap, membership: Membership, cycle: MonitoringCycle, by: User, at: datetime) -> Reminder:
    row.cycle, row.municipality = cycle, cycle.municipality
    letter = letter_of(row, role=membership.role, by=by, at=at)
    reminder, _ = Reminder.objects.update_or_create(
        expert_map=row,
        person=membership.user,
        day=cycle.municipality.today(at),
        defaults={
            "municipality_id": cycle.municipality_id,
            "cycle": cycle,
            "email": membership.user.email,
            "subject": letter.subject,
            "text": letter.text,
            "state": State.SENDING,
            "failure": "",
            "asked_by": by,
            "asked_at": at,
        },
    )
    return reminder


def send_each(letters: Sequence[SentLetter], connection: BaseEmailBackend) -> dict[int, str]:
    """{id of a letter that did not leave: why}. One connection for all; nothing is raised."""
    failures = {letter.pk: NO_ANSWER for letter in letters}
    # When the server goes away, what it took before has left, and the rest keeps its sentence.
    with suppress(OSError):
        connection.open()
        for letter, failure in _sending(letters, connection):
            failures[letter.pk] = failure
        connection.close()
    return {pk: failure for pk, failure in failures.items() if failure}


def _sending(letters: Sequence[SentLetter], connection: BaseEmailBackend) -> Iterator[tuple[SentLetter, str]]:
    """Letter by letter, with what went wrong, until the time is over."""
    begun, reply_to = time.monotonic(), list(filter(None, [letters[0].cycle.municipality.email]))
    for letter in letters:
        is_late = time.monotonic() - begun > SECONDS
        yield letter, NO_TIME if is_late else _send_one(letter, connection, reply_to)


def _send_one(letter: SentLetter, connection: BaseEmailBackend, reply_to: list[str]) -> str:
    """Empty when the server took the letter. A dead connection is the caller's question (OSError)."""
    message = EmailMessage(letter.subject, letter.text, to=[letter.email], reply_to=reply_to, connection=connection)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused:
        return REFUSED_ADDRESS
    except smtplib.SMTPResponseException as refusal:
        return f"Почтовый сервер отказал: {refusal.smtp_code}"
    return ""


@transaction.atomic
def _mark(letters: list[Reminder], failures: dict[int, str], by: User, at: datetime) -> Sent:
    """What left and what did not; one entry a map in its own chain."""
    told: dict[int, tuple[ExpertMap, dict[str, list[str]]]] = {}
    for letter in letters:
        letter.failure = failures.get(letter.pk, "")
        letter.state = State.FAILED if letter.failure else State.SENT
        _, names = told.setdefault(letter.expert_map_id, (letter.expert_map, {"sent": [], "failed": []}))
        names["failed" if letter.failure else "sent"].append(str(letter.person))
    Reminder.objects.bulk_update(letters, ["state", "failure"])
    for expert_map, names in told.values():
        note(expert_map, "reminder.sent", by, at, new=names)
    first = next(iter(failures.values()), "")
    return Sent(len(letters) - len(failures), len(failures), first)
