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


class Command(BaseCommand):
    help = "Ask for a look at every link of a year's signed maps; the background worker then looks, politely."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cycle", type=int, required=True, help="number of the cycle, as in its address")

    def handle(self, *, cycle: int, **options: Any) -> None:
        row = MonitoringCycle.objects.select_related("municipality").filter(pk=cycle).first()
        if row is None:
            raise CommandError(f"There is no cycle {cycle}.")
        if not settings.LINK_CHECKS:
            raise CommandError("Links are not looked at here: set LINK_CHECKS=1.")
        if not are_looked_at_in(row.municipality):
            raise CommandError("The schools of a demonstration are made up: their pages are nobody's to ask.")
        with transaction.atomic():
            links = links_of_signed_maps(row.pk)
            wanted = want_looks(links, at=timezone.now())
        self.stdout.write(f"{len(links)} links, {wanted} newly put into the line.")
