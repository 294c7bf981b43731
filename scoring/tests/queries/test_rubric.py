"""Is a methodology read whole, in few queries, and kept only once it cannot change?"""

from datetime import UTC, datetime

import pytest

from russian.plurals import Forms
from scoring.domain.methodology import freeze, load
from scoring.engine.types import ALL_LEVELS, IndicatorRule, Kind, Level, PartRule
from scoring.models import Methodology
from scoring.queries.rubric import rubric
from scoring.tests.conftest import FILE

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, tzinfo=UTC)


def test_tree_has_the_shape_of_the_act(ekaterinburg):
    assert [len(direction.criteria) for direction in ekaterinburg.directions] == [2, 2, 3]
    assert [criterion.maximum for criterion in ekaterinburg.criteria] == [8, 2, 3, 4, 3, 2, 1]
    assert [len(criterion.indicators) for criterion in ekaterinburg.criteria] == [8, 2, 3, 4, 3, 2, 1]
    assert ekaterinburg.maximum == 23
    assert list(ekaterinburg.by_code) == [indicator.code for indicator in ekaterinburg.indicators]
    assert [indicator.position for indicator in ekaterinburg.indicators] == list(range(1, 24))
    assert {indicator.id: indicator for indicator in ekaterinburg.indicators} == ekaterinburg.by_id
    assert [(band.key, band.annex_from, band.annex_to) for band in ekaterinburg.bands] == [
        ("high", 19, 23),
        ("medium", 14, 18),
        ("low", 0, 13),
    ]


def test_rules_for_the_engine(ekaterinburg):
    rules = {code: indicator.rule for code, indicator in ekaterinburg.by_code.items()}
    pupils = Forms("обучающегося", "обучающихся", "обучающихся")
    assert rules["1.2"] == IndicatorRule("1.2", Kind.SHARE, 50, pupils, frozenset({Level.OOO}))
    assert rules["5.3"].zero_unless == "5.2"
    assert rules["3.1"] == IndicatorRule(
        "3.1",
        Kind.FACT,
        levels=ALL_LEVELS,
        parts=(
            PartRule("noo", "НОО", Level.NOO),
            PartRule("ooo", "ООО", Level.OOO),
            PartRule("soo", "СОО", Level.SOO),
        ),
    )


def test_denominators(ekaterinburg):
    used = {
        code: (indicator.denominator.key, indicator.owns_denominator)
        for code, indicator in ekaterinburg.by_code.items()
        if indicator.denominator
    }
    assert used == {
        "1.1": ("pupils_1_4", True),
        "1.2": ("pupils_8_9", True),
        "1.3": ("pupils_10_11", True),
        "1.4": ("pupils_8_9", False),
        "1.5": ("pupils_10_11", False),
        "1.7": ("pupils_8_11", False),
        "4.1": ("staff", True),
        "4.2": ("teachers_ovz", True),
        "5.3": ("contest_participants", True),
        "6.2": ("graduates_9", True),
        "7.1": ("graduates_11", True),
    }
    assert ekaterinburg.quantity_by_key["pupils_8_11"].sum_of == ("pupils_8_9", "pupils_10_11")
    assert ekaterinburg.quantity_by_key["pupils_8_9"].unit == Forms(
        "обучающегося 8–9 классов", "обучающихся 8–9 классов", "обучающихся 8–9 классов"
    )
    assert ekaterinburg.quantity_by_key["pupils_8_9"].reference_field == "pupils_8_9"
    assert {key: quantity.snapshot for key, quantity in ekaterinburg.quantity_by_key.items()} == {
        "pupils_1_4": "past",
        "pupils_8_9": "past",
        "pupils_10_11": "past",
        "pupils_8_11": "past",
        "staff": "past",
        "teachers_ovz": "past",
        "contest_participants": "past",
        "graduates_9": "new",
        "graduates_11": "new",
    }


def test_five_queries_and_none_once_frozen(methodology, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(5):
            rubric(methodology.pk)
    freeze(methodology=methodology, at=AT)
    with django_assert_num_queries(5):
        first = rubric(methodology.pk)
    with django_assert_num_queries(0):
        assert rubric(methodology.pk) is first
    assert first.is_frozen


def test_a_row_saved_under_a_kept_id_is_read_again(methodology, django_assert_num_queries):
    freeze(methodology=methodology, at=AT)
    rubric(methodology.pk)
    other = load(content=FILE.read_bytes().replace(b'"version": "2024"', b'"version": "2025"'), at=AT).methodology
    Methodology.objects.filter(pk=other.pk).update(title="Другая")
    # What a rolled back test leaves behind: a new methodology is saved under an id seen before.
    other.title = "Третья"
    rubric(other.pk)
    other.save()
    with django_assert_num_queries(5):
        assert rubric(other.pk).title == "Третья"


def test_an_absent_methodology():
    with pytest.raises(Methodology.DoesNotExist):
        rubric(999_999)
