"""Puts every link of a year's signed maps into the line to be looked at."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from monitoring.domain.link_sending import links_of_signed_maps
from monitoring.domain.link_watch import are_looked_at_in, want_looks
from monitoring.models import MonitoringCycle
from russian.plurals import LINKS, counted


class Command(BaseCommand):
    help = "Ставит в очередь на проверку все ссылки подписанных карт года."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cycle", type=int, required=True, help="номер цикла из адреса страницы")

    def handle(self, *, cycle: int, **options: Any) -> None:
        row = MonitoringCycle.objects.select_related("municipality").filter(pk=cycle).first()
        if row is None:
            raise CommandError(f"Цикла {cycle} нет.")
        if not settings.LINK_CHECKS:
            raise CommandError("Ссылки здесь не проверяются: задайте LINK_CHECKS=1.")
        if not are_looked_at_in(row.municipality):
            raise CommandError("Школы демонстрационного района вымышлены: их страницы не проверяются.")
        with transaction.atomic():
            links = links_of_signed_maps(row.pk)
            wanted = want_looks(links, at=timezone.now())
        self.stdout.write(f"{counted(len(links), LINKS)}, из них поставлено в очередь {wanted}.")
