"""How does the operator seal the journal every day?"""

from argparse import ArgumentParser
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand

from journal import domain


class Command(BaseCommand):
    help = "Ставит на журнал пломбу за сегодня (UTC). Её строку храните отдельно: её ждёт verify_journal --expect."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="день ГГГГ-ММ-ДД вместо сегодняшнего")

    def handle(self, *args: Any, day: date | None, **options: Any) -> None:
        seal = domain.seal(day=day or datetime.now(UTC).date())
        self.stdout.write(f"{seal.day.isoformat()} {seal.entry_count} {seal.hash}")
