"""How does anybody see that the journal is whole?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from journal import queries, triggers


class Command(BaseCommand):
    help = "Проверяет цепочки, пломбы и запреты базы; называет каждое нарушение и завершается с кодом 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect", default="", metavar="HASH", help="последнее слово строки, которую напечатал seal_journal"
        )

    def handle(self, *args: Any, expect: str, **options: Any) -> None:
        faults = [str(fault) for fault in queries.verify(expected_seal=expect)]
        faults += [f"{name}: этого запрета (триггера) в базе нет" for name in triggers.missing(connection)]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"Журнал нарушен. Найдено нарушений: {len(faults)}.")
        self.stdout.write("Журнал цел.")
