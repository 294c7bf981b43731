"""Is what the heads signed still stored as they signed it?"""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from monitoring.queries.receipts import is_unchanged, receipts
from russian.plurals import Forms, counted

RECEIPTS = Forms("квитанция", "квитанции", "квитанций")


class Command(BaseCommand):
    help = "Вычисляет суммы подписанных карт заново и сверяет их с квитанциями и с журналом."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="номера квитанций; без них — все")

    def handle(self, *, numbers: list[str], **options) -> None:
        seen, changed = set(), []
        for receipt in receipts(numbers):
            seen.add(receipt.number)
            if not is_unchanged(receipt):
                changed.append(receipt.number)
                self.stderr.write(f"{receipt.number}: хранится не то, что было подписано")
        absent = sorted(set(numbers) - seen)
        for number in absent:
            self.stderr.write(f"{number}: такой квитанции нет")
        if changed or absent:
            raise CommandError(
                f"Прочитано: {counted(len(seen), RECEIPTS)}; изменено {len(changed)}, не найдено {len(absent)}."
            )
        self.stdout.write(f"Прочитано: {counted(len(seen), RECEIPTS)}; всё хранится так, как подписано.")
