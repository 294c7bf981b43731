"""What does the card of a school show, and to whom?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from monitoring.tests.cast import make_school
from schools.domain.register import change_participation
from schools.models import ReferenceFigures, School


@pytest.fixture
def address(school) -> str:
    return reverse("schools:school", args=[school.pk])


def test_the_school_and_the_department_read_it(client_of, head, editor, observer, address):
    assert [client_of(person).get(address).status_code for person in (head, editor, observer)] == [200, 200, 200]


def test_others_are_told_nothing(client, client_of, other_head, foreign_coordinator, address):
    assert [client_of(person).get(address).status_code for person in (other_head, foreign_coordinator)] == [404, 404]
    assert client.get(address).status_code == 302


def test_figures_stand_by_year_and_unknown_is_no_zero(client_of, head, school, figures, address):
    ReferenceFigures.objects.create(
        municipality=school.municipality, school=school, as_of=date(2024, 9, 20), staff=1048
    )
    card = client_of(head).get(address).context["card"]
    assert card.days == (date(2025, 9, 20), date(2024, 9, 20))
    assert {row.title: row.figures for row in card.figures}["педагогические и руководящие работники"] == (50, 1048)
    assert {row.title: row.figures for row in card.figures}["обучающиеся 8–9 классов"] == (180, None)


def test_people_of_the_school(client_of, head, editor, other_head, address):
    card = client_of(head).get(address).context["card"]
    assert [(person.name, person.role) for person in card.people] == [
        ("Директорова Дарья Дмитриевна", "руководитель школы"),
        ("Заместителева Зоя Захаровна", "ответственный в школе"),
    ]


def test_no_figures_yet(client_of, head, coordinator, address):
    assert "Их загружает координатор мониторинга." in client_of(head).get(address).content.decode()
    assert "Загрузите их таблицей" in client_of(coordinator).get(address).content.decode()


@pytest.mark.parametrize("site", ["javascript:alert(1)", "ftp://school2.example.org/", "//school2.example.org/"])
def test_the_database_keeps_no_site_but_http(school, site):
    with pytest.raises(IntegrityError, match="school_site_is_http"), transaction.atomic():
        School.objects.filter(pk=school.pk).update(site=site)


def test_the_site_is_linked_without_telling_where_from(client_of, head, address):
    link = '<a href="https://school2.example.org/" rel="noopener noreferrer nofollow">'
    assert link in client_of(head).get(address).content.decode()


def test_why_a_school_left(client_of, coordinator, head, school, address, now):
    change_participation(school=school, takes_part=False, reason="Присоединена к № 10", by=coordinator, at=now)
    page = client_of(head).get(address).content.decode()
    assert "Причина: Присоединена к № 10" in page
    assert "Вернуть в мониторинг" not in page
    assert "Вернуть в мониторинг" in client_of(coordinator).get(address).content.decode()


@pytest.mark.parametrize("years", [1, 3])
def test_queries_do_not_grow_with_years(client_of, head, editor, school, address, django_assert_num_queries, years):
    for year in range(years):
        ReferenceFigures.objects.create(municipality=school.municipality, school=school, as_of=date(2022 + year, 9, 20))
    client = client_of(head)
    with django_assert_num_queries(6):
        client.get(address)


def test_a_name_with_markup_stays_text(client_of, observer, municipality):
    school = make_school(municipality, "1", "<b>СОШ</b> № 1")
    page = client_of(observer).get(reverse("schools:school", args=[school.pk])).content.decode()
    assert "<b>СОШ</b>" not in page
