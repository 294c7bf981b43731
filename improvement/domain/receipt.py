"""How does the head say that the recommendations were read, and how are those who have not asked again?"""

from __future__ import annotations

from datetime import datetime

from django.core.mail import get_connection
from django.db import transaction

from accounts.models import User
from improvement.domain.sending import SentOut, mark, note_sending, write_letters
from improvement.errors import ImprovementError
from improvement.models import AdviceLetter, Delivery
from improvement.permissions import check_can_confirm, check_can_send
from monitoring.domain.history import note
from monitoring.domain.reminding import send_each
from monitoring.models import ExpertMap, MonitoringCycle


@transaction.atomic
def confirm_receipt(*, expert_map: ExpertMap, by: User, at: datetime) -> int:
    """Of everything before the school that was not confirmed yet; pressed twice, the second changes nothing."""
    check_can_confirm(by, expert_map)
    ExpertMap.objects.select_for_update().get(pk=expert_map.pk)
    rows = Delivery.objects.to(expert_map).in_force().filter(confirmed_at=None)
    read = list(rows.select_related("edition__recommendation").select_for_update(of=("self",)))
    if not read:
        return 0
    Delivery.objects.filter(pk__in=[row.pk for row in read]).update(confirmed_by=by, confirmed_at=at)
    codes = sorted({row.edition.recommendation.code for row in read})
    note(expert_map, "advice.confirmed", by, at, new={"recommendations": len(read), "codes": codes})
    return len(read)


def remind_to_confirm(*, cycle: MonitoringCycle, by: User, at: datetime) -> SentOut:
    """Writes to the schools that have not confirmed and were not written to today. Raises when there are none."""
    connection = get_connection()
    letters = _letters(cycle=cycle, by=by, at=at)
    failures = send_each(letters, connection)
    mark(letters, failures)
    schools = len({letter.expert_map_id for letter in letters})
    return SentOut(0, schools, len(letters) - len(failures), len(failures), next(iter(failures.values()), ""))


@transaction.atomic
def _letters(*, cycle: MonitoringCycle, by: User, at: datetime) -> list[AdviceLetter]:
    check_can_send(by, cycle)
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    unread = Delivery.objects.of(cycle).in_force().filter(confirmed_at=None)
    ids = set(unread.values_list("expert_map_id", flat=True))
    letters = write_letters(cycle=cycle, map_ids=ids, is_reminder=True, by=by, at=at)
    if not letters:
        raise ImprovementError(
            "Писать некому: все ознакомились, или школам сегодня уже писали, или в них ещё никто не приглашён."
        )
    schools = len({letter.expert_map_id for letter in letters})
    note_sending(cycle, "advice.reminded", by, at, {"schools": schools, "letters": len(letters)})
    return letters
