"""Do declarations of several versions add up to what may be compared?"""

from __future__ import annotations

import pytest

from scoring.domain.methodology import freeze, load
from scoring.models import IndicatorChange
from scoring.queries.comparability import Kin, declared_by, family_of
from scoring.tests.conftest import LOADED_AT
from scoring.tests.models.test_frozen import refused
from scoring.tests.versions import changed_version, content, exchanged_version, next_version


def loaded(document):
    return load(content=content(document), at=LOADED_AT).methodology.pk


@pytest.fixture
def versions(methodology) -> tuple[int, int, int]:
    """2024, 2025 (1.2 and 4.3 changed), 2026 (5.1 replaced, 2.1 and 2.2 exchanged)."""
    return methodology.pk, loaded(changed_version()), loaded(exchanged_version())


def test_one_step(versions):
    first, second, _ = versions
    kinship = family_of(second).between(second, first)
    assert {code: kin.kind for code, kin in kinship.by_code.items() if not kin.is_same} == {
        "1.2": "threshold",
        "4.3": "meaning",
    }
    assert (len(kinship.by_code), kinship.new, kinship.gone, kinship.is_whole) == (23, frozenset(), frozenset(), False)


def test_two_steps_add_up_and_the_worst_rules(versions):
    first, _, third = versions
    kinship = family_of(third).between(third, first)
    assert {
        code: (kin.code_before, kin.kind) for code, kin in kinship.by_code.items() if kin != Kin(code, "same", ())
    } == {
        "1.2": ("1.2", "threshold"),
        "4.3": ("4.3", "meaning"),
        "2.1": ("2.2", "same"),
        "2.2": ("2.1", "same"),
    }
    assert (kinship.new, kinship.gone) == (frozenset({"5.1"}), frozenset({"5.1"}))
    assert kinship.by_code["4.3"].notes == ("Считаются только эксперты.",)


def test_nothing_changed_is_whole(methodology):
    second = loaded(next_version())
    assert family_of(second).between(second, methodology.pk).is_whole is True


def test_what_was_gone_long_ago_keeps_its_first_name(methodology):
    """2.1 of 2025 was 2.2 in 2024; when 2026 gives it up, it is 2.2 that is gone since 2024."""
    loaded(exchanged_version("2025", "2024", threshold=50))
    document = next_version("2026", "2025")
    lines = [row for row in document["follows"]["changes"] if row["code"] != "2.1"]
    lines += [
        {"code": None, "before": "2.1", "change": "gone", "note": ""},
        {"code": "2.1", "before": None, "change": "new", "note": ""},
    ]
    document["follows"]["changes"] = lines
    third = loaded(document)
    assert family_of(third).between(third, methodology.pk).gone == {"2.2", "5.1"}


def test_versions_that_do_not_lead_to_each_other_are_not_compared(versions):
    first, second, third = versions
    family = family_of(third)
    assert (family.between(first, second), family.between(second, third), family.between(third, 999)) == (None,) * 3


def test_two_queries(versions, django_assert_num_queries):
    with django_assert_num_queries(2):
        family_of(versions[2])


def test_the_page_shows_the_declaration(versions, client_of, head):
    first, second, third = versions
    page = client_of(head).get(f"/methodologies/{second}/").content.decode()
    assert ("Сопоставимость с версией 2024" in page, "Считаются только эксперты." in page) == (True, True)
    assert "Сопоставимость с версией" not in client_of(head).get(f"/methodologies/{first}/").content.decode()
    assert declared_by(first) is None
    assert [change.code for change in declared_by(third).changes][-4:] == ["2.1", "2.2", "5.1", ""]


def test_the_database_keeps_the_declaration_of_a_version_in_use(versions):
    row = IndicatorChange.objects.filter(methodology=versions[1]).first()
    freeze(methodology=row.methodology, at=LOADED_AT)
    refused("UPDATE scoring_indicatorchange SET kind = 'meaning' WHERE id = %s", row.pk)
    refused("DELETE FROM scoring_indicatorchange WHERE id = %s", row.pk)
