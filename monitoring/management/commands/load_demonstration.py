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
from monitoring.demonstration.district import District, file_figures, read_plan, settle
from monitoring.demonstration.years import tell_past_year, tell_present_year
from schools.models import Municipality
from scoring.domain.methodology import load

SEED = 20260930


class Command(BaseCommand):
    help = "Build the demonstration district (fictional schools and people) through the product's own verbs."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--schools", type=int, default=24, help="how many schools, 1 to 2000 (a city: 165)")
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *, schools: int, seed: int, **options) -> None:
        if not 1 <= schools <= 2000:
            raise CommandError("--schools: from 1 to 2000")
        if Municipality.objects.filter(is_demonstration=True).exists():
            self.stdout.write("The demonstration district stands already; nothing changed.")
            return
        if Municipality.objects.exists():
            raise CommandError("This installation holds a real municipality: the demonstration is not mixed with it.")
        started = time.monotonic()
        # One transaction: an interrupted build leaves nothing behind.
        with transaction.atomic():
            self._build(schools, seed, timezone.now())
        self.stdout.write(
            f"Built {schools} schools and three years in {time.monotonic() - started:.0f} s (seed {seed})."
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
            self.stdout.write(f"{past}/{past + 1}: complete")
        file_figures(district, year, at=now, seed=seed)
        today = district.municipality.today(now)
        tell_present_year(district, plan, methodology, year, today=today, seed=seed, progress=0.1)
        self.stdout.write(f"{year}/{year + 1}: stage 1, to {today + timedelta(days=12)}")


def last_finished_year(today: date) -> int:
    """The school year (by its first calendar year) whose lessons are over: it ends in June."""
    return today.year - 1 if today.month >= 7 else today.year - 2
