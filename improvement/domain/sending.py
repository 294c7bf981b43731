"""How do decided recommendations go out to the schools, once, with a letter that says so?

Editions, deliveries and letters are written in one transaction; letters are sent after it, one by one, then marked.
A process killed in between leaves letters «отправляется»: seen in the list, and not sent twice that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import get_connection
from django.db import transaction

from accounts.models import Membership, User
from improvement.domain.advice_letter import letter_of
from improvement.errors import TooEarly
from improvement.models import AdviceLetter, Delivery, Edition, Recommendation
from improvement.permissions import check_can_send
from improvement.states import LetterState
from journal.domain import record
from monitoring.domain.reminding import people_of, send_each
from monitoring.models import ExpertMap, MonitoringCycle


@dataclass(frozen=True, slots=True)
class SentOut:
    """How many recommendations went out to how many schools, and what became of the letters."""

    recommendations: int
    schools: int
    letters: int
    failed: int
    failure: str


def send_recommendations(*, cycle: MonitoringCycle, by: User, at: datetime) -> SentOut:
    """Everything decided and not yet with its school. Pressing twice sends once.

    Raises TooEarly before the results are approved. A failing mail server raises nothing: the school sees the
    recommendations on its page whatever becomes of the letter.
    """
    connection = get_connection()  # made first: a backend that cannot even be loaded leaves no letter half-way
    count, reached, letters = hand_out(cycle=cycle, by=by, at=at)
    failures = send_each(letters, connection) if letters else {}
    mark(letters, failures)
    first = next(iter(failures.values()), "")
    return SentOut(count, len(reached), len(letters) - len(failures), len(failures), first)


@transaction.atomic
def hand_out(*, cycle: MonitoringCycle, by: User, at: datetime) -> tuple[int, set[int], list[AdviceLetter]]:
    """Puts the words before the schools: how many, the ids of the maps reached, the letters to be sent."""
    check_can_send(by, cycle)
    row = MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    if not row.is_approved:
        raise TooEarly("Результаты года ещё не утверждены: рекомендации отправляются по утверждённым результатам.")
    today = cycle.municipality.today(at)
    ready = Recommendation.objects.of(cycle).ready(today).select_for_update(of=("self",))
    rows = list(ready.select_related("expert_map").prefetch_related("group").order_by("pk"))
    if not rows:
        return 0, set(), []
    editions = _editions(rows, by, at)
    deliveries = [delivery for each in editions for delivery in _deliveries(each, cycle)]
    Delivery.objects.bulk_create(deliveries, batch_size=500)
    reached = {delivery.expert_map_id for delivery in deliveries}
    letters = write_letters(cycle=cycle, map_ids=reached, is_reminder=False, by=by, at=at)
    new = {"recommendations": len(rows), "schools": len(reached), "letters": len(letters)}
    note_sending(cycle, "advice.sent", by, at, new)
    return len(rows), reached, letters


def _editions(rows: list[Recommendation], by: User, at: datetime) -> list[Edition]:
    """The next edition of each; the one before is superseded and kept."""
    last: dict[int, int] = defaultdict(int)
    before = Edition.objects.filter(recommendation__in=rows)
    for pk, number in before.values_list("recommendation_id", "number"):
        last[pk] = max(last[pk], number)
    before.filter(superseded_at=None).update(superseded_at=at)
    editions = Edition.objects.bulk_create([_edition(row, last[row.pk] + 1, by, at) for row in rows], batch_size=200)
    for row in rows:
        row.sent_version = row.version
    Recommendation.objects.bulk_update(rows, ["sent_version"], batch_size=200)
    return editions


def _edition(row: Recommendation, number: int, by: User, at: datetime) -> Edition:
    return Edition(
        recommendation=row,
        number=number,
        observed=row.observed,
        action=row.action,
        helper=row.helper,
        target=row.target,
        due=row.due,
        reason=row.reason if number > 1 else "",
        sent_by=by,
        sent_at=at,
    )


def _deliveries(edition: Edition, cycle: MonitoringCycle) -> list[Delivery]:
    """To the school, or to every school of the group; what the centre is to do is put before no school."""
    row = edition.recommendation
    if row.is_of_centre:
        return []
    maps = list(row.group.all()) if row.expert_map is None else [row.expert_map]
    common = {"municipality_id": cycle.municipality_id, "cycle": cycle, "edition": edition}
    return [Delivery(expert_map=one, **common) for one in maps]


def write_letters(
    *, cycle: MonitoringCycle, map_ids: Collection[int], is_reminder: bool, by: User, at: datetime
) -> list[AdviceLetter]:
    """Letters kept before they are sent: one a person, school and day; who was written to today gets no other."""
    day = cycle.municipality.today(at)
    maps = ExpertMap.objects.of(cycle).filter(pk__in=map_ids).select_related("school").in_natural_order()
    people = people_of([row.school_id for row in maps])
    kept = AdviceLetter.objects.filter(cycle=cycle, day=day).exclude(state=LetterState.FAILED)
    done = set(kept.values_list("expert_map_id", "person_id"))
    return [
        _letter(row, membership, cycle, is_reminder, by, at)
        for row in maps
        for membership in people[row.school_id]
        if (row.pk, membership.user_id) not in done
    ]


def _letter(
    row: ExpertMap, membership: Membership, cycle: MonitoringCycle, is_reminder: bool, by: User, at: datetime
) -> AdviceLetter:
    row.cycle, row.municipality = cycle, cycle.municipality
    letter = letter_of(row, role=membership.role, is_reminder=is_reminder, by=by)
    kept, _ = AdviceLetter.objects.update_or_create(
        expert_map=row,
        person=membership.user,
        day=cycle.municipality.today(at),
        defaults={
            "municipality_id": cycle.municipality_id,
            "cycle": cycle,
            "email": membership.user.email,
            "subject": letter.subject,
            "text": letter.text,
            "state": LetterState.SENDING,
            "failure": "",
            "asked_by": by,
            "asked_at": at,
        },
    )
    return kept


@transaction.atomic
def mark(letters: list[AdviceLetter], failures: Mapping[int, str]) -> None:
    """What left and what did not."""
    for letter in letters:
        letter.failure = failures.get(letter.pk, "")
        letter.state = LetterState.FAILED if letter.failure else LetterState.SENT
    AdviceLetter.objects.bulk_update(letters, ["state", "failure"])


def note_sending(cycle: MonitoringCycle, action: str, by: User, at: datetime, new: dict[str, int]) -> None:
    record(subject=f"cycle:{cycle.pk}", municipality_id=cycle.municipality_id, action=action, by=by, at=at, new=new)
