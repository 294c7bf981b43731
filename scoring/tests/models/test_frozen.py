"""Does the database itself refuse to change a methodology a cycle uses? Shown by plain SQL, past the verbs."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from scoring import triggers
from scoring.domain.methodology import freeze, load
from scoring.models import Criterion, Direction, EffectivenessBand, Indicator, Methodology, Quantity
from scoring.tests.conftest import FILE

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, tzinfo=UTC)
PARTS = [Direction, Criterion, Quantity, Indicator, EffectivenessBand]
COLUMN = {Direction: "title", Criterion: "title", Quantity: "title", Indicator: "wording", EffectivenessBand: "title"}


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def refused(sql, *parameters):
    with pytest.raises(DatabaseError, match=triggers.REFUSAL):
        run(sql, *parameters)


@pytest.fixture
def frozen(methodology):
    return freeze(methodology=methodology, at=AT)


def test_freezing_is_allowed_once_and_repeating_it_changes_nothing(methodology):
    assert freeze(methodology=methodology, at=AT).frozen_at == AT
    assert freeze(methodology=methodology, at=datetime(2027, 1, 1, tzinfo=UTC)).frozen_at == AT
    refused("UPDATE scoring_methodology SET frozen_at = NULL WHERE id = %s", methodology.pk)


def test_a_frozen_methodology_is_neither_changed_nor_removed(frozen):
    refused("UPDATE scoring_methodology SET title = 'x' WHERE id = %s", frozen.pk)
    refused("DELETE FROM scoring_methodology WHERE id = %s", frozen.pk)
    assert Methodology.objects.get().title == frozen.title


@pytest.mark.parametrize("model", PARTS)
def test_parts_of_a_frozen_methodology_are_neither_changed_nor_removed(frozen, model):
    table, row = model._meta.db_table, model.objects.first()
    refused(f"UPDATE {table} SET {COLUMN[model]} = 'x' WHERE id = %s", row.pk)  # noqa: S608
    refused(f"DELETE FROM {table} WHERE id = %s", row.pk)  # noqa: S608
    row.pk = None
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("model", PARTS)
def test_parts_do_not_move_into_a_frozen_methodology(frozen, model):
    other = load(content=FILE.read_bytes().replace(b'"version": "2024"', b'"version": "2025"'), at=AT).methodology
    row = model.objects.filter(methodology=other).first()
    refused(f"UPDATE {model._meta.db_table} SET methodology_id = %s WHERE id = %s", frozen.pk, row.pk)  # noqa: S608


@pytest.mark.parametrize("model", PARTS)
def test_parts_of_an_unfrozen_methodology_change_freely(methodology, model):
    row = model.objects.first()
    run(f"UPDATE {model._meta.db_table} SET {COLUMN[model]} = 'x' WHERE id = %s", row.pk)  # noqa: S608
    row.refresh_from_db()
    assert getattr(row, COLUMN[model]) == "x"


def test_without_the_triggers_the_change_would_pass(frozen):
    """The negative control: it is the triggers that refuse, nothing else."""
    triggers.remove(connection)
    run("UPDATE scoring_methodology SET title = 'x' WHERE id = %s", frozen.pk)
    assert Methodology.objects.get().title == "x"
    triggers.install(connection)
    refused("UPDATE scoring_methodology SET title = 'y' WHERE id = %s", frozen.pk)


def test_every_trigger_stands_in_the_migrated_database(db):
    question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(question)
        present = {name for (name,) in cursor.fetchall()}
    assert set(triggers.names(connection.vendor)) <= present
