"""Are several claims accepted as if one after another, in as many queries as one?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from journal.models import JournalEntry
from monitoring.domain.acceptance import accept_claims
from monitoring.domain.verification import Finding, give_verdict
from monitoring.errors import IllegalStep
from monitoring.models import ExpertMap, Verdict
from monitoring.states import VerdictKind
from monitoring.tests.stories import again, submitted

FIELDS = ("answer__code", "kind", "points", "working", "reason", "replaces", "given_by", "given_at", "superseded_at")


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is done inside is as if it never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def state_of(expert_map):
    verdicts = list(Verdict.objects.filter(answer__expert_map=expert_map).order_by("pk").values_list(*FIELDS))
    entries = JournalEntry.objects.filter(subject=expert_map.subject).order_by("seq")
    written = list(entries.values_list("action", "target", "old", "new", "reason", "by", "at"))
    columns = ("judged", "maximum", "claimed_points", "verified_points", "final_points", "check_begun_by")
    row = ExpertMap.objects.filter(pk=expert_map.pk).values_list(*columns).get()
    points = list(expert_map.answers.order_by("position").values_list("code", "verified_points"))
    return verdicts, written, row, points


@pytest.mark.parametrize("codes", [["1.1"], ["4.4", "1.1", "1.7"]])
def test_the_same_as_one_after_another(expert_map, head, reviewer, now, codes):
    submitted(expert_map, by=head)
    with rolled_back():
        for code in codes:
            give_verdict(
                expert_map=again(expert_map), code=code, finding=Finding(VerdictKind.ACCEPTED), seen_verdict=None,
                by=reviewer, at=now,
            )  # fmt: skip
        expected = state_of(expert_map)
    assert accept_claims(expert_map=again(expert_map), codes=codes, by=reviewer, at=now) == codes
    assert state_of(expert_map) == expected


def test_the_whole_map_takes_as_many_queries_as_one_claim(expert_map, head, reviewer, now, django_assert_num_queries):
    submitted(expert_map, by=head)
    seen = again(expert_map)
    codes = list(expert_map.answers.values_list("code", flat=True))
    for few in (codes[:1], codes):
        with rolled_back(), django_assert_num_queries(20):
            accept_claims(expert_map=seen, codes=few, by=reviewer, at=now)


def test_what_a_colleague_judged_keeps_that_verdict(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    finding = Finding(VerdictKind.CORRECTED, reason="Учтены дважды", points=0)
    given = give_verdict(
        expert_map=again(expert_map), code="1.6", finding=finding, seen_verdict=None, by=reviewer, at=now
    )
    assert accept_claims(expert_map=again(expert_map), codes=["1.6", "1.8"], by=reviewer, at=now) == ["1.8"]
    assert Verdict.objects.current().get(answer__expert_map=expert_map, answer__code="1.6") == given
    assert accept_claims(expert_map=again(expert_map), codes=["1.6", "1.8"], by=reviewer, at=now) == []


def test_a_map_that_is_not_being_checked_takes_none(expert_map, reviewer, now):
    with pytest.raises(IllegalStep):
        accept_claims(expert_map=again(expert_map), codes=["1.1"], by=reviewer, at=now)
    assert Verdict.objects.count() == 0
