"""Does everybody land where their work is?"""

from __future__ import annotations

from accounts.domain.people import invite
from accounts.models import Role, User
from monitoring.domain.objection import raise_objection
from monitoring.tests.cast import OPENED, make_person
from monitoring.tests.stories import again, submitted, verified


def also(person, role, school=None, municipality=None):
    place = municipality or school.municipality
    invite(
        municipality=place, email=person.email, full_name=person.full_name, role=role, school=school, by=None, at=OPENED
    )
    return User.objects.get(pk=person.pk)


def landing(client):
    return client.get("/").headers.get("Location")


def test_nobody_signs_in_first(client, db):
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_a_head_and_an_editor_land_on_their_map(expert_map, client_of, head, editor):
    assert landing(client_of(head)) == f"/maps/{expert_map.pk}/"
    assert landing(client_of(editor)) == f"/maps/{expert_map.pk}/"


def test_the_department_lands_at_its_work(cycle, client_of, reviewer, methodologist, coordinator, observer):
    assert landing(client_of(reviewer)) == f"/cycles/{cycle.pk}/review/"
    assert landing(client_of(methodologist)) == f"/cycles/{cycle.pk}/evaluation/"
    assert landing(client_of(coordinator)) == f"/cycles/{cycle.pk}/"
    assert landing(client_of(observer)) == f"/cycles/{cycle.pk}/"


def test_without_a_year_the_coordinator_opens_one_and_the_others_are_told(
    municipality, school, client_of, coordinator, reviewer, head
):
    assert landing(client_of(coordinator)) == f"/municipalities/{municipality.pk}/cycles/"
    for person in (reviewer, head):
        page = client_of(person).get("/")
        assert page.status_code == 200
        assert "Мониторинг этого года ещё не открыт. Его открывает координатор." in page.content.decode()


def test_several_places_are_shown_to_choose_from(expert_map, other_map, other_school, client_of, editor):
    person = also(editor, Role.EDITOR, other_school)
    page = client_of(person).get("/").content.decode()
    assert page.count('class="sheet tile"') == 2
    assert f'href="/maps/{expert_map.pk}/"' in page
    assert f'href="/maps/{other_map.pk}/"' in page
    assert "до среды, 30\xa0сентября · осталось 12\xa0дней" in page


def test_two_roles_with_one_place_are_one_place(cycle, municipality, client_of, coordinator):
    person = also(coordinator, Role.OBSERVER, municipality=municipality)
    assert landing(client_of(person)) == f"/cycles/{cycle.pk}/"


def test_a_person_without_a_role_is_told_whom_to_ask(client_of, municipality, observer):
    observer.memberships.update(ended_at=OPENED)
    page = client_of(observer).get("/")
    assert "У вас пока нет роли" in page.content.decode()


def test_the_tiles_cost_the_same_for_more_schools(
    expert_map, other_map, school, other_school, client_of, editor, django_assert_num_queries
):
    person = also(editor, Role.EDITOR, other_school)
    client = client_of(person)
    with django_assert_num_queries(4):  # session, user, memberships, maps
        client.get("/")


def test_a_submitted_map_says_its_state(expert_map, other_map, other_school, client_of, head):
    submitted(expert_map, by=head)
    person = also(head, Role.EDITOR, other_school)
    assert "Ждёт проверки" in client_of(person).get("/").content.decode()


def test_only_reading(client_of, municipality):
    person = make_person(municipality, Role.OBSERVER)
    assert client_of(person).post("/").status_code == 405


def test_objections_that_wait_have_a_tile_of_their_own(
    cycle, expert_map, client_of, head, reviewer, methodologist, coordinator, now
):
    """A school waits for each answer: the methodologist meets them before anything else."""
    verified(expert_map, head=head, reviewer=reviewer)
    assert landing(client_of(methodologist)) == f"/cycles/{cycle.pk}/evaluation/"
    raise_objection(expert_map=again(expert_map), code="1.1", text="Не учли", by=head, at=now)
    page = client_of(methodologist).get("/")
    tiles = page.context["tiles"]
    assert [(tile.title, tile.text.replace("\xa0", " ")) for tile in tiles] == [
        ("Возражения школ", "Ждут ответа: 1 возражение"),
        ("Оценка карт", "2025/2026 учебный год"),
    ]
    assert tiles[0].address == f"/cycles/{cycle.pk}/evaluation/?dispute=objections"
    assert landing(client_of(coordinator)) == f"/cycles/{cycle.pk}/"
