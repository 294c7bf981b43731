"""Is a file of a signature kept beside the submission, replaceable until the check begins, every hash journalled?"""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.checking import begin_check
from monitoring.domain.detached_signature import attach_signature, remove_signature
from monitoring.domain.evidence import add_link
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import MonitoringError, RefusedFile, StageClosed
from monitoring.models import DetachedSignature
from monitoring.states import VerdictKind
from monitoring.tests.signatures import der, signature_file
from monitoring.tests.stories import accept_all, again, approved, evaluated, submitted

FIRST, SECOND = der(b"\xa0\x00"), der(b"\xa0\x03\x02\x01\x02")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def attach(expert_map, head, at, content=FIRST, name="Карта 2025.sig"):
    return attach_signature(expert_map=again(expert_map), upload=signature_file(content, name), by=head, at=at)


def kept(expert_map) -> list[str]:
    return [sha256(bytes(one.content)) for one in DetachedSignature.objects.filter(submission__expert_map=expert_map)]


def entries(expert_map) -> list[tuple]:
    rows = JournalEntry.objects.filter(subject=expert_map.subject, action__startswith="signature.").order_by("seq")
    return [(row.action, (row.old or {}).get("sha256"), (row.new or {}).get("sha256")) for row in rows]


def test_it_is_kept_as_it_came(expert_map, head, now):
    receipt = submitted(expert_map, by=head)
    file = attach(expert_map, head, now)
    assert (file.submission, file.original_name, file.size, file.sha256) == (
        receipt, "Карта 2025.sig", len(FIRST), sha256(FIRST),
    )  # fmt: skip
    assert kept(expert_map) == [sha256(FIRST)]
    assert entries(expert_map) == [("signature.attached", None, sha256(FIRST))]


def test_the_same_bytes_again_change_nothing(expert_map, head, now):
    submitted(expert_map, by=head)
    first = attach(expert_map, head, now)
    assert attach(expert_map, head, now + timedelta(hours=1), name="другое имя.sig") == first
    assert len(entries(expert_map)) == 1


def test_another_replaces_it_and_the_hash_stays_in_the_journal(expert_map, head, now):
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    attach(expert_map, head, now, content=SECOND)
    assert kept(expert_map) == [sha256(SECOND)]
    assert entries(expert_map)[-1] == ("signature.attached", sha256(FIRST), sha256(SECOND))


def test_removal(expert_map, head, now):
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    for _ in range(2):  # the second finds nothing and says nothing
        remove_signature(expert_map=again(expert_map), by=head, at=now)
    assert kept(expert_map) == []
    assert entries(expert_map)[1:] == [("signature.removed", sha256(FIRST), None)]


def test_once_the_check_has_begun_it_stays(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    later = now + timedelta(minutes=1)
    finding = Finding(VerdictKind.ACCEPTED)
    give_verdict(expert_map=again(expert_map), code="1.2", finding=finding, seen_verdict=None, by=reviewer, at=later)
    with pytest.raises(StageClosed):
        attach(expert_map, head, later, content=SECOND)
    with pytest.raises(StageClosed):
        remove_signature(expert_map=again(expert_map), by=head, at=later)
    assert (kept(expert_map), len(entries(expert_map))) == ([sha256(FIRST)], 1)


def test_a_map_opened_for_checking_keeps_its_file_before_any_verdict(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    begin_check(expert_map=again(expert_map), by=reviewer, at=now)
    with pytest.raises(StageClosed, match="Проверка карты началась"):
        attach(expert_map, head, now, content=SECOND)
    assert kept(expert_map) == [sha256(FIRST)]


def test_a_first_file_is_welcome_during_the_check(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    accept_all(expert_map, by=reviewer, at=now + timedelta(minutes=1))
    attach(expert_map, head, now + timedelta(minutes=2))
    assert kept(expert_map) == [sha256(FIRST)]


def test_each_round_has_its_own(expert_map, head, reviewer, now):
    """Verdicts of the round before do not count as a check of the new one."""
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    finding, later = Finding(VerdictKind.RETURNED, reason="Нужен отчёт"), now + timedelta(minutes=1)
    give_verdict(expert_map=again(expert_map), code="1.8", finding=finding, seen_verdict=None, by=reviewer, at=later)
    return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=later)
    with pytest.raises(StageClosed):
        remove_signature(expert_map=again(expert_map), by=head, at=later)
    again_at = now + timedelta(minutes=2)
    add_link(expert_map=again(expert_map), code="1.8", url="https://a.example.org/", by=head, at=again_at)
    submit(expert_map=again(expert_map), by=head, at=again_at)
    attach(expert_map, head, again_at, content=SECOND)
    attach(expert_map, head, again_at, content=der(b"third"))
    rounds = DetachedSignature.objects.filter(submission__expert_map=expert_map).order_by("submission__round")
    assert [(one.submission.round, one.sha256) for one in rounds] == [(1, sha256(FIRST)), (2, sha256(der(b"third")))]


def test_an_unsigned_and_an_approved_map_take_none(
    expert_map, other_map, head, reviewer, methodologist, coordinator, now
):
    with pytest.raises(MonitoringError):
        attach(expert_map, head, now)
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(expert_map.cycle, by=coordinator)
    with pytest.raises(StageClosed):
        attach(expert_map, head, now)
    assert kept(expert_map) == []


@pytest.mark.parametrize("who", ["editor", "reviewer", "coordinator", "other_head", "foreign_head"])
def test_nobody_but_the_head(request, expert_map, head, now, who):
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        attach(expert_map, person, now, content=SECOND)
    with pytest.raises(PermissionDenied):
        remove_signature(expert_map=again(expert_map), by=person, at=now)
    assert kept(expert_map) == [sha256(FIRST)]


def test_what_is_no_signature_changes_nothing(expert_map, head, now):
    submitted(expert_map, by=head)
    attach(expert_map, head, now)
    with pytest.raises(RefusedFile):
        attach(expert_map, head, now, content=b"%PDF-1.7")
    assert kept(expert_map) == [sha256(FIRST)]
