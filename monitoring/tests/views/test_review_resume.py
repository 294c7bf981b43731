"""A verified map comes back to the desk, with a reason."""

from __future__ import annotations

import pytest

from journal.models import JournalEntry
from monitoring.states import MapState
from monitoring.tests.stories import again, submitted, verified
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(expert_map, head, reviewer):
    verified(expert_map, head=head, reviewer=reviewer)
    return f"/review/{expert_map.pk}/resume/"


def test_doors(client_of, address, foreign_reviewer, methodologist):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=methodologist) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=methodologist, method="post") == [
        302,
        404,
        403,
    ]


def test_asks_for_the_reason(client_of, address, reviewer, expert_map):
    client = client_of(reviewer)
    assert client.get(address).status_code == 200
    page = client.post(address, {"reason": " "})
    assert (page.status_code, page.context["form"].errors) == (
        422,
        {"reason": ["Напишите причину: она останется в журнале."]},
    )
    assert again(expert_map).state == MapState.VERIFIED


def test_resumes(client_of, address, reviewer, expert_map):
    answer = client_of(reviewer).post(address, {"reason": "Ошибка в 1.2\x00"})
    assert (answer.headers["Location"], again(expert_map).state) == (f"/review/{expert_map.pk}/", MapState.SUBMITTED)
    assert JournalEntry.objects.get(action="map.check_resumed").reason == "Ошибка в 1.2"


def test_a_map_under_check_has_nothing_to_resume(client_of, expert_map, head, reviewer):
    submitted(expert_map, by=head)
    page = client_of(reviewer).post(f"/review/{expert_map.pk}/resume/", {"reason": "х"})
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        409,
        [
            "Карта в состоянии «представлена»: действие «возобновить проверку» сейчас невозможно. "
            "Карту проверяет специалист отдела: он завершит проверку или вернёт карту школе."
        ],
    )
