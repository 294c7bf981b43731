"""Are links and files that came too late kept beside the map, and never as evidence?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.domain.evidence_files import path_of
from monitoring.domain.late_entry import keep_late_entry
from monitoring.domain.late_evidence import keep_late_file, keep_late_link
from monitoring.errors import InvalidAnswer, MonitoringError, RefusedFile
from monitoring.models import Evidence, LateEntry
from monitoring.tests import papers
from monitoring.tests.stories import again, submitted


def link(expert_map, by, at, url="https://a.example.org/?utm_source=vk", **more):
    return keep_late_link(expert_map=again(expert_map), code="1.2", url=url, by=by, at=at, **more)


def file(expert_map, by, at, content=None, **more):
    upload = papers.upload(papers.pdf() if content is None else content)
    return keep_late_file(expert_map=again(expert_map), code="1.2", upload=upload, by=by, at=at, **more)


def test_a_late_link_is_kept_with_its_words(expert_map, head):
    entry = link(expert_map, head, expert_map.fill_ends_at, title="Отчёт")
    assert (entry.kind, entry.typed["url"], entry.after_term) == ("link", "https://a.example.org/", True)
    assert entry.words == "ссылка «Отчёт», https://a.example.org/"
    assert entry.reason.startswith("Срок заполнения истёк")
    assert Evidence.objects.count() == 0


def test_a_late_file_is_cleaned_and_kept_by_its_hash(expert_map, head):
    entry = file(expert_map, head, expert_map.fill_ends_at)
    stored = path_of(entry.stored_name).read_bytes()
    assert (entry.kind, entry.original_name, entry.size) == ("file", "Приказ № 47.pdf", len(stored))
    assert (entry.words, b"/Info" in stored) == ("файл «Приказ № 47.pdf», 1\u00a0КБ", False)
    assert entry.mark in entry.stored_name
    assert Evidence.objects.count() == 0


def test_each_thing_once_and_beside_the_text(expert_map, head, editor):
    late = expert_map.fill_ends_at
    for _ in range(2):
        link(expert_map, head, late)
        file(expert_map, head, late)
        typed = {"numerator": "110"}
        keep_late_entry(expert_map=again(expert_map), code="1.2", typed=typed, words="110", by=head, at=late)
    link(expert_map, head, late, url="https://b.example.org/")
    link(expert_map, editor, late)
    assert sorted(LateEntry.objects.values_list("kind", flat=True)) == ["file", "link", "link", "link", "text"]
    assert JournalEntry.objects.filter(action="evidence.sent_late").count() == 4


def test_after_signing_it_is_not_called_late(expert_map, head, now):
    submitted(expert_map, by=head)
    assert link(expert_map, head, now).after_term is False


@pytest.mark.parametrize("keep", [link, file])
def test_an_open_indicator_keeps_nothing_aside(expert_map, head, now, settings, keep):
    with pytest.raises(MonitoringError, match="снова открыт"):
        keep(expert_map, head, now)
    assert (LateEntry.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


@pytest.mark.parametrize("keep", [link, file])
def test_only_the_school_s_own_people(expert_map, other_head, reviewer, keep):
    for stranger in (other_head, reviewer):
        with pytest.raises(PermissionDenied):
            keep(expert_map, stranger, expert_map.fill_ends_at)


def test_lateness_makes_nothing_acceptable(expert_map, head, settings):
    late = expert_map.fill_ends_at
    with pytest.raises(RefusedFile):
        file(expert_map, head, late, content=b"<svg/>")
    with pytest.raises(InvalidAnswer):
        link(expert_map, head, late, url="javascript:alert(1)")
    settings.EVIDENCE_QUOTA_BYTES = 5
    with pytest.raises(RefusedFile, match="не поместится"):
        file(expert_map, head, late)
    assert (LateEntry.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


def test_the_database_holds_kinds_apart(expert_map, head):
    entry = link(expert_map, head, expert_map.fill_ends_at)
    for wrong in ({"kind": "text"}, {"kind": "file"}, {"mark": ""}, {"stored_name": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LateEntry.objects.filter(pk=entry.pk).update(**wrong)
