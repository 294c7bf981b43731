"""Does loading change everything or nothing, and never a methodology in use?"""

import json
from datetime import UTC, datetime

import pytest

from schools.models import Municipality
from scoring.domain.methodology import Change, freeze, load
from scoring.errors import MethodologyFileError, MethodologyFrozen
from scoring.models import Criterion, Direction, EffectivenessBand, Indicator, Methodology, Quantity
from scoring.queries.rubric import rubric
from scoring.tests.conftest import FILE, LOADED_AT

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 9, 1, tzinfo=UTC)
TABLES = [Methodology, Direction, Criterion, Quantity, Indicator, EffectivenessBand]


def rows():
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def edited(document):
    document["directions"][0]["criteria"][0]["indicators"][0]["threshold"] = 35
    return json.dumps(document).encode()


def test_counts_of_rows(methodology):
    assert {name: len(found) for name, found in rows().items()} == {
        "Methodology": 1,
        "Direction": 3,
        "Criterion": 7,
        "Quantity": 9,
        "Indicator": 23,
        "EffectivenessBand": 3,
    }
    assert methodology.created_at == LOADED_AT
    assert methodology.is_frozen is False
    assert (methodology.act_kind, methodology.act_number, methodology.act_date) == ("Порядок", "", None)


def test_the_same_content_again_changes_nothing_even_when_frozen(methodology, document):
    freeze(methodology=methodology, at=LATER)
    before = rows()
    reordered = json.dumps(dict(reversed(document.items())), indent=8).encode()
    for content in (FILE.read_bytes(), reordered):
        assert load(content=content, at=LATER) == (methodology, Change.UNCHANGED)
    assert rows() == before


def test_other_content_replaces_a_version_nobody_uses(methodology, document):
    loaded = load(content=edited(document), at=LATER)
    assert loaded.change == Change.REPLACED
    assert rubric(loaded.methodology.pk).by_code["1.1"].threshold == 35
    assert [len(found) for found in rows().values()] == [1, 3, 7, 9, 23, 3]


def test_other_content_is_refused_once_a_cycle_uses_the_version(methodology, document):
    freeze(methodology=methodology, at=LATER)
    before = rows()
    with pytest.raises(MethodologyFrozen, match="уже используется в цикле мониторинга и не может быть изменена"):
        load(content=edited(document), at=LATER)
    assert rows() == before


def test_another_version_and_a_municipality_own_stand_beside(methodology, document):
    freeze(methodology=methodology, at=LATER)
    document["version"] = "2025"
    assert load(content=json.dumps(document).encode(), at=LATER).change == Change.CREATED
    district = Municipality.objects.create(name="Район", department="Отдел", methodical_centre="Центр")
    own = load(content=FILE.read_bytes(), municipality=district, at=LATER)
    assert (own.change, own.methodology.municipality) == (Change.CREATED, district)
    assert Methodology.objects.count() == 3


def test_a_refused_file_changes_nothing(methodology, document):
    before = rows()
    document["title"] = "Другое название"
    document["bands"][2]["share_from"] = 1
    with pytest.raises(MethodologyFileError):
        load(content=json.dumps(document).encode(), at=LATER)
    assert rows() == before
