"""How does a database come to hold a region, or a country? The district and its approved year, once more and again.

Copied by the database, with every school, its ОО-1 figures, maps, answers, verdicts and evidence, under numbers that
are STRIDE further for each neighbour. People, journals and documents stay the first district's.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models, transaction

from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, MonitoringCycle, Stage, Verdict
from schools.models import Municipality, ReferenceFigures, School

STRIDE = 10_000_000

Source = tuple[type[models.Model], dict[str, Any]]


def sources(cycle: MonitoringCycle) -> list[Source]:
    """What a neighbour gets, in an order in which everything referred to is there already."""
    here, maps = {"municipality": cycle.municipality_id}, {"expert_map__cycle": cycle.pk}
    return [
        (Municipality, {"pk": cycle.municipality_id}),
        (School, here),
        (ReferenceFigures, here),
        (MonitoringCycle, {"pk": cycle.pk}),
        (Stage, {"cycle": cycle.pk}),
        (ExpertMap, {"cycle": cycle.pk}),
        (IndicatorAnswer, maps),
        (Verdict, {"answer__expert_map__cycle": cycle.pk}),
        (Evidence, maps),
        (IndicatorAnswer.evidence.through, {"indicatoranswer__expert_map__cycle": cycle.pk}),
    ]


def settle_neighbours(cycle: MonitoringCycle, *, schools: int) -> None:
    """Whole districts, until the database holds about so many schools; then it takes stock, as it does by itself."""
    size = School.objects.filter(municipality=cycle.municipality_id).count()
    there, wanted = Municipality.objects.count(), round(schools / size)
    if wanted > there:
        with transaction.atomic(), connection.cursor() as cursor:
            for model, narrowed in sources(cycle):
                _copy(cursor, cycle, model, narrowed, first=there, last=wanted - 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _copy(
    cursor: Any, cycle: MonitoringCycle, model: type[models.Model], narrowed: dict[str, Any], *, first: int, last: int
) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    copied = {source for source, _ in sources(cycle)}
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, copied) for field in fields)
    chosen, parameters = model._base_manager.filter(**narrowed).values("pk").query.sql_with_params()
    cursor.execute(
        f'INSERT INTO "{model._meta.db_table}" ({columns}) '
        "WITH RECURSIVE copies(n) AS (SELECT CAST(%s AS bigint) UNION ALL SELECT n + 1 FROM copies WHERE n < %s) "
        f'SELECT {values} FROM copies CROSS JOIN "{model._meta.db_table}" t WHERE t.id IN ({chosen})',
        [first, last, *parameters],
    )


def _value(field: models.Field, copied: set[type[models.Model]]) -> str:
    """A number moves on with what it names; a name that must be the only one gets the neighbour's number."""
    if field.name == "carried_from":
        return "NULL"  # of a year that is not copied
    if field.primary_key or field.related_model in copied:
        return f't."{field.column}" + copies.n * {STRIDE}'
    if field.unique and not field.is_relation:
        return f"t.\"{field.column}\" || ' ' || copies.n"
    return f't."{field.column}"'
