"""Is what the heads signed still stored as they signed it?"""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from monitoring.queries.receipts import is_unchanged, receipts


class Command(BaseCommand):
    help = "Computes the digest of every signed content anew and compares it with its receipt and with the journal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="receipts to look at; none: all of them")

    def handle(self, *, numbers: list[str], **options) -> None:
        seen, changed = set(), []
        for receipt in receipts(numbers):
            seen.add(receipt.number)
            if not is_unchanged(receipt):
                changed.append(receipt.number)
                self.stderr.write(f"{receipt.number}: the stored content is not what was signed")
        absent = sorted(set(numbers) - seen)
        for number in absent:
            self.stderr.write(f"{number}: there is no such receipt")
        if changed or absent:
            raise CommandError(f"{len(changed)} changed, {len(absent)} absent, of {len(seen)} receipts read.")
        self.stdout.write(f"{len(seen)} receipts: every content is what was signed.")
