"""How does a look at a page become a row that stays, with the words that were read?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from monitoring.domain import risk
from monitoring.domain.link_watch import SENDING
from monitoring.domain.page_look import Seen, look_at
from monitoring.models import LinkCheck, LinkWatch, PageCopy
from monitoring.states import LinkState
from outbound import GuardedClient
from schools.addresses import is_of_site
from worker.domain.duties import hasten

TRIES = 3
PAUSES = (timedelta(minutes=1), timedelta(minutes=10))
# When so many sites in a row keep silent and none answers, it is this server that is cut off.
SILENT_SITES = 3
CUT_OFF = "Похоже, у сервера системы нет выхода в интернет: проверка не состоялась. Откройте страницу сами."


def check_link(*, watch_id: int, client: GuardedClient, now: Callable[[], datetime]) -> LinkCheck | None:
    """Looks at the page and writes down what was found. Safe to run twice: what is not wanted is not looked at.

    The page is read outside the transaction. None when nothing was wanted, or another try will follow.
    """
    watch = LinkWatch.objects.wanted().filter(pk=watch_id, evidence__removed_at=None).select_related("evidence").first()
    if watch is None:
        LinkWatch.objects.filter(pk=watch_id).update(wanted_at=None, queued_at=None)
        return None
    return write_down(watch=watch, seen=look_at(client, watch.evidence.url), at=now())


@transaction.atomic
def write_down(*, watch: LinkWatch, seen: Seen, at: datetime) -> LinkCheck | None:
    """Keeps the look, or sets another try for a site that may yet answer."""
    fresh = _locked(watch)
    if fresh.wanted_at is None:
        return None
    if seen.may_pass and fresh.tries + 1 < TRIES:
        _try_later(fresh, at)
        return None
    check = _keep(fresh, seen, at)
    fresh.last, fresh.wanted_at, fresh.queued_at, fresh.not_before = check, None, None, None
    fresh.tries, fresh.at_submission = 0, False
    if check.copy is not None:
        fresh.kept = check
    fresh.save(update_fields=["last", "kept", "wanted_at", "queued_at", "not_before", "tries", "at_submission"])
    risk.refresh([fresh.evidence.expert_map_id])
    return check


def _locked(watch: LinkWatch) -> LinkWatch:
    rows = LinkWatch.objects.select_for_update(of=("self",)).select_related("evidence__expert_map__school")
    return rows.get(pk=watch.pk)


def _try_later(watch: LinkWatch, at: datetime) -> None:
    watch.not_before, watch.queued_at = at + PAUSES[watch.tries], None
    watch.tries += 1
    watch.save(update_fields=["not_before", "queued_at", "tries"])
    later = watch.not_before
    transaction.on_commit(lambda: hasten(SENDING, at=later))


def _keep(watch: LinkWatch, seen: Seen, at: datetime) -> LinkCheck:
    evidence = watch.evidence
    state, error = seen.state, seen.error
    if state == LinkState.DEAD and seen.http_status is None and is_cut_off(at):
        state, error = LinkState.UNCHECKED, CUT_OFF
    return LinkCheck.objects.create(
        municipality_id=watch.municipality_id,
        evidence=evidence,
        at=at,
        url=evidence.url,
        state=state,
        http_status=seen.http_status,
        title=seen.title,
        final_url=seen.final_url,
        sha256=seen.sha256,
        copy=_copy_of(watch, seen, at),
        error=error,
        at_submission=watch.at_submission,
        is_changed=_is_changed(watch, seen),
        is_off_site=_is_off_site(evidence.url, seen.final_url, evidence.expert_map.school.site),
    )


def _copy_of(watch: LinkWatch, seen: Seen, at: datetime) -> PageCopy | None:
    if not seen.text:
        return None
    kept = {"text": seen.text, "size": len(seen.text.encode()), "kept_at": at}
    copy, _ = PageCopy.objects.get_or_create(municipality_id=watch.municipality_id, sha256=seen.sha256, defaults=kept)
    return copy


def _is_changed(watch: LinkWatch, seen: Seen) -> bool:
    if watch.at_submission or not seen.sha256:
        return False
    before = LinkCheck.objects.filter(evidence_id=watch.evidence_id, at_submission=True).exclude(sha256="").first()
    return before is not None and before.sha256 != seen.sha256


def _is_off_site(url: str, final_url: str, site: str) -> bool:
    return bool(final_url) and is_of_site(url, site) and not is_of_site(final_url, site)


def is_cut_off(at: datetime) -> bool:
    """Several sites are being tried again and none at all has answered for an hour."""
    if LinkCheck.objects.filter(at__gt=at - timedelta(hours=1), http_status__isnull=False).exists():
        return False
    silent = LinkWatch.objects.wanted().filter(tries__gt=0).values("host").distinct().count()
    return silent >= SILENT_SITES
