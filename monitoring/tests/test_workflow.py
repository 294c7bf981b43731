"""Does any order of steps lead where the workflow does not allow? Under «строго», every level in the school."""

from __future__ import annotations

from collections import Counter

import pytest

from monitoring.tests.year_model import PEOPLE
from monitoring.tests.year_played import Year, play


@pytest.fixture
def machine(request, expert_map, other_map, now):
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    return type("Played", (Year,), {"people": people, "map_id": expert_map.pk, "steps": Counter()})


def test_no_order_of_steps_leads_astray(machine):
    play(machine, examples=20, steps=40)


@pytest.mark.slow
@pytest.mark.long
def test_thousands_of_steps_lead_nowhere_astray(machine):
    play(machine, examples=200, steps=50)
