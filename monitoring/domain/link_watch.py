"""Which links are to be looked at, who asked, and who has looked with own eyes?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from monitoring.domain import risk
from monitoring.domain.history import note
from monitoring.errors import MonitoringError
from monitoring.models import Evidence, ExpertMap, LinkWatch
from monitoring.permissions import check_can_ask_for_look, check_can_verify
from monitoring.policies import check_in_hands, check_is_checked
from schools.addresses import host_of
from schools.models import Municipality
from worker.domain.duties import hasten

SENDING = "monitoring.tasks.send_waiting_links"
STILL_FRESH = timedelta(hours=12)
AGAIN_AFTER = timedelta(minutes=2)

OFF = "Проверка ссылок на этом сервере выключена. Откройте страницу сами."
NO_SUCH_LINK = "Такой ссылки в карте нет."
TOO_SOON = "Ссылку проверяли только что. Повторить проверку можно через две минуты."


def are_looked_at(expert_map: ExpertMap) -> bool:
    """Pages of made-up schools are nobody's to ask, whatever the setting."""
    return are_looked_at_in(expert_map.municipality)


def are_looked_at_in(municipality: Municipality) -> bool:
    return bool(settings.LINK_CHECKS) and not municipality.is_demonstration


def want_look(expert_map: ExpertMap, evidence: Evidence, *, at: datetime) -> None:
    """A link was put behind a claim: it is looked at after the commit, unless that was done a short while ago."""
    if not evidence.is_file and are_looked_at(expert_map):
        want_looks([evidence], at=at, unless_since=at - STILL_FRESH)


def want_looks_of(expert_map: ExpertMap, *, at: datetime) -> None:
    """The map is signed: every link is looked at, and what is read now is what later looks are compared with."""
    if not are_looked_at(expert_map):
        return
    links = list(Evidence.objects.in_use().filter(expert_map=expert_map, kind=Evidence.Kind.LINK))
    want_looks(links, at=at)
    LinkWatch.objects.filter(evidence__in=links).update(at_submission=True)


def want_looks(links: Iterable[Evidence], *, at: datetime, unless_since: datetime | None = None) -> int:
    """How many looks are newly wanted. A link already waiting keeps its place in the line."""
    rows = [
        LinkWatch(municipality_id=link.municipality_id, evidence=link, host=host_of(link.url)[:255]) for link in links
    ]
    LinkWatch.objects.bulk_create(rows, ignore_conflicts=True)
    risk.refresh({row.evidence.expert_map_id for row in rows})
    wanted = LinkWatch.objects.filter(evidence__in=[row.evidence_id for row in rows], wanted_at=None)
    if unless_since is not None:
        wanted = wanted.filter(Q(last=None) | Q(last__at__lt=unless_since))
    count = wanted.update(wanted_at=at, tries=0, not_before=None, queued_at=None)
    if count:
        transaction.on_commit(partial(hasten, SENDING, at=at))
    return count


@transaction.atomic
def ask_again(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> LinkWatch:
    """«Проверить ещё раз». Asked while waiting, it is one look; asked too soon after one, MonitoringError."""
    check_can_ask_for_look(by, expert_map)
    if not are_looked_at(expert_map):
        raise MonitoringError(OFF)
    locked = _locked(expert_map)
    watch = _watch_of(locked, evidence)
    if watch.wanted_at is not None:
        return watch
    if watch.last is not None and at - watch.last.at < AGAIN_AFTER:
        raise MonitoringError(TOO_SOON)
    want_looks([evidence], at=at)
    note(locked, "link.asked", by, at, target=code, new=_summary(evidence))
    watch.refresh_from_db()
    return watch


@transaction.atomic
def mark_seen(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> LinkWatch:
    """«Открыл, видел»: the reviewer's own look counts, with its date, where the program's is missing or failed."""
    return _look(expert_map, code, evidence, seen_by=by, seen_at=at, action="link.seen", by=by, at=at)


@transaction.atomic
def unmark_seen(*, expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> LinkWatch:
    """Undoes mark_seen."""
    return _look(expert_map, code, evidence, seen_by=None, seen_at=None, action="link.unseen", by=by, at=at)


def _look(
    expert_map: ExpertMap,
    code: str,
    evidence: Evidence,
    *,
    seen_by: User | None,
    seen_at: datetime | None,
    action: str,
    by: User,
    at: datetime,
) -> LinkWatch:
    """Saying the same again changes nothing."""
    check_can_verify(by, expert_map)
    locked = _locked(expert_map)
    check_in_hands(locked, by)
    check_is_checked(locked)
    watch = _watch_of(locked, evidence)
    if watch.is_seen if seen_at else watch.seen_at is None:
        return watch
    watch.seen_by, watch.seen_at = seen_by, seen_at
    watch.save(update_fields=["seen_by", "seen_at"])
    risk.refresh([locked.pk])
    note(locked, action, by, at, target=code, new=_summary(evidence))
    return watch


def _locked(expert_map: ExpertMap) -> ExpertMap:
    """The row whose chain of the journal is written next."""
    return ExpertMap.objects.select_for_update().get(pk=expert_map.pk)


def _watch_of(expert_map: ExpertMap, evidence: Evidence) -> LinkWatch:
    if evidence.expert_map_id != expert_map.pk or evidence.removed_at is not None or evidence.is_file:
        raise MonitoringError(NO_SUCH_LINK)
    row, _ = LinkWatch.objects.select_related("last").get_or_create(
        evidence=evidence, defaults={"municipality_id": evidence.municipality_id, "host": host_of(evidence.url)[:255]}
    )
    return row


def _summary(evidence: Evidence) -> dict[str, object]:
    return {"id": evidence.pk, "title": evidence.title, "url": evidence.url}
