"""Which methodology do these tests load?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scoring.domain.methodology import load
from scoring.models import Indicator, Methodology, Quantity
from scoring.queries.rubric import Rubric, rubric

FILE = Path(__file__).parents[2] / "fixtures" / "methodologies" / "ekaterinburg-2024.json"
LOADED_AT = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_loaded(request: pytest.FixtureRequest) -> None:
    """These tests load methodologies themselves: the one loaded for the run steps aside."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        forget_methodologies()


def forget_methodologies() -> None:
    """As on an installation that was not prepared yet."""
    for model in (Indicator, Quantity, Methodology):
        model.objects.all().delete()


@pytest.fixture
def document() -> dict[str, Any]:
    """The fixture as plain JSON, to be spoilt by a test."""
    return json.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def methodology(db: None) -> Methodology:
    return load(content=FILE.read_bytes(), at=LOADED_AT).methodology


@pytest.fixture
def ekaterinburg(methodology: Methodology) -> Rubric:
    return rubric(methodology.pk)
