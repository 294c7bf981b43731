"""Does each of two people at one map see the other, and does it pass?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from monitoring.tests.views.doors import parts_of, turned_away


@pytest.fixture(autouse=True)
def _nobody_here(db):
    cache.clear()


def look(client, expert_map) -> str:
    answer = parts_of(client, f"/maps/{expert_map.pk}/presence/", {})
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (200, "presence")
    return answer.content.decode().split('role="status">')[1].split("</p>")[0]


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    place = f"/maps/{expert_map.pk}/presence/"
    assert turned_away(place, client_of, stranger=foreign_head, forbidden=reviewer, method="post") == [302, 404, 403]


def test_each_sees_the_other_and_nobody_sees_oneself(expert_map, client_of, head, editor):
    assert look(client_of(head), expert_map) == ""
    assert look(client_of(editor), expert_map) == "Сейчас карту смотрит Д.\u00a0Д.\u00a0Директорова"
    assert look(client_of(head), expert_map) == "Сейчас карту смотрит З.\u00a0З.\u00a0Заместителева"


def test_who_left_is_forgotten(expert_map, client_of, head, editor, now):
    look(client_of(head), expert_map)
    client = client_of(editor)
    with time_machine.travel(now + timedelta(seconds=90), tick=False):
        assert look(client, expert_map) == ""


def test_another_map_is_another_room(expert_map, other_map, client_of, head, other_head):
    look(client_of(head), expert_map)
    assert look(client_of(other_head), other_map) == ""


def test_the_page_asks_for_it_only_of_its_school(expert_map, client_of, head):
    assert "data-presence" in client_of(head).get(f"/maps/{expert_map.pk}/").content.decode()
