"""How does the operator see that saves are durable here?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config import durability
from config.installed import name_of


class Command(BaseCommand):
    help = "Спрашивает живую базу, переживёт ли сохранённое отключение питания; если нет, завершается с кодом 1."

    def handle(self, *args: Any, **options: Any) -> None:
        found = durability.faults(connection)
        if found:
            raise CommandError(f"База {name_of(connection)} может потерять сохранённое: " + "; ".join(found))
        self.stdout.write(f"Сохранённое переживёт отключение питания. База: {name_of(connection)}")
