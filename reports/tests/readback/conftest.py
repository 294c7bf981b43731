"""Which districts are read back?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from accounts.models import User
from monitoring.models import MonitoringCycle
from reports.tests.readback.year import Year, read_years

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
        yield


@pytest.fixture
def years(demonstration: None, db: None) -> list[Year]:
    """Counted by ourselves, oldest first."""
    return read_years(list(MonitoringCycle.objects.values_list("pk", flat=True)))


@pytest.fixture
def methodologist(client: Client, demonstration: None, db: None) -> Client:
    client.force_login(User.objects.get(email="methodologist@example.org"))
    return client
