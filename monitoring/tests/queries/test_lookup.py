"""Does a map or a year found by its number answer to the same people as the list it would stand in?"""

from __future__ import annotations

import pytest

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.desk import map_on_desk
from monitoring.queries.lookup import cycle_of, cycles_for, maps_for

PEOPLE = ["head", "editor", "other_head", "reviewer", "methodologist", "coordinator", "observer", "foreign_reviewer"]


@pytest.fixture
def people(request, expert_map, other_map):
    return [request.getfixturevalue(name) for name in PEOPLE]


def test_a_map_is_seen_by_whoever_sees_it_in_a_list(people):
    rows = list(ExpertMap.objects.all())
    listed = [maps_for(user).filter(pk=row.pk).exists() for user in people for row in rows]
    assert [row.is_visible_to(user) for user in people for row in rows] == listed
    assert [map_on_desk(user, row.pk) == row for user in people for row in rows] == listed
    assert (sum(listed), len(listed)) == (3 + 4 * 2, 8 * 2)


def test_a_year_is_seen_by_whoever_sees_it_in_a_list(people):
    year = MonitoringCycle.objects.get()
    listed = [cycles_for(user).filter(pk=year.pk).exists() for user in people]
    assert [cycle_of(user, year.pk) == year for user in people] == listed
    assert listed == [True] * 7 + [False]


def test_what_the_desk_reads_of_a_map_is_what_lists_read(reviewer, expert_map, django_assert_num_queries):
    listed, names = maps_for(reviewer).get(pk=expert_map.pk), [f.attname for f in ExpertMap._meta.concrete_fields]
    assert reviewer.municipality_ids == {expert_map.municipality_id}
    with django_assert_num_queries(1):
        found = map_on_desk(reviewer, expert_map.pk)
        around = [(row.school, row.cycle, row.municipality, row.is_read_blind) for row in (found, listed)]
        assert (found.reviewer, found.rounds, found.last_day.month) == (None, None, 10)
    assert around[0] == around[1]
    assert [getattr(found, name) for name in names] == [getattr(listed, name) for name in names]


@pytest.mark.parametrize("number", [0, 2**63 - 1, 2**63, 10**40])
def test_a_number_nobody_has_is_absent(reviewer, number):
    assert (map_on_desk(reviewer, number), cycle_of(reviewer, number)) == (None, None)
