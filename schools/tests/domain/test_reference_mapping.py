"""Is the mapping kept by the coordinator alone, each cell once a figure, every change in the journal?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from schools.domain.reference_mapping import add_mapping, change_mapping, fill_mapping, remove_mapping
from schools.errors import RegisterError
from schools.models import REFERENCE_FIELDS, ReferenceMapping

YEAR = 2025
CELLS = {"figure": "pupils_8_9", "table": "2.1.1", "rows": "17", "columns": "11–12"}


def told(municipality, year=YEAR):
    rows = ReferenceMapping.objects.of(municipality, year)
    return [(row.figure, row.table, row.rows, row.columns) for row in rows]


def actions(at):
    return list(JournalEntry.objects.filter(at=at).order_by("pk").values_list("action", flat=True))


@pytest.fixture
def mapping(municipality, coordinator, now) -> ReferenceMapping:
    return add_mapping(municipality=municipality, form_year=YEAR, **CELLS, by=coordinator, at=now)


def test_added_changed_removed(municipality, mapping, coordinator, now):
    assert told(municipality) == [("pupils_8_9", "2.1.1", ["17"], ["11", "12"])]
    change_mapping(mapping=mapping, **CELLS | {"rows": "16, 17"}, by=coordinator, at=now)
    change_mapping(mapping=mapping, **CELLS | {"rows": "16,17"}, by=coordinator, at=now)
    assert told(municipality) == [("pupils_8_9", "2.1.1", ["16", "17"], ["11", "12"])]
    remove_mapping(mapping=mapping, by=coordinator, at=now)
    assert told(municipality) == []
    entries = JournalEntry.objects.filter(at=now, action__startswith="mapping.").order_by("pk")
    written = [(entry.action, entry.target, entry.old or {}, entry.new or {}) for entry in entries]
    assert [(action, target, old.get("rows"), new.get("rows")) for action, target, old, new in written] == [
        ("mapping.added", "2025", None, "17"),
        ("mapping.changed", "2025", "17", "16, 17"),
        ("mapping.removed", "2025", "16, 17", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "field", "sentence"),
    [
        ({"figure": "cats"}, "figure", "Выберите показатель из списка."),
        ({"table": "  "}, "table", "Укажите раздел формы, например 2.1.1."),
        ({"table": "x" * 81}, "table", "Укажите раздел формы, например 2.1.1."),
        ({"rows": ","}, "rows", "Укажите хотя бы один номер, например 17 или 4–7."),
        ({"columns": "7–4"}, "columns", "Промежуток «7–4» неверен: сначала меньший номер, и не больше 40 номеров."),
        ({"table": "раздел 2.1.1", "rows": "017", "columns": "12, 13"}, "rows",
         "Строка 17, графа 12 раздела раздел 2.1.1 уже входят в этот показатель."),
    ],
)  # fmt: skip
def test_what_does_not_fit_gets_a_sentence(municipality, mapping, coordinator, now, cells, field, sentence):
    with pytest.raises(RegisterError) as refusal:
        add_mapping(municipality=municipality, form_year=YEAR, **CELLS | cells, by=coordinator, at=now)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)
    assert len(told(municipality)) == 1


def test_the_same_cell_may_enter_another_figure_and_another_year(municipality, mapping, coordinator, now):
    for other in ({"figure": "pupils_6_11"}, {"form_year": 2026}):
        add_mapping(**{"municipality": municipality, "form_year": YEAR} | CELLS | other, by=coordinator, at=now)
    assert [len(told(municipality, year)) for year in (2025, 2026)] == [2, 1]


def test_the_shipped_sample_speaks_of_every_figure_and_counts_no_cell_twice(municipality, coordinator, now):
    made = fill_mapping(municipality=municipality, form_year=YEAR, source="shipped", by=coordinator, at=now)
    assert {row.figure for row in made} == set(REFERENCE_FIELDS)
    for figure in REFERENCE_FIELDS:
        cells = [(row.table, *cell) for row in made if row.figure == figure for cell in row.cells()]
        assert len(cells) == len(set(cells))


def test_filling_replaces_the_year_and_only_it(municipality, other_municipality, mapping, coordinator, now):
    fill_mapping(municipality=municipality, form_year=YEAR + 1, source="past", by=coordinator, at=now)
    assert told(municipality, YEAR + 1) == told(municipality)
    fill_mapping(municipality=municipality, form_year=YEAR + 1, source="shipped", by=coordinator, at=now)
    assert (len(told(municipality)), told(municipality, YEAR + 1) == told(municipality)) == (1, False)
    entry = JournalEntry.objects.filter(action="mapping.filled").order_by("pk").last()
    assert (entry.reason, len(entry.old["rows"])) == ("примерный набор", 1)
    assert told(other_municipality) == []


def test_nothing_to_copy_leaves_what_is_there(municipality, mapping, coordinator, now):
    with pytest.raises(RegisterError) as refusal:
        fill_mapping(municipality=municipality, form_year=YEAR, source="past", by=coordinator, at=now)
    assert str(refusal.value) == "За прошлый год сопоставления нет: копировать нечего."
    assert len(told(municipality)) == 1


def test_only_the_coordinator(municipality, mapping, reviewer, head, foreign_coordinator, now):
    for person in (reviewer, head, foreign_coordinator):
        for verb in (
            lambda by: add_mapping(municipality=municipality, form_year=2026, **CELLS, by=by, at=now),
            lambda by: change_mapping(mapping=mapping, **CELLS, by=by, at=now),
            lambda by: remove_mapping(mapping=mapping, by=by, at=now),
            lambda by: fill_mapping(municipality=municipality, form_year=YEAR, source="shipped", by=by, at=now),
        ):
            with pytest.raises(PermissionDenied):
                verb(person)
    assert (len(told(municipality)), actions(now).count("mapping.added")) == (1, 1)
