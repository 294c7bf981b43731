"""Do links and files get behind the right answer, once, and leave a trace?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.domain.evidence import add_file, add_link, evidence_counts, restore, reuse, take_away
from monitoring.errors import InvalidAnswer, RefusedFile, StageClosed
from monitoring.models import Evidence, IndicatorAnswer
from monitoring.tests import papers
from monitoring.tests.stories import again, submitted


def link(expert_map, by, at, code="1.2", url="https://a.example.org/", **more):
    return add_link(expert_map=again(expert_map), code=code, url=url, by=by, at=at, **more)


def codes_of(evidence):
    return sorted(evidence.answers.values_list("code", flat=True))


def test_one_address_is_one_piece_wherever_it_is_used(expert_map, head, now):
    first = link(expert_map, head, now, title="Отчёт", dated=date(2026, 3, 12))
    second = link(expert_map, head, now, code="1.4", url=" HTTPS://A.Example.org/ ")
    assert (first, codes_of(first), first.title) == (second, ["1.2", "1.4"], "Отчёт")


def test_one_file_is_one_piece_wherever_it_is_used(expert_map, head, now):
    pieces = [
        add_file(expert_map=again(expert_map), code=code, upload=papers.upload(papers.pdf()), by=head, at=now)
        for code in ("1.2", "1.2", "1.4")
    ]
    assert len(set(pieces)) == 1
    assert codes_of(pieces[0]) == ["1.2", "1.4"]


def test_a_piece_of_another_map_is_neither_reused_nor_restored(expert_map, other_map, head, other_head, now):
    foreign = link(other_map, other_head, now)
    for verb in (reuse, restore):
        with pytest.raises(InvalidAnswer):
            verb(expert_map=again(expert_map), code="1.2", evidence=foreign, by=head, at=now)
    assert codes_of(foreign) == ["1.2"]
    take_away(expert_map=again(expert_map), code="1.2", evidence=foreign, by=head, at=now)
    foreign.refresh_from_db()
    assert (codes_of(foreign), foreign.removed_at) == (["1.2"], None)


def test_a_removed_piece_is_not_reused_and_its_address_makes_a_new_one(expert_map, head, now):
    gone = link(expert_map, head, now)
    take_away(expert_map=again(expert_map), code="1.2", evidence=gone, by=head, at=now)
    gone.refresh_from_db()
    assert (gone.removed_by, gone.removed_at) == (head, now)
    with pytest.raises(InvalidAnswer):
        reuse(expert_map=again(expert_map), code="1.4", evidence=gone, by=head, at=now)
    assert link(expert_map, head, now) != gone


def test_a_signed_map_and_a_passed_term_take_nothing(expert_map, head, now):
    with pytest.raises(StageClosed):
        link(expert_map, head, expert_map.fill_ends_at)
    submitted(expert_map, by=head)
    with pytest.raises(StageClosed):
        link(expert_map, head, now)
    assert Evidence.objects.count() == 0


def test_a_closed_map_keeps_no_bytes_of_a_late_file(expert_map, head, settings):
    upload = papers.upload(papers.pdf())
    with pytest.raises(StageClosed):
        add_file(expert_map=expert_map, code="1.2", upload=upload, by=head, at=expert_map.fill_ends_at)
    assert not settings.MEDIA_ROOT.exists()


def test_the_quota_counts_the_whole_map(expert_map, head, now, settings):
    settings.EVIDENCE_QUOTA_BYTES = 1000
    add_file(expert_map=expert_map, code="1.2", upload=papers.upload(papers.pdf("a")), by=head, at=now)
    with pytest.raises(RefusedFile, match="этот файл не поместится"):
        add_file(expert_map=expert_map, code="1.4", upload=papers.upload(papers.pdf("b")), by=head, at=now)


def test_every_step_is_in_the_journal(expert_map, head, now):
    piece = link(expert_map, head, now)
    reuse(expert_map=again(expert_map), code="1.4", evidence=piece, by=head, at=now)
    take_away(expert_map=again(expert_map), code="1.4", evidence=piece, by=head, at=now)
    entries = JournalEntry.objects.filter(subject=expert_map.subject).order_by("seq")
    assert [(entry.action, entry.target) for entry in entries] == [
        ("evidence.added", "1.2"),
        ("evidence.reused", "1.4"),
        ("evidence.removed", "1.4"),
    ]


def test_pieces_are_counted_by_answer(expert_map, head, now):
    link(expert_map, head, now)
    link(expert_map, head, now, url="https://b.example.org/")
    counts = evidence_counts(IndicatorAnswer.objects.of(expert_map).with_evidence())
    assert (counts["1.2"], counts["1.4"]) == (2, 0)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "ftp://a", " https://a"])
def test_the_database_itself_refuses_other_addresses(expert_map, head, now, url):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            municipality_id=expert_map.municipality_id,
            expert_map=expert_map,
            kind="link",
            title="x",
            url=url,
            added_by=head,
            added_at=now,
        )
