"""What differs between two signatures, and nothing else?"""

from __future__ import annotations

import pytest

from monitoring.domain.changes import Change, changes_between


def content(**row):
    blank = {
        "code": "1.8",
        "numerator": None,
        "denominator": None,
        "fact": True,
        "parts": {},
        "note": "",
        "evidence": [],
    }
    return {"answers": [blank | row]}


def piece(title, url="", sha256="", dated=None):
    return {"title": title, "url": url, "sha256": sha256, "dated": dated}


PAGE = piece("Страница", url="https://school2.example.org/")


def test_the_same_is_no_change():
    assert changes_between(content(evidence=[PAGE]), content(evidence=[PAGE])) == {}


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("numerator", None, 5),
        ("denominator", 5, 6),
        ("fact", True, False),
        ("parts", {}, {"noo": True}),
        ("note", "", "О"),
    ],
)
def test_each_field_is_told_with_old_and_new(field, old, new):
    found = changes_between(content(**{field: old}), content(**{field: new}))
    assert found == {"1.8": Change({field: old}, {field: new}, (), ())}


def test_evidence_added_and_removed_is_told_by_title():
    other = piece("Файл", sha256="a" * 64)
    found = changes_between(content(evidence=[PAGE]), content(evidence=[other]))
    assert found == {"1.8": Change({}, {}, ("Файл",), ("Страница",))}


def test_another_title_is_no_change_another_date_is():
    renamed, dated = PAGE | {"title": "Новости"}, PAGE | {"dated": "2026-03-01"}
    assert changes_between(content(evidence=[PAGE]), content(evidence=[renamed])) == {}
    assert changes_between(content(evidence=[PAGE]), content(evidence=[dated]))["1.8"].added == ("Страница",)
