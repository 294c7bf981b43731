"""Who runs the tasks? One worker process; several may run side by side."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config import durability
from worker.running import Pace, Worker


class Command(BaseCommand):
    help = "Run background tasks until told to stop (SIGTERM, Ctrl+C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        usual = Pace()
        parser.add_argument("--until-idle", action="store_true", help="stop when nothing is due")
        parser.add_argument("--interval", type=float, default=usual.interval, help="seconds between looks")
        parser.add_argument("--lease", type=float, default=usual.lease, help="seconds of silence until taken for dead")
        parser.add_argument("--limit", type=float, default=usual.limit, help="seconds one task may take")
        parser.add_argument("--grace", type=float, default=usual.grace, help="seconds to finish when told to stop")

    def handle(
        self, *, until_idle: bool, interval: float, lease: float, limit: float, grace: float, **options: Any
    ) -> None:
        try:
            durability.refuse_unless_durable(connection)
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal)) from None
        worker = Worker(Pace(interval, lease, limit, grace))
        worker.listen()
        worker.run(until_idle=until_idle)
