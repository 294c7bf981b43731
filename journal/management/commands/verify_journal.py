"""How does anybody see that the journal is whole?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from journal import queries, triggers


class Command(BaseCommand):
    help = "Checks every chain, every seal and the triggers; names each fault and exits with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect", default="", metavar="HASH", help="a seal's hash kept outside the database")

    def handle(self, *args: Any, expect: str, **options: Any) -> None:
        faults = [str(fault) for fault in queries.verify(expected_seal=expect)]
        faults += [f"{name}: this trigger is missing" for name in triggers.missing(connection)]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The journal is not whole: {len(faults)} faults.")
        self.stdout.write("The journal is whole.")
