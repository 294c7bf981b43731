"""Does a newer file take the place of an older one, with nothing overwritten and nothing signed changed?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.domain.evidence import add_file, add_link, restore, reuse, take_away
from monitoring.domain.evidence_files import path_of
from monitoring.domain.evidence_revision import replace_file
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import InvalidAnswer, StageClosed
from monitoring.models import Evidence
from monitoring.states import VerdictKind
from monitoring.tests import papers
from monitoring.tests.stories import again, submitted


@pytest.fixture
def first(expert_map, head, now):
    return add_file(expert_map=expert_map, code="1.2", upload=papers.upload(papers.pdf("1")), by=head, at=now)


def replace(expert_map, evidence, by, at, mark="2", code="1.2", **said):
    upload = papers.upload(papers.pdf(mark), "Приказ новый.pdf")
    named = {"expert_map": again(expert_map), "code": code, "by": by, "at": at}
    return replace_file(evidence=evidence, upload=upload, **named, **said)


def behind(expert_map, code="1.2"):
    return list(again(expert_map).answers.get(code=code).evidence.all())


def returned(expert_map, codes, reviewer, at):
    for code in codes:
        finding = Finding(VerdictKind.RETURNED, reason="Дайте приказ.")
        give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=reviewer, at=at)
    return_to_school(expert_map=again(expert_map), last_day=(at + timedelta(days=5)).date(), by=reviewer, at=at)


def test_the_older_row_hash_and_bytes_stay(expert_map, first, head, now):
    kept = path_of(first.stored_name).read_bytes()
    before = Evidence.objects.filter(pk=first.pk).values("sha256", "stored_name", "original_name", "added_at").get()
    newer = replace(expert_map, first, head, now)
    first.refresh_from_db()
    assert (newer.revision, newer.replaces, newer.sha256 != first.sha256) == (2, first, True)
    assert behind(expert_map) == [newer]
    assert Evidence.objects.filter(pk=first.pk).values(*before).get() == before
    assert (path_of(first.stored_name).read_bytes(), first.replaced_at, first.removed_at) == (kept, now, None)
    assert list(Evidence.objects.in_use()) == [newer]


def test_a_title_given_by_the_school_stays_and_the_name_of_the_file_does_not(expert_map, first, head, now):
    newer = replace(expert_map, first, head, now)
    assert newer.title == "Приказ новый.pdf"
    named = replace(expert_map, newer, head, now, mark="3", title="Приказ о неделе")
    assert replace(expert_map, named, head, now, mark="4").title == "Приказ о неделе"


def test_every_indicator_that_held_it_follows(expert_map, first, head, now):
    reuse(expert_map=again(expert_map), code="1.4", evidence=first, by=head, at=now)
    newer = replace(expert_map, first, head, now, code="1.4")
    assert (behind(expert_map), behind(expert_map, "1.4")) == ([newer], [newer])
    entry = JournalEntry.objects.get(action="evidence.replaced")
    assert (entry.target, entry.old["sha256"], entry.new["sha256"], entry.new["codes"]) == (
        "1.4",
        first.sha256,
        newer.sha256,
        ["1.2", "1.4"],
    )


def test_a_second_press_makes_no_third_revision(expert_map, first, head, now):
    newer = replace(expert_map, first, head, now)
    assert replace(expert_map, first, head, now) == newer
    assert Evidence.objects.count() == 2


def test_the_same_file_a_link_and_a_foreign_piece_are_not_replaced(expert_map, other_map, first, head, other_head, now):
    link = add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", by=head, at=now)
    foreign = add_file(expert_map=other_map, code="1.2", upload=papers.upload(papers.pdf("f")), by=other_head, at=now)
    for piece, mark in ((first, "1"), (link, "2"), (foreign, "2")):
        with pytest.raises(InvalidAnswer) as refusal:
            replace(expert_map, piece, head, now, mark=mark)
        assert refusal.value.field == "file"
    assert Evidence.objects.filter(revision=2).count() == 0


def test_a_signed_map_is_not_changed(expert_map, first, head, now, settings):
    submitted(again(expert_map), by=head)
    with pytest.raises(StageClosed):
        replace(expert_map, first, head, now)
    assert behind(expert_map) == [first]
    assert len(list(settings.MEDIA_ROOT.rglob("*.pdf"))) == 1


def test_a_frozen_indicator_keeps_the_revision_it_was_signed_with(expert_map, first, head, reviewer, now):
    reuse(expert_map=again(expert_map), code="1.4", evidence=first, by=head, at=now)
    submitted(again(expert_map), by=head)
    returned(expert_map, ["1.2"], reviewer, now)
    newer = replace(expert_map, first, head, now)
    first.refresh_from_db()
    assert (behind(expert_map), behind(expert_map, "1.4"), first.replaced_at) == ([newer], [first], None)
    assert set(Evidence.objects.in_use()) == {first, newer}
    answer = again(expert_map).answers.get(code="1.2")
    assert answer.changed_since_return is True


def test_an_older_revision_is_neither_reused_nor_restored(expert_map, first, head, now):
    replace(expert_map, first, head, now)
    first.refresh_from_db()
    for verb in (reuse, restore):
        with pytest.raises(InvalidAnswer):
            verb(expert_map=again(expert_map), code="1.4", evidence=first, by=head, at=now)


def test_what_the_school_took_away_takes_its_older_revisions_with_it(expert_map, first, head, now):
    newer = replace(expert_map, first, head, now)
    first.refresh_from_db()
    assert (first.is_withdrawn, newer.is_withdrawn) == (False, False)
    take_away(expert_map=again(expert_map), code="1.2", evidence=newer, by=head, at=now)
    first.refresh_from_db()
    assert (first.is_withdrawn, newer.is_withdrawn) == (True, True)


def test_the_database_holds_revisions_together(expert_map, first, head, now):
    for wrong in ({"revision": 2}, {"revision": 1, "replaces": first}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.filter(pk=first.pk).update(**wrong)
