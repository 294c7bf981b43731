"""A longer term: for one or for all, with a reason, after a look at whom it touches."""

from __future__ import annotations

from datetime import date

import pytest

from monitoring.models import StageExtension
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away

GIVEN = {"whom": "all", "last_day": "2026-10-05", "reason": "Отключение электричества"}


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/extend/"


def test_doors(client_of, address, foreign_coordinator, reviewer):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=reviewer, method="post") == [
        302,
        404,
        403,
    ]


def test_begins_with_the_school_asked_for(client_of, address, coordinator, other_map):
    form = client_of(coordinator).get(address, {"map": other_map.pk}).context["form"]
    assert form.initial == {"whom": str(other_map.pk), "last_day": date(2026, 10, 3)}
    assert client_of(coordinator).get(address, {"map": "x"}).context["form"].initial["whom"] == "all"


def test_shows_whom_it_touches_and_changes_nothing_yet(client_of, address, coordinator, expert_map, other_map, head):
    submitted(expert_map, by=head)
    page = client_of(coordinator).post(address, GIVEN)
    assert (page.status_code, page.context["affected"], StageExtension.objects.count()) == (200, [other_map], 0)


def test_extends_when_confirmed(client_of, address, cycle, coordinator, expert_map, other_map):
    answer = client_of(coordinator).post(address, GIVEN | {"whom": str(other_map.pk), "confirmed": "1"})
    assert answer.headers["Location"] == f"/cycles/{cycle.pk}/"
    assert (again(other_map).fill_last_day, again(expert_map).fill_last_day) == (date(2026, 10, 5), date(2026, 9, 30))
    extension = StageExtension.objects.get()
    assert (extension.reason, extension.allowed_by) == ("Отключение электричества", coordinator)


def test_extends_everybody(client_of, address, coordinator, expert_map, other_map):
    client_of(coordinator).post(address, GIVEN | {"confirmed": "1"})
    assert [again(row).fill_last_day for row in (expert_map, other_map)] == [date(2026, 10, 5)] * 2


def test_who_was_extended_and_why_is_listed(client_of, address, coordinator, expert_map, other_map):
    client = client_of(coordinator)
    client.post(address, GIVEN | {"whom": str(other_map.pk), "confirmed": "1"})
    [extension] = client.get(address).context["extensions"]
    assert (extension.expert_map, extension.reason) == (other_map, "Отключение электричества")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("whom", "", "Выберите, кому продлить срок."),
        ("whom", "10000000", "Этой школе срок продлить нельзя."),
        ("last_day", "", "Укажите день."),
        ("last_day", "2026-09-17", "Этот день уже прошёл."),
        ("last_day", "2026-09-20", "Продлевать некому: карта уже представлена или её срок не раньше этого дня."),
        ("last_day", "вчера", "Введите дату, например 30.09.2026."),
        ("reason", " ", "Напишите причину продления: она останется в журнале."),
        ("reason", "я" * 2001, "Причина длиннее 2000 знаков. Сократите её."),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_what_is_wrong_is_said_at_its_field(
    client_of, address, coordinator, expert_map, field, value, sentence, confirmed
):
    page = client_of(coordinator).post(address, GIVEN | {field: value} | confirmed)
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert StageExtension.objects.count() == 0


def test_when_all_have_submitted_there_is_nobody(
    client_of, address, coordinator, expert_map, other_map, head, other_head
):
    submitted(expert_map, by=head)
    submitted(other_map, by=other_head)
    page = client_of(coordinator).get(address)
    assert (page.status_code, "Продлевать некому" in page.content.decode()) == (200, True)
