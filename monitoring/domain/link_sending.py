"""Whose turn is it to be looked at? Politely: one question a site at a time, a pause, so many a minute in all."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from monitoring.domain.link_watch import SENDING, want_looks
from monitoring.models import Evidence, LinkCheck, LinkWatch, Stage
from monitoring.states import CLAIM_VISIBLE, CycleState, StageKind
from worker.domain.duties import hasten

A_MINUTE = 60
PAUSE = timedelta(seconds=5)
# A task that was lost or given up leaves its link to be sent again.
LOST_AFTER = timedelta(minutes=15)
BEFORE_THE_END = timedelta(days=3)


@transaction.atomic
def take_turns(*, at: datetime) -> list[int]:
    """Ids of the watches to look at now, marked as sent; while others wait, the next turn follows after a pause."""
    wanted = LinkWatch.objects.wanted()
    wanted.filter(queued_at__lt=at - LOST_AFTER).update(queued_at=None)
    waiting = wanted.filter(queued_at=None, evidence__removed_at=None)
    due = waiting.filter(Q(not_before=None) | Q(not_before__lte=at)).order_by("wanted_at", "pk")
    taken = _first_of_each_site(list(due.values_list("pk", "host")), _busy_sites(at), _room(at))
    LinkWatch.objects.filter(pk__in=taken).update(queued_at=at)
    if due.exists():
        transaction.on_commit(lambda: hasten(SENDING, at=at + PAUSE))
    return taken


def _first_of_each_site(due: list[tuple[int, str]], busy: set[str], room: int) -> list[int]:
    taken: dict[str, int] = {}
    for watch_id, host in due:
        if len(taken) >= room:
            break
        if host not in busy:
            taken.setdefault(host, watch_id)
    return list(taken.values())


def _busy_sites(at: datetime) -> set[str]:
    """Sites being asked, and those asked a moment ago."""
    asked = Q(wanted_at__isnull=False, queued_at__isnull=False) | Q(last__at__gt=at - PAUSE)
    return set(LinkWatch.objects.filter(asked).values_list("host", flat=True))


def _room(at: datetime) -> int:
    """How many more may be asked this minute."""
    done = LinkCheck.objects.filter(at__gt=at - timedelta(minutes=1)).count()
    return max(0, A_MINUTE - done - LinkWatch.objects.wanted().exclude(queued_at=None).count())


def want_last_looks(*, at: datetime) -> int:
    """Before stage 2 ends every link of a signed map is looked at once more; how many looks are newly wanted."""
    ending = Stage.objects.filter(
        kind=StageKind.CONTROL,
        cycle__state=CycleState.RUNNING,
        municipality__is_demonstration=False,
        ends_at__gt=at,
        ends_at__lte=at + BEFORE_THE_END,
    )
    return sum(_want_of(stage, at) for stage in ending)


def _want_of(stage: Stage, at: datetime) -> int:
    links = links_of_signed_maps(stage.cycle_id)
    return want_looks(links, at=at, unless_since=stage.ends_at - BEFORE_THE_END)


def links_of_signed_maps(cycle_id: int) -> list[Evidence]:
    return list(links_of(cycle_id).filter(expert_map__state__in=CLAIM_VISIBLE))


def links_of(cycle_id: int) -> QuerySet[Evidence]:
    """Links in use, map by map, each with its map and school."""
    links = Evidence.objects.in_use().filter(kind=Evidence.Kind.LINK, expert_map__cycle_id=cycle_id)
    return links.select_related("expert_map__school").order_by("expert_map_id", "pk")
