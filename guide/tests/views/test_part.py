"""Does the manual open at the part of one's own role, with the other parts within reach?"""

from __future__ import annotations

import re

import pytest

from accounts.models import Role
from guide.parts import FILES, part
from monitoring.tests.cast import make_person


@pytest.mark.parametrize(
    ("role", "key"),
    [
        ("head", "school"),
        ("editor", "school"),
        ("reviewer", "reviewer"),
        ("methodologist", "methodologist"),
        ("coordinator", "coordinator"),
        ("observer", "observer"),
    ],
)
def test_it_opens_at_the_own_part(role, key, request, client_of):
    assert client_of(request.getfixturevalue(role)).get("/guide/").headers["Location"] == f"/guide/{key}/"


def test_of_several_roles_the_widest_decides(municipality, coordinator, client_of):
    person = make_person(municipality, Role.OBSERVER, name="Обоев Олег Олегович", email="both@example.org")
    assert client_of(person).get("/guide/").headers["Location"] == "/guide/observer/"
    person.memberships.create(municipality=municipality, role=Role.COORDINATOR, started_at=person.date_joined)
    assert client_of(person).get("/guide/").headers["Location"] == "/guide/coordinator/"


def test_without_a_role_it_is_the_common_part(head, client_of, now):
    head.memberships.update(ended_at=now)
    assert client_of(head).get("/guide/").headers["Location"] == "/guide/start/"


@pytest.mark.parametrize("key", FILES)
def test_a_part_shows_its_contents_and_the_way_to_the_others(key, head, client_of):
    page = client_of(head).get(f"/guide/{key}/").content.decode()
    assert f"<h1>{part(key).title}</h1>" in page
    contents = re.search(r"<ol>(.*?)</ol>\s*</nav>", page, re.DOTALL)[1]
    assert re.findall(r'href="#([^"]+)"', contents) == [heading.anchor for heading in part(key).headings]
    assert re.findall(r'<a href="/guide/(\w+)/"(?: aria-current="page")?>', page.split("guide-parts")[-1])[:6] == list(
        FILES
    )
    assert page.count(str(part(key).html)) == 1


def test_a_part_there_is_not(head, client_of):
    assert client_of(head).get("/guide/nothing/").status_code == 404


def test_every_page_leads_to_it_once_signed_in(head, client_of, client):
    assert '<a href="/guide/">Справка</a>' in client_of(head).get("/maps/").content.decode()
    assert "/guide/" not in client.get("/accounts/login/").content.decode()
