"""Builds the demonstration district with three years of monitoring; does nothing when it stands already."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.demonstration import give_password
from improvement.demonstration.advice import tell_advice
from monitoring.demonstration.district import District, file_figures, read_plan, settle
from monitoring.demonstration.years import tell_past_year, tell_present_year
from russian.dates import long_date
from russian.plurals import SCHOOLS, counted
from schools.models import Municipality
from scoring.domain.methodology import load

SEED = 20260930


class Command(BaseCommand):
    help = "Составляет демонстрационный район: вымышленные школы, люди и три года мониторинга."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--schools", type=int, default=24, help="сколько школ, от 1 до 2000 (город: 165)")
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *, schools: int, seed: int, **options) -> None:
        if not 1 <= schools <= 2000:
            raise CommandError("--schools: от 1 до 2000")
        if not settings.DEMONSTRATION:
            raise CommandError("Здесь DEMONSTRATION=0 (так и при HTTPS=1): вымышленный район не загружается.")
        if Municipality.objects.filter(is_demonstration=True).exists():
            self.stdout.write("Демонстрационный район уже есть, ничего не изменено.")
            return
        if Municipality.objects.exists():
            raise CommandError("Здесь настоящий муниципалитет: демонстрационный район с ним не смешивается.")
        started = time.monotonic()
        # One transaction: an interrupted build leaves nothing behind.
        with transaction.atomic():
            self._build(schools, seed, timezone.now())
        self.stdout.write(
            f"Готово: {counted(schools, SCHOOLS)}, три года, за {time.monotonic() - started:.0f} с (--seed {seed})."
        )

    def _build(self, schools: int, seed: int, now: datetime) -> None:
        plan = read_plan()
        year = last_finished_year(now.date())
        founded = now.replace(year=now.year - 4)
        path = Path(settings.BASE_DIR) / "fixtures/methodologies/ekaterinburg-2024.json"
        methodology = load(content=path.read_bytes(), at=founded).methodology
        district = settle(plan, schools=schools, at=founded, random=Random(seed))  # noqa: S311 made-up data
        self._tell(district, plan, methodology, year, seed, now)
        give_password(district.municipality)

    def _tell(self, district: District, plan: dict, methodology, year: int, seed: int, now: datetime) -> None:
        for past, progress in ((year - 2, 0.0), (year - 1, 0.06)):
            file_figures(district, past, at=now, seed=seed)
            tell_past_year(district, plan, methodology, past, seed=seed, progress=progress)
            self.stdout.write(f"{past}/{past + 1} учебный год: завершён")
        tell_advice(district, year - 1)
        file_figures(district, year, at=now, seed=seed)
        today = district.municipality.today(now)
        tell_present_year(district, plan, methodology, year, today=today, seed=seed, progress=0.1)
        last_day = long_date(today + timedelta(days=12))
        self.stdout.write(f"{year}/{year + 1} учебный год: школы заполняют карты до {last_day}")


def last_finished_year(today: date) -> int:
    """The school year (by its first calendar year) whose lessons are over: it ends in June."""
    return today.year - 1 if today.month >= 7 else today.year - 2
