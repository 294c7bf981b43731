"""Is a confirmed sheet written whole, once, and in no other way?"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from schools.domain.import_draft import NOTHING, apply_draft, keep_draft
from schools.domain.register import record_school
from schools.errors import RegisterError
from schools.models import ImportDraft, ReferenceFigures, School
from schools.queries.import_preview import applied_counts
from schools.resources.draft import Counts
from schools.sheets.reading import read
from schools.tests.books import csv_of, figures_row, school_row


def draft_of(municipality, by, at, rows, subject="schools") -> ImportDraft:
    return keep_draft(
        municipality=municipality, subject=subject, file_name="школы.csv", sheet=read(csv_of(rows)), by=by, at=at
    )


def test_rows_are_written_through_the_verbs(municipality, school, coordinator, now):
    rows = [school_row(), school_row(Код_в_реестре="002", Краткое_наименование="МАОУ СОШ № 2", Телефон="+7 000")]
    draft = apply_draft(draft=draft_of(municipality, coordinator, now, rows), by=coordinator, at=now)
    assert list(School.objects.values_list("code", "name", "phone", "site")) == [
        ("002", "Средняя школа № 77", "+7 000", "https://school2.example.org/"),
        ("77", "Средняя школа № 77", "", ""),
    ]
    assert applied_counts(draft) == Counts(created=1, updated=1, unchanged=0)
    assert sorted(JournalEntry.objects.filter(at=now).values_list("action", flat=True)) == [
        "import.applied", "school.added", "school.changed",
    ]  # fmt: skip


def test_a_second_confirmation_answers_with_the_first_result(municipality, coordinator, now):
    draft = draft_of(municipality, coordinator, now, [school_row()])
    first = apply_draft(draft=draft, by=coordinator, at=now)
    entries = JournalEntry.objects.count()
    second = apply_draft(draft=draft, by=coordinator, at=now)
    assert (second.applied_at, applied_counts(second)) == (first.applied_at, Counts(1, 0, 0))
    assert (School.objects.count(), JournalEntry.objects.count()) == (1, entries)


def test_the_same_sheet_again_changes_nothing(municipality, coordinator, now):
    apply_draft(draft=draft_of(municipality, coordinator, now, [school_row()]), by=coordinator, at=now)
    again = apply_draft(draft=draft_of(municipality, coordinator, now, [school_row()]), by=coordinator, at=now)
    assert applied_counts(again) == Counts(created=0, updated=0, unchanged=1)


def test_one_bad_row_and_nothing_is_written(municipality, coordinator, now):
    draft = draft_of(municipality, coordinator, now, [school_row(), school_row(Код_в_реестре="78", НОО="кто знает")])
    with pytest.raises(RegisterError) as refusal:
        apply_draft(draft=draft, by=coordinator, at=now)
    assert str(refusal.value) == "Строка 3: данные больше не подходят к реестру. Ничего не загружено."
    assert (School.objects.count(), ImportDraft.objects.get().applied_at) == (0, None)


def test_what_was_added_meanwhile_is_corrected_not_doubled(municipality, coordinator, now):
    draft = draft_of(municipality, coordinator, now, [school_row()])
    record_school(
        municipality=municipality,
        values={"code": "77", "name": "Другая", "short_name": "Другая"},
        by=coordinator,
        at=now,
    )
    assert applied_counts(apply_draft(draft=draft, by=coordinator, at=now)) == Counts(0, 1, 0)
    assert School.objects.get().short_name == "СОШ № 77"


def test_figures_are_written(municipality, school, coordinator, now):
    rows = [figures_row(Код_школы="002", **{"обучающиеся_8–9_классов": "1 178", "тьюторы": ""})]
    draft = draft_of(municipality, coordinator, now, rows, "figures")
    assert applied_counts(apply_draft(draft=draft, by=coordinator, at=now)) == Counts(1, 0, 0)
    kept = ReferenceFigures.objects.get()
    assert (kept.school, kept.as_of, kept.pupils_8_9, kept.tutors) == (school, date(2025, 9, 20), 1178, None)


def test_a_column_that_is_absent_leaves_its_figures(municipality, school, figures, coordinator, now):
    draft = draft_of(municipality, coordinator, now, [figures_row(Код_школы="002", тьюторы="3")], "figures")
    apply_draft(draft=draft, by=coordinator, at=now)
    kept = ReferenceFigures.objects.get()
    assert (kept.tutors, kept.pupils_8_9) == (3, 180)


def test_a_sheet_without_rows_is_refused(municipality, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        draft_of(municipality, coordinator, now, [school_row(Код_в_реестре="ПРИМЕР")])
    assert (str(refusal.value), refusal.value.field) == (NOTHING, "file")


def test_a_draft_without_rows_does_nothing(municipality, coordinator, now):
    draft = ImportDraft.objects.create(
        municipality=municipality,
        subject="schools",
        file_name="a.csv",
        headers=[],
        rows=[],
        uploaded_by=coordinator,
        uploaded_at=now,
    )
    assert applied_counts(apply_draft(draft=draft, by=coordinator, at=now)) == Counts(0, 0, 0)


def test_a_new_sheet_replaces_the_one_that_waited(municipality, coordinator, now):
    draft_of(municipality, coordinator, now, [school_row()])
    applied = apply_draft(draft=draft_of(municipality, coordinator, now, [school_row()]), by=coordinator, at=now)
    waiting = draft_of(municipality, coordinator, now, [school_row()])
    assert set(ImportDraft.objects.all()) == {applied, waiting}


def test_only_the_coordinator_imports(municipality, coordinator, observer, foreign_coordinator, now):
    draft = draft_of(municipality, coordinator, now, [school_row()])
    for person in (observer, foreign_coordinator):
        with pytest.raises(PermissionDenied):
            draft_of(municipality, person, now, [school_row()])
        with pytest.raises(PermissionDenied):
            apply_draft(draft=draft, by=person, at=now)
    assert School.objects.count() == 0
