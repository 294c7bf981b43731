"""Which districts are read back?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from random import Random, SystemRandom

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from accounts.models import User
from improvement.models import Delivery
from monitoring.demonstration.district import file_figures, read_plan, settle
from monitoring.demonstration.years import tell_past_year
from monitoring.models import MonitoringCycle
from monitoring.tests.cast import METHODOLOGY_FILE
from reports.tests.readback.year import Year, read_years
from scoring.domain.methodology import load

for checking in ("checks", "processing_checks", "paper_checks"):
    pytest.register_assert_rewrite(f"reports.tests.readback.{checking}")
SCHOOLS_OF_CITY, FIRST_YEAR, SEED = 165, 2023, 20260930
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def standing(data: Path) -> Iterator[None]:
    """Inside, a district is built; outside nothing of it is left. Each test's transaction stands inside this one."""
    with transaction.atomic():
        with override_settings(PASSWORD_HASHERS=HASHERS, DATA_DIR=data, DEMONSTRATION=True):
            yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """24 schools, two approved years and a running one, by the builder people get it from."""
    with django_db_blocker.unblock(), standing(tmp_path_factory.mktemp("demonstration")):
        call_command("load_demonstration", stdout=StringIO())
        # What a school was sent is a person's words, see test_school_advice_paper; here is read what results say.
        Delivery.objects.all().delete()
        yield


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """165 schools and one approved year of theirs, by the same builder."""
    with django_db_blocker.unblock(), standing(tmp_path_factory.mktemp("city")):
        founded, plan = datetime(FIRST_YEAR, 8, 1, tzinfo=UTC), read_plan()
        methodology = load(content=METHODOLOGY_FILE.read_bytes(), at=founded).methodology
        random = Random(SEED)  # noqa: S311  made-up schools, no secrets
        district = settle(plan, schools=SCHOOLS_OF_CITY, at=founded, random=random)
        for autumn in (FIRST_YEAR, FIRST_YEAR + 1):
            file_figures(district, autumn, at=founded, seed=SEED)
        tell_past_year(district, plan, methodology, FIRST_YEAR, seed=SEED, progress=0.0)
        yield


@pytest.fixture
def city_year(city: None, db: None) -> Year:
    [year] = read_years(list(MonitoringCycle.objects.values_list("pk", flat=True)))
    return year


@pytest.fixture
def years(demonstration: None, db: None) -> list[Year]:
    """Counted by ourselves, oldest first."""
    return read_years(list(MonitoringCycle.objects.values_list("pk", flat=True)))


@pytest.fixture
def methodologist(client: Client, db: None) -> Client:
    """After the district: a test names it before."""
    client.force_login(User.objects.get(email="methodologist@example.org"))
    return client


@pytest.fixture
def dice() -> Random:
    """Which papers are read, where not all are: READBACK_SEED repeats a run."""
    seed = int(os.environ.get("READBACK_SEED", SystemRandom().randrange(10**6)))
    print(f"READBACK_SEED={seed}")  # noqa: T201 (a randomised run names its seed)
    return Random(seed)  # noqa: S311  which papers to read is no secret
