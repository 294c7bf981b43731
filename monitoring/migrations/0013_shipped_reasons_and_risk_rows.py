"""Reasons for the municipalities that are there, and a row of risk, still to be counted, for every signed map."""

import json
from pathlib import Path

from django.conf import settings
from django.db import migrations

SIGNED = ["submitted", "returned", "verified", "evaluated", "approved"]


def give_reasons(apps, schema_editor):
    Municipality, ReviewReason = apps.get_model("schools", "Municipality"), apps.get_model("monitoring", "ReviewReason")
    shipped = json.loads((Path(settings.BASE_DIR) / "fixtures/review_reasons.json").read_text(encoding="utf-8"))
    for municipality in Municipality.objects.filter(review_reasons=None):
        ReviewReason.objects.bulk_create(
            ReviewReason(municipality=municipality, position=place, **reason) for place, reason in enumerate(shipped, 1)
        )


def begin_risks(apps, schema_editor):
    ExpertMap, MapRisk = apps.get_model("monitoring", "ExpertMap"), apps.get_model("monitoring", "MapRisk")
    maps = ExpertMap.objects.filter(state__in=SIGNED, risk=None).values_list("pk", "municipality_id")
    MapRisk.objects.bulk_create(
        (MapRisk(expert_map_id=pk, municipality_id=place) for pk, place in maps.iterator()), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0012_desk_risk_and_reasons")]
    operations = [
        migrations.RunPython(give_reasons, migrations.RunPython.noop),
        migrations.RunPython(begin_risks, migrations.RunPython.noop),
    ]
