"""Does every prepared query of the product answer exactly what its queryset answers, to everybody?"""

from __future__ import annotations

import sys

import pytest
from django.contrib.sessions.models import Session

from accounts.models.membership import IN_FORCE_OF
from accounts.sessions import SESSION
from journal.domain.record import HEAD
from monitoring.domain.sheet import ANSWERS, LOCKED_ANSWERS
from monitoring.queries import figures as figures_queries
from monitoring.queries import lookup
from monitoring.queries.lookup import sight_of
from prepared import PreparedQuery
from prepared.tests.comparing import told_all

APPS = ("journal", "schools", "accounts", "scoring", "monitoring", "improvement", "reports", "config")
KNOWN = [SESSION, IN_FORCE_OF, HEAD, ANSWERS, LOCKED_ANSWERS, lookup.MAP, figures_queries.MAP]


def test_no_prepared_query_is_left_out():
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] in APPS and ".tests" not in name]
    found = {id(it) for module in modules for it in vars(module).values() if isinstance(it, PreparedQuery)}
    assert found == {id(query) for query in KNOWN}


@pytest.fixture
def people(head, editor, other_head, reviewer, coordinator, foreign_head, foreign_coordinator):
    return [head, editor, other_head, reviewer, coordinator, foreign_head, foreign_coordinator]


def test_maps_are_named_by_the_same_people_with_the_same_context(people, expert_map, other_map, figures):
    for query in (lookup.MAP, figures_queries.MAP):
        for person in people:
            for map_id in (expert_map.pk, other_map.pk, 0):
                asked = {"map_id": map_id, **sight_of(person)}
                assert told_all(query(**asked)) == told_all(list(query.build(**asked)))


def test_sheets_roles_and_chains_are_the_same(people, expert_map, other_map, client_of):
    asked = [(query, {"map_id": it.pk}) for query in (ANSWERS, LOCKED_ANSWERS) for it in (expert_map, other_map)]
    asked += [(IN_FORCE_OF, {"user_id": person.pk}) for person in people]
    asked += [(HEAD, {"subject": subject}) for subject in (expert_map.subject, f"cycle:{expert_map.cycle_id}", "map:0")]
    client_of(people[0])
    asked += [(SESSION, {"session_key": key}) for key in (Session.objects.get().session_key, "nobodys-session")]
    for query, values in asked:
        assert told_all(query(**values)) == told_all(list(query.build(**values)))
