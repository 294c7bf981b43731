"""Opening a map for checking: by its button, by the script of the desk, by the first verdict."""

from __future__ import annotations

import pytest

from journal.models import JournalEntry
from monitoring.domain.verification import complete_verification
from monitoring.tests.stories import accept_all, again, submitted
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(expert_map, head):
    submitted(expert_map, by=head)
    return f"/review/{expert_map.pk}/begin/"


def begun():
    return JournalEntry.objects.filter(action="map.check_begun").count()


def test_doors(client_of, address, foreign_reviewer, observer):
    answers = turned_away(address, client_of, stranger=foreign_reviewer, forbidden=observer, method="post")
    assert (answers, begun()) == ([302, 404, 403], 0)


def test_the_button_opens_the_map_and_leads_to_the_first_claim(client_of, address, reviewer, expert_map, now):
    client = client_of(reviewer)
    assert client.get(f"/review/{expert_map.pk}/").content.decode().count('form="begin"') == 1
    answer = client.post(f"{address}?state=new")
    assert answer.headers["Location"] == f"/review/{expert_map.pk}/1.1/?state=new"
    assert (again(expert_map).check_begun_at, begun()) == (now, 1)
    assert client.get(f"/review/{expert_map.pk}/").content.decode().count('form="begin"') == 0


def test_the_script_gets_an_empty_answer(client_of, address, reviewer, expert_map):
    client = client_of(reviewer)
    assert client.get(f"/review/{expert_map.pk}/1.2/").content.decode().count('id="begin"') == 1
    answer = client.post(address, headers={"X-Requested-With": "map-parts"})
    assert (answer.status_code, answer.content, begun()) == (204, b"", 1)
    assert client.get(f"/review/{expert_map.pk}/1.2/").content.decode().count('id="begin"') == 0


def test_looking_changes_nothing(client_of, address, reviewer, expert_map):
    client_of(reviewer).get(f"/review/{expert_map.pk}/1.2/")
    assert (client_of(reviewer).get(address).status_code, begun()) == (405, 0)


def test_a_finished_map_is_not_opened(client_of, address, reviewer, expert_map, now):
    accept_all(expert_map, by=reviewer)
    complete_verification(expert_map=again(expert_map), by=reviewer, at=now)
    before = begun()
    page = client_of(reviewer).post(address, follow=True)
    [message] = page.context["messages"]
    assert (str(message).startswith("Заключения даются по представленной карте"), begun()) == (True, before)
    assert client_of(reviewer).post(address, headers={"X-Requested-With": "map-parts"}).status_code == 409
