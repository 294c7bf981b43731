"""Which methodology do these tests load?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scoring.domain.methodology import load
from scoring.models import Methodology
from scoring.queries.rubric import Rubric, rubric

FILE = Path(__file__).parents[2] / "fixtures" / "methodologies" / "ekaterinburg-2024.json"
LOADED_AT = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


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
