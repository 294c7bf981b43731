"""Does a form wait for its «да» as figures, whole or not at all?"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from schools.domain.form_draft import NO_MAPPING, NOTHING, FormUnfit, keep_form_draft
from schools.domain.import_draft import apply_draft
from schools.domain.reference_mapping import add_mapping
from schools.errors import RegisterError
from schools.models import ImportDraft, ReferenceFigures
from schools.queries.import_preview import preview
from schools.sheets.reading import read

DAY = date(2025, 9, 20)
HEAD = "Код школы;Филиал;Раздел;Строка;3;11;12"


@pytest.fixture
def mapped(municipality, coordinator, now):
    for figure, table, rows, columns in (("pupils_8_9", "2.1.1", "17", "11, 12"), ("staff", "3.1", "02, 06", "3")):
        add_mapping(
            municipality=municipality, form_year=2025, figure=figure, table=table, rows=rows, columns=columns,
            by=coordinator, at=now,
        )  # fmt: skip


def draft_of(municipality, by, at, *rows, day=DAY) -> ImportDraft:
    sheet = read("\n".join([HEAD, *rows]).encode(), is_long=True)
    return keep_form_draft(municipality=municipality, as_of=day, file_name="оо1.csv", sheet=sheet, by=by, at=at)


def test_the_sums_are_seen_and_then_kept(municipality, school, other_school, coordinator, now, mapped):
    rows = ["002;;2.1.1;17;300;88;92", "002;Сельский;2.1.1;17;20;5;6", "010;;3.1;02;4;;", "010;;3.1;06;30;;"]
    draft = draft_of(municipality, coordinator, now, *rows)
    assert ReferenceFigures.objects.count() == 0
    told = [(one["school"], one["row"], [(f["title"], f["value"]) for f in one["figures"]]) for one in draft.workings]
    assert told == [
        ("МАОУ СОШ № 2", 2, [("обучающиеся 8–9 классов", 191)]),
        ("МБОУ ООШ № 10", 4, [("педагогические и руководящие работники", 34)]),
    ]  # fmt: skip
    assert preview(draft, today=now.date()).counts.created == 2
    apply_draft(draft=draft, by=coordinator, at=now)
    apply_draft(draft=draft, by=coordinator, at=now)
    kept = ReferenceFigures.objects.order_by("school__sort_key").values_list(
        "school__code", "as_of", "pupils_8_9", "staff"
    )
    assert list(kept) == [("002", DAY, 191, None), ("010", DAY, None, 34)]


def test_figures_the_form_is_silent_of_stay(municipality, school, figures, other_school, coordinator, now, mapped):
    rows = ["002;;2.1.1;17;300;100;92", "010;;3.1;02;4;;"]
    apply_draft(draft=draft_of(municipality, coordinator, now, *rows), by=coordinator, at=now)
    kept = ReferenceFigures.objects.get(school=school)
    assert (kept.pupils_8_9, kept.staff, kept.tutors) == (192, 50, 1)


def test_one_bad_cell_and_nothing_waits(municipality, school, coordinator, now, mapped):
    with pytest.raises(FormUnfit) as refusal:
        draft_of(municipality, coordinator, now, "002;;2.1.1;17;300;88;много", "099;;2.1.1;17;1;1;1")
    assert [(fault.row, fault.column) for fault in refusal.value.problems] == [(2, "12"), (3, "Код школы")]
    assert ImportDraft.objects.count() == 0


def test_slips_of_columns_show_in_the_preview(municipality, school, coordinator, now, mapped):
    add_mapping(
        municipality=municipality, form_year=2025, figure="pupils_6_11", table="2.1.1", rows="17", columns="3",
        by=coordinator, at=now,
    )  # fmt: skip
    draft = draft_of(municipality, coordinator, now, "002;;2.1.1;17;100;88;92")
    assert [problem.message for problem in preview(draft, today=now.date()).problems] == [
        "В 6–11 классах не может быть меньше обучающихся, чем в 8–11 (180)."
    ]


def test_without_mapping_and_without_its_cells(municipality, school, coordinator, now, mapped):
    for day, rows, sentence in (
        (date(2024, 9, 20), ["002;;2.1.1;17;300;88;92"], NO_MAPPING),
        (DAY, ["002;;7.7;17;300;88;92"], NOTHING),
    ):
        with pytest.raises(RegisterError) as refusal:
            draft_of(municipality, coordinator, now, *rows, day=day)
        assert (str(refusal.value), refusal.value.field) == (sentence, "file")


def test_a_school_of_another_municipality_is_unknown(municipality, foreign_school, coordinator, now, mapped):
    with pytest.raises(FormUnfit):
        draft_of(municipality, coordinator, now, f"{foreign_school.code}x;;2.1.1;17;1;1;1")


def test_only_the_coordinator(municipality, reviewer, now, mapped):
    with pytest.raises(PermissionDenied):
        draft_of(municipality, reviewer, now, "002;;2.1.1;17;300;88;92")
