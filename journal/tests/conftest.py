"""Whose journal do these tests write?"""

from datetime import UTC, datetime

import pytest

from schools.models import Municipality

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def municipality(db: None) -> Municipality:
    return Municipality.objects.create(name="Примерск", department="Отдел образования", methodical_centre="МЦ")


@pytest.fixture
def noon() -> datetime:
    return NOON
