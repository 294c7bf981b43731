"""Is a version believed only what it declares of every indicator, and only when the rows agree?"""

from __future__ import annotations

import pytest

from scoring.domain.methodology import Change, freeze, load
from scoring.errors import MethodologyFileError, MethodologyFrozen
from scoring.models import IndicatorChange, Methodology
from scoring.tests.conftest import LOADED_AT
from scoring.tests.versions import changed_version, content, declared, exchanged_version, found, line, next_version

LAST = 22


def loaded(document, **kwargs):
    return load(content=content(document), at=LOADED_AT, **kwargs)


def fault(document) -> str:
    with pytest.raises(MethodologyFileError) as caught:
        loaded(document)
    assert Methodology.objects.count() == 1
    return str(caught.value)


def test_the_declaration_stands_in_rows(methodology):
    second = loaded(changed_version()).methodology
    rows = {row.code: row for row in IndicatorChange.objects.filter(methodology=second)}
    assert len(rows) == 23
    assert {row.kind for row in rows.values()} == {"same", "threshold", "meaning"}
    assert (rows["1.2"].kind, rows["1.2"].code_before, rows["1.2"].version_before) == ("threshold", "1.2", "2024")
    assert (rows["4.3"].kind, rows["4.3"].note) == ("meaning", "Считаются только эксперты.")
    assert loaded(changed_version()).change is Change.UNCHANGED


def test_a_first_version_declares_nothing(methodology):
    assert IndicatorChange.objects.count() == 0


def test_an_unused_version_is_replaced_with_its_declaration(methodology):
    loaded(next_version())
    assert loaded(changed_version()).change is Change.REPLACED
    assert IndicatorChange.objects.exclude(kind="same").count() == 2


def test_a_frozen_version_keeps_its_declaration(methodology):
    freeze(methodology=loaded(next_version()).methodology, at=LOADED_AT)
    with pytest.raises(MethodologyFrozen):
        loaded(changed_version())


def test_codes_may_be_exchanged_and_come_and_go(methodology):
    second = loaded(exchanged_version("2025", "2024", threshold=50)).methodology
    rows = {(row.code, row.code_before): row.kind for row in IndicatorChange.objects.filter(methodology=second)}
    assert [rows[pair] for pair in (("2.1", "2.2"), ("5.1", ""), ("", "5.1"))] == ["same", "new", "gone"]


@pytest.mark.parametrize(
    ("place", "values", "said"),
    [
        (
            0,
            {"change": "alike"},
            "follows.changes[0].change: нужно одно из: same, threshold, meaning, new, gone; а здесь «alike»",
        ),
        (0, {"code": "9.9"}, "follows.changes[0].code: показателя «9.9» в этой версии нет"),
        (0, {"before": "9.9"}, "follows.changes[0].before: показателя «9.9» в прежней версии нет"),
        (1, {"code": "1.1"}, "follows.changes[1].code: «1.1» уже есть"),
        (1, {"before": "1.1"}, "follows.changes[1].before: «1.1» уже есть"),
        (0, {"code": None}, "follows.changes[0].code: своего кода нет только у исключённого показателя (gone)"),
        (0, {"change": "gone"}, "follows.changes[0].code: своего кода нет только у исключённого показателя (gone)"),
        (0, {"before": None}, "follows.changes[0].before: прежнего кода нет только у нового показателя (new)"),
        (0, {"change": "new"}, "follows.changes[0].before: прежнего кода нет только у нового показателя (new)"),
        (0, {"change": "meaning"}, "follows.changes[0].note: текст не может быть пустым"),
        (0, {"change": "threshold"}, "follows.changes[0].change: изменился не порог: он был 30 и стал 30"),
        (0, {"why": ""}, "follows.changes[0].why: неизвестное поле"),
        (0, {"code": "1,1"}, "follows.changes[0].code: нужна запись вида «1.2», а здесь «1,1»"),
    ],
)
def test_a_malformed_line_is_refused_at_its_place(methodology, place, values, said):
    document = next_version()
    document["follows"]["changes"][place].update(values)
    assert fault(document) == said


def test_every_indicator_of_both_versions_is_asked_for(methodology):
    document = next_version()
    del document["follows"]["changes"][LAST]
    assert fault(document) == "follows.changes: не сказано, как показатель «7.1» сопоставим с прежней версией"
    document["follows"]["changes"].append(line("7.1", None, "new"))
    assert fault(document) == "follows.changes: не сказано, что стало с показателем «7.1» прежней версии"


def test_what_is_called_the_same_must_be_counted_the_same(methodology):
    document = next_version()
    found(document, "1.2")["threshold"] = 60
    assert fault(document) == "follows.changes[1].change: порог был 50 %, а стал 60 %: объявите «threshold»"
    found(document, "1.2").update(threshold=50, levels=["ooo", "soo"])
    said = "follows.changes[1].change: показатель «1.2» считается иначе, чем прежде: объявите «meaning»"
    assert fault(document) == said
    declared(document, "1.2").update(change="meaning", note="Добавлены 10–11 классы.")
    assert loaded(document).change is Change.CREATED


def test_the_version_before_must_be_known(methodology):
    assert fault(next_version(follows="2020")) == (
        "follows.version: версии «2020» методики «ekaterinburg» нет: сначала загрузите её"
    )
    assert fault(next_version("2025", "2025")) == "follows.version: версия 2025 не может следовать за самой собой"


def test_a_municipality_s_own_version_follows_its_own_or_the_shared_one(methodology, municipality, other_municipality):
    own = loaded(next_version(), municipality=municipality).methodology
    assert own.changes.count() == 23
    third = loaded(next_version("2026", "2025"), municipality=municipality).methodology
    assert third.changes.first().version_before == "2025"
    with pytest.raises(MethodologyFileError):
        loaded(next_version("2026", "2025"), municipality=other_municipality)


@pytest.mark.parametrize("value", [None, [], {"version": "2024"}, {"version": "2024", "changes": []}])
def test_an_empty_declaration_is_refused(methodology, value):
    assert fault(next_version() | {"follows": value}).startswith("follows")
