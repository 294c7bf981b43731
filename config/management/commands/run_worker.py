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
    help = "Выполняет фоновые задания, пока не остановят (SIGTERM, Ctrl+C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        usual = Pace()
        parser.add_argument("--until-idle", action="store_true", help="остановиться, когда дел нет")
        parser.add_argument("--interval", type=float, default=usual.interval, help="секунд между взглядами в очередь")
        parser.add_argument(
            "--lease", type=float, default=usual.lease, help="секунд молчания, после которых процесс считается погибшим"
        )
        parser.add_argument("--limit", type=float, default=usual.limit, help="секунд на одно задание")
        parser.add_argument("--grace", type=float, default=usual.grace, help="секунд на завершение при остановке")

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
