"""Which documents that wait are given to the workers now?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from reports.models import MadeDocument

# The duty that turns waiting rows into tasks (settings.DUTIES).
SENDING = "reports.tasks.send_waiting_documents"
# A task that vanished, by whatever means, is made again after this long.
LOST_AFTER = timedelta(hours=1)


@transaction.atomic
def take_turns(*, at: datetime) -> list[MadeDocument]:
    """Rows marked as sent, in the order they were asked for; the caller makes tasks of them in the same transaction."""
    lost = Q(queued_at__lt=at - LOST_AFTER)
    rows = MadeDocument.objects.waiting().filter(Q(queued_at=None) | lost).select_for_update()
    taken = list(rows.order_by("pk"))
    MadeDocument.objects.filter(pk__in=[row.pk for row in taken]).update(queued_at=at)
    return taken
