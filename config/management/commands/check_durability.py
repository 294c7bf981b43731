"""How does the operator see that saves are durable here?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config import durability


class Command(BaseCommand):
    help = "Reads the live database settings; exits with 1 when an acknowledged save could be lost."

    def handle(self, *args: Any, **options: Any) -> None:
        found = durability.faults(connection)
        if found:
            raise CommandError("; ".join(found))
        self.stdout.write(f"Saves are durable ({connection.vendor}).")
