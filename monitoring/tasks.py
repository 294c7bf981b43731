"""What does the year do in the background?"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from monitoring.domain import link_check, link_sending
from outbound import GuardedClient


@task(priority=-10)
def send_waiting_links() -> None:
    """Marked and sent in one transaction: neither without the other."""
    if not settings.LINK_CHECKS:
        return
    with transaction.atomic():
        for watch_id in link_sending.take_turns(at=timezone.now()):
            check_link.enqueue(watch_id)


@task(priority=-20)
def check_link(watch_id: int) -> None:
    if settings.LINK_CHECKS:
        client = GuardedClient(user_agent=settings.LINK_CHECKS_AGENT)
        link_check.check_link(watch_id=watch_id, client=client, now=timezone.now)


@task(priority=-30)
def want_last_looks() -> None:
    if settings.LINK_CHECKS:
        link_sending.want_last_looks(at=timezone.now())
