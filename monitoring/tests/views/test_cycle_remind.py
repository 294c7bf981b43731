"""Reminders on the screens: whom, how many, which words; then the list of what was sent."""

from __future__ import annotations

import pytest
from django.core import mail

from monitoring.models import ExpertMap, Reminder
from monitoring.states import MapState
from monitoring.tests.cast import NOW
from monitoring.tests.stories import fill, submitted
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away

QUERIES = 11  # session, person, roles, the menu's year, cycle, stages, page's count, page, people, last letters, counts
SENT_QUERIES = 9  # session, person, roles, the menu's year, cycle, stages, counts, page's count, page


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/reminders/"


@pytest.fixture
def desk(client_of, coordinator):
    return client_of(coordinator)


@pytest.mark.parametrize("page", ["", "sent/"])
def test_doors(client_of, address, page, foreign_coordinator, reviewer):
    doors = turned_away(f"{address}{page}", client_of, stranger=foreign_coordinator, forbidden=reviewer)
    assert doors == [302, 404, 403]


def test_nothing_is_sent_before_the_confirmation(desk, address, expert_map, other_map, head, editor, other_head):
    page = desk.post(address, {"maps": [expert_map.pk, other_map.pk]})
    assert (page.status_code, page.context["letters"], len(mail.outbox)) == (200, "3\u00a0письма", 0)
    assert "Срок — до среды, 30\u00a0сентября" in page.content.decode()
    answer = desk.post(address, {"maps": [expert_map.pk, other_map.pk], "confirmed": "1"})
    assert (answer.headers["Location"], len(mail.outbox)) == (f"{address}sent/", 3)
    listed = desk.get(f"{address}sent/").context["page"]
    assert {(row.email, row.state) for row in listed} == {
        (head.email, "sent"),
        (editor.email, "sent"),
        (other_head.email, "sent"),
    }


def test_who_was_reminded_today_cannot_be_ticked_and_is_left_out(
    desk, address, expert_map, other_map, head, other_head
):
    desk.post(address, {"maps": [expert_map.pk], "confirmed": "1"})
    rows = desk.get(address).context["rows"]
    assert [(row.expert_map, row.today, row.can_be_reminded) for row in rows] == [
        (expert_map, True, False),
        (other_map, False, True),
    ]
    page = desk.post(address, {"maps": [expert_map.pk, other_map.pk]})
    assert [row.expert_map for row in page.context["left_out"]] == [expert_map]
    refused = desk.post(address, {"maps": [expert_map.pk], "confirmed": "1"})
    assert (refused.status_code, len(mail.outbox)) == (422, 1)


def test_a_school_without_people_says_so(desk, address, expert_map):
    page = desk.get(address)
    assert [row.can_be_reminded for row in page.context["rows"]] == [False, False]
    assert "некому: пригласите руководителя" in page.content.decode()
    assert desk.post(address, {"maps": [expert_map.pk]}).status_code == 422


@pytest.mark.parametrize(
    ("maps", "sentence"),
    [
        ([], "Отметьте хотя бы одну школу."),
        (["x"], "Часть школ уже представила карты: обновите страницу."),
        (["10000000"], "Часть школ уже представила карты: обновите страницу."),
    ],
)
def test_what_is_wrong_is_said(desk, address, expert_map, maps, sentence):
    page = desk.post(address, {"maps": maps})
    assert (page.status_code, page.context["form"].errors) == (422, {"maps": [sentence]})


def test_who_submitted_meanwhile_is_not_written_to(desk, address, expert_map, head):
    submitted(expert_map, by=head)
    assert desk.post(address, {"maps": [expert_map.pk], "confirmed": "1"}).status_code == 422
    assert len(mail.outbox) == 0


@pytest.mark.parametrize(("state", "found"), [("", 2), ("untouched", 1), ("late", 0), ("returned", 0), ("x", 2)])
def test_lists_stand_in_the_address(desk, address, expert_map, other_map, head, state, found):
    fill(expert_map, by=head)
    assert len(desk.get(address, {"state": state}).context["rows"]) == found
    assert len(desk.get(address, {"q": "ООШ"}).context["rows"]) == 1


def test_a_failing_server_is_a_sentence(desk, address, expert_map, head, settings):
    settings.EMAIL_BACKEND = "monitoring.tests.mail.Full"
    page = desk.post(address, {"maps": [expert_map.pk], "confirmed": "1"}, follow=True).content.decode()
    assert "Не отправлено: 1\u00a0письмо. Почтовый сервер отказал: 552. Письма сохранены в списке" in page
    assert [row.state for row in desk.get(f"{address}sent/", {"state": "failed"}).context["page"]] == ["failed"]
    assert desk.get(address).context["rows"][0].can_be_reminded is True


def test_without_a_mail_server_the_page_says_so(desk, address, expert_map, head, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "Почта на сервере не настроена" in desk.get(address).content.decode()


def test_empty_lists_say_what_to_do(desk, address, cycle, expert_map):
    assert "Напоминаний ещё не было" in desk.get(f"{address}sent/").content.decode()
    ExpertMap.objects.update(state=MapState.SUBMITTED, first_submitted_at=NOW)
    assert "Напоминать некому" in desk.get(address).content.decode()


@pytest.mark.parametrize("maps", [1, 3, 165])
def test_queries_do_not_grow(client_of, django_assert_num_queries, municipality, methodology, coordinator, maps):
    cycle = district_of(maps, municipality, methodology, coordinator)
    ExpertMap.objects.update(state=MapState.FILLING)
    Reminder.objects.bulk_create(
        Reminder(
            municipality=municipality,
            cycle=cycle,
            expert_map=row,
            person=coordinator,
            email="a@example.org",
            day=NOW.date(),
            state="sent",
            asked_by=coordinator,
            asked_at=NOW,
        )
        for row in ExpertMap.objects.of(cycle)
    )
    client = client_of(coordinator)
    for where, number in [("", QUERIES), ("sent/", SENT_QUERIES)]:
        client.get(f"/cycles/{cycle.pk}/reminders/{where}")
        with django_assert_num_queries(number):
            client.get(f"/cycles/{cycle.pk}/reminders/{where}")
