"""Does any order of steps lead astray where what a school cannot have is left out of its maximum?"""

from __future__ import annotations

from collections import Counter

import pytest

from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from monitoring.tests.year_model import PEOPLE, UPPER
from monitoring.tests.year_played import Year, play
from scoring.engine.types import Policy


@pytest.fixture
def machine_by_levels(request, municipality, methodology, coordinator, school, other_school, other_head, now):
    """«С учётом применимости», a school without 10–11 classes: four indicators wait for the reviewer's word."""
    cycle = make_cycle(municipality, methodology, coordinator, policy=Policy.APPLICABLE)
    people = {name: request.getfixturevalue(name) for name in PEOPLE} | {"head": other_head}
    row = ExpertMap.objects.get(cycle=cycle, school=other_school)
    rules = {"policy": Policy.APPLICABLE, "ruled_out": tuple(UPPER)}
    return type("Played", (Year,), {"people": people, "map_id": row.pk, "steps": Counter(), **rules})


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.long
def test_thousands_of_steps_lead_nowhere_astray_where_levels_count(machine_by_levels):
    play(machine_by_levels, examples=200, steps=50)
