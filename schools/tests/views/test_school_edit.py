"""How is a school corrected, taken out of the monitoring and brought back?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from journal.queries import entries_for
from schools.models import School


@pytest.fixture
def address(school) -> str:
    return reverse("schools:school_edit", args=[school.pk])


def typed(school, **other) -> dict:
    known = {"short_name": school.short_name, "name": school.name, "code": school.code, "kind": school.kind}
    return known | {"has_noo": "on", "has_ooo": "on", "has_soo": "on", "site": school.site, "action": "save"} | other


def test_a_school_is_corrected(client_of, coordinator, school, address):
    response = client_of(coordinator).post(address, typed(school, phone="+7 000"))
    assert response.headers["Location"] == reverse("schools:school", args=[school.pk])
    kept = School.objects.get()
    assert (kept.phone, kept.levels) == ("+7 000", {"noo", "ooo", "soo"})


def test_a_level_is_taken_away(client_of, coordinator, school, address):
    values = typed(school)
    del values["has_soo"]
    client_of(coordinator).post(address, values)
    assert School.objects.get().levels == {"noo", "ooo"}


def test_the_form_shows_what_is_known(client_of, coordinator, school, address):
    assert f'value="{school.short_name}"' in client_of(coordinator).get(address).content.decode()


def test_others_may_not(client_of, observer, head, other_head, foreign_coordinator, school, address):
    people = (observer, head, other_head, foreign_coordinator)
    assert [client_of(person).post(address, typed(school, phone="1")).status_code for person in people] == [
        403,
        403,
        404,
        404,
    ]
    assert School.objects.get(pk=school.pk).phone == ""


def test_a_taken_code(client_of, coordinator, school, other_school, address):
    response = client_of(coordinator).post(address, typed(school, code="010"))
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"code": ["Школа с кодом «010» уже есть в реестре."]},
    )


def test_a_school_leaves_with_a_reason_and_a_yes(client_of, coordinator, school, address):
    client_of(coordinator).post(address, {"action": "leave", "reason": "Присоединена", "sure": "on"})
    assert School.objects.get().is_active is False
    entry = entries_for(f"school:{school.pk}").get()
    assert (entry.action, entry.reason, entry.by) == ("school.left", "Присоединена", coordinator)


@pytest.mark.parametrize(
    ("posted", "errors"),
    [
        ({"reason": "Присоединена"}, {"sure": ["Отметьте, что решение принято."]}),
        ({"reason": "  ", "sure": "on"}, {"reason": ["Укажите причину: она сохранится в журнале."]}),
    ],
)
def test_without_them_it_stays(client_of, coordinator, address, posted, errors):
    response = client_of(coordinator).post(address, {"action": "leave"} | posted)
    assert (response.status_code, response.context["leaving"].errors) == (422, errors)
    assert School.objects.get().is_active is True


def test_a_school_comes_back(client_of, coordinator, school, address):
    School.objects.filter(pk=school.pk).update(is_active=False)
    client_of(coordinator).post(address, {"action": "return"})
    assert School.objects.get().is_active is True


def test_asking_for_the_page_changes_nothing(client_of, coordinator, school, address):
    client_of(coordinator).get(address, {"action": "leave", "reason": "x", "sure": "on"})
    assert (School.objects.get().is_active, entries_for(f"school:{school.pk}").count()) == (True, 0)
