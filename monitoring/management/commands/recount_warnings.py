"""Are the warnings stored with each signed map the ones its claims raise now?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monitoring.domain import risk
from monitoring.models import ExpertMap, MonitoringCycle
from russian.plurals import MAPS, counted

AT_ONCE = 100


class Command(BaseCommand):
    help = "Пересчитывает предупреждения подписанных карт и записывает различия; с --check только называет их."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="ничего не записывать, при различиях завершиться с кодом 1"
        )
        parser.add_argument("--missing", action="store_true", help="только ещё не посчитанные карты (после обновления)")

    def handle(self, *args: Any, check: bool, missing: bool, **options: Any) -> None:
        differing, seen = [], 0
        for maps in _batches(missing):
            seen += len(maps)
            found = risk.differing(maps)
            differing += found
            if not check:
                for row in maps:
                    risk.begin(row)
                risk.refresh(found)
        if check and differing:
            raise CommandError(f"Карты, у которых записаны не те предупреждения: {', '.join(map(str, differing))}")
        if options["verbosity"]:
            self.stdout.write(f"Посмотрено: {counted(seen, MAPS)}; различий {len(differing)}.")


def _batches(missing: bool) -> Any:
    """Signed maps a hundred at a time, cycle by cycle."""
    for cycle in MonitoringCycle.objects.order_by("pk"):
        maps = ExpertMap.objects.of(cycle).represented().select_related("cycle").order_by("pk")
        if missing:
            maps = maps.filter(risk__counted=False)
        ids = list(maps.values_list("pk", flat=True))
        for start in range(0, len(ids), AT_ONCE):
            yield list(maps.filter(pk__in=ids[start : start + AT_ONCE]))
