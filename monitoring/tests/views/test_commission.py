"""The commission: who is present, last year's by a press, a protocol once chair and secretary are named."""

from __future__ import annotations

import pytest

from monitoring.models import CommissionMember, CommissionProtocol
from monitoring.tests.cast import make_cycle
from monitoring.tests.views.doors import ABSENT, turned_away

CHAIR = {"full_name": "Председателев Павел", "position": "начальник отдела", "role": "chair"}
SECRETARY = {"full_name": "Секретарева Светлана", "position": "методист", "role": "secretary"}


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/commission/"


@pytest.fixture
def seated(client_of, address, methodologist):
    for fields in (CHAIR, SECRETARY):
        client_of(methodologist).post(f"{address}new/", fields)
    return list(CommissionMember.objects.order_by("pk"))


def test_doors(client_of, address, foreign_coordinator, head):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


@pytest.mark.parametrize("place", ["", "new/", "last-year/"])
def test_reviewers_and_observers_change_nothing(client_of, address, reviewer, observer, place):
    for person in (reviewer, observer):
        assert client_of(person).post(f"{address}{place}", CHAIR).status_code == 403
        assert client_of(person).get(address).status_code == 200
    assert (CommissionMember.objects.count(), CommissionProtocol.objects.count()) == (0, 0)


@pytest.mark.parametrize("person", ["methodologist", "coordinator"])
def test_a_person_is_added_changed_and_removed(request, client_of, address, person):
    client = client_of(request.getfixturevalue(person))
    assert client.post(f"{address}new/", CHAIR).headers["Location"] == address
    member = CommissionMember.objects.get()
    client.post(f"{address}{member.pk}/", CHAIR | {"position": "руководитель"})
    assert CommissionMember.objects.get().position == "руководитель"
    assert "Убрать из состава комиссии?" in client.get(f"{address}{member.pk}/remove/").content.decode()
    assert CommissionMember.objects.count() == 1  # asked, not done
    client.post(f"{address}{member.pk}/remove/")
    assert CommissionMember.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (CHAIR | {"full_name": ""}, "full_name", "Укажите фамилию, имя и отчество."),
        (CHAIR | {"position": ""}, "position", "Укажите должность."),
        (CHAIR | {"full_name": "Другов"}, "role", "Председатель уже указан. Сначала измените его роль."),
        (CHAIR | {"role": "secretary"}, "full_name", "Этот человек в составе уже есть."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, address, methodologist, fields, field, sentence):
    client = client_of(methodologist)
    client.post(f"{address}new/", CHAIR)
    page = client.post(f"{address}new/", fields)
    assert (page.status_code, page.context["member_form"].errors) == (422, {field: [sentence]})
    assert CommissionMember.objects.count() == 1


def test_a_person_of_another_year_is_absent(client_of, cycle, address, seated, municipality, methodology, coordinator):
    following = make_cycle(municipality, methodology, coordinator, year=2026)
    client = client_of(coordinator)
    for number in (seated[0].pk, ABSENT):
        for place in ("", "remove/"):
            assert client.get(f"/cycles/{following.pk}/commission/{number}/{place}").status_code == 404


def test_last_years_people_by_one_press(
    client_of, address, seated, municipality, methodology, coordinator, methodologist
):
    following = make_cycle(municipality, methodology, coordinator, year=2026)
    place = f"/cycles/{following.pk}/commission/"
    assert "Взять состав за 2025/2026 учебный год (2)" in client_of(methodologist).get(place).content.decode()
    client_of(methodologist).post(f"{place}last-year/")
    assert following.commission.count() == 2
    again = client_of(methodologist).post(f"{place}last-year/", follow=True)
    assert "переносится только в пустой список" in again.content.decode()


def test_requisites_are_kept(client_of, address, methodologist):
    given = {"number": "5", "held_on": "2026-11-01", "place": "кабинет 3", "agenda": "О первом\r\nО втором"}
    assert client_of(methodologist).post(address, given).status_code == 302
    row = CommissionProtocol.objects.get()
    assert (row.number, row.place, row.agenda) == ("5", "кабинет 3", "О первом\nО втором")
    bad = client_of(methodologist).post(address, given | {"held_on": "вчера"})
    assert (bad.status_code, list(bad.context["requisites"].errors)) == (422, ["held_on"])


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_printed_only_with_chair_and_secretary(client_of, cycle, address, methodologist, form):
    client = client_of(methodologist)
    page = client.get(f"/results/{cycle.pk}/protocol.{form}", follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "Протокол составляется, когда указаны председатель и секретарь комиссии." in page.content.decode()


def test_printed_both_ways(client_of, cycle, address, seated, observer):
    pdf, docx = (client_of(observer).get(f"/results/{cycle.pk}/protocol.{form}") for form in ("pdf", "docx"))
    assert (pdf.content[:5], pdf.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert (docx.content[:2], docx.headers["Content-Disposition"].startswith("attachment")) == (b"PK", True)


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow(client_of, django_assert_num_queries, cycle, address, reviewer, people):
    CommissionMember.objects.bulk_create(
        CommissionMember(
            municipality_id=cycle.municipality_id, cycle=cycle, full_name=f"Членов {n}", position="член", role="member"
        )
        for n in range(people)
    )
    client = client_of(reviewer)
    client.get(address)
    with django_assert_num_queries(8):  # session, person, roles, the menu's year, cycle, stages, members, protocol
        client.get(address)
