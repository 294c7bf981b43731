"""The year's recommendations: every number leads to its list, nothing is decided by looking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.domain.people import invite
from accounts.models import Role
from improvement.domain.deciding import accept, drop
from improvement.models import Delivery, Edition, Recommendation
from improvement.tests import stories
from monitoring.tests.stories import again
from monitoring.tests.views.doors import turned_away

QUERIES = 9  # session, person, roles, the menu's year, cycle, stages, counts, page's count, page


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/recommendations/"


@pytest.fixture
def rows(evaluated_year, methodologist) -> list[Recommendation]:
    return stories.drawn(evaluated_year, by=methodologist)


def codes(page) -> list[str]:
    return [line.row.code for line in page.context["list"].lines]


def test_doors(client_of, address, foreign_coordinator, head):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


def test_an_empty_year_says_what_to_press(client_of, address, methodologist, observer):
    said = [client_of(person).get(address).content.decode() for person in (methodologist, observer)]
    assert ["Составить рекомендации" in text for text in said] == [True, False]


def test_drawn_by_one_button(client_of, address, evaluated_year, methodologist):
    stories.shipped(evaluated_year, by=methodologist)
    client = client_of(methodologist)
    page = client.post(f"{address}draw/", follow=True)
    assert (codes(page), "Добавлено 7." in page.content.decode()) == (stories.MISSED, True)
    page = client.post(f"{address}draw/", follow=True)
    assert "Ничего не изменилось" in page.content.decode()


def test_without_a_bank_the_button_says_why(client_of, address, evaluated_year, methodologist):
    assert "Банк рекомендаций пуст" in client_of(methodologist).post(f"{address}draw/", follow=True).content.decode()


def test_filters_stand_in_the_address(client_of, address, rows, expert_map, other_map, methodologist, now):
    accept(recommendation=rows[0], by=methodologist, at=now)
    drop(recommendation=rows[1], reason="Не нужно", by=methodologist, at=now)
    client, rest = client_of(methodologist), stories.MISSED[2:]
    asked = {
        "": stories.MISSED,
        "?state=accepted": ["1.1"],
        "?state=dropped": ["1.7"],
        "?state=proposed": rest,
        "?state=ready": ["1.1"],
        "?code=4.2": ["4.2"],
        "?to=group": [],
        f"?map={expert_map.pk}": stories.MISSED,
        f"?map={other_map.pk}": [],
        "?map=nonsense&state=nonsense&by=nonsense": stories.MISSED,
        "?q=№ 2": stories.MISSED,
        "?q=999": [],
        "?by=indicator": stories.MISSED,
    }
    assert {query: codes(client.get(address + query)) for query in asked} == asked


def test_figures_lead_to_their_lists(client_of, address, rows, methodologist, now):
    accept(recommendation=rows[0], by=methodologist, at=now)
    Recommendation.objects.filter(pk=rows[0].pk).update(due=now.date())
    client = client_of(methodologist)
    figures = client.get(address).context["list"].figures
    led = {
        figure.title: client.get(f"{address}?{figure.query}").context["list"].page.paginator.count for figure in figures
    }
    assert led == {figure.title: figure.count for figure in figures}
    assert led == {"Всего": 7, "Ждут решения": 6, "Готовы к отправке": 0, "Отправить нельзя": 1, "Отправлены": 0}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client_of, address, rows, methodologist, count, django_assert_num_queries):
    Recommendation.objects.exclude(pk__in=[row.pk for row in rows[:count]]).delete()
    client = client_of(methodologist)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_a_button_in_the_list_leads_back_to_the_same_list(client_of, address, rows, methodologist):
    client = client_of(methodologist)
    answer = client.post(f"/recommendations/{rows[0].pk}/accept/", {"list": "code=1.1&by=indicator"})
    assert answer.url == f"{address}?code=1.1&by=indicator#advice-{rows[0].pk}"
    answer = client.post(f"/recommendations/{rows[0].pk}/undo/", {"list": "//evil.example.org"})
    assert answer.url == f"{address}?%2F%2Fevil.example.org=#advice-{rows[0].pk}"
    assert Recommendation.objects.get(pk=rows[0].pk).state == "proposed"


def test_all_of_the_list_are_accepted_after_a_look(client_of, address, rows, expert_map, methodologist):
    client, where = client_of(methodologist), f"{address}accept/?map={expert_map.pk}"
    assert client.get(where).context["count"] == 7
    assert Recommendation.objects.filter(state="proposed").count() == 7
    client.post(where, {"count": "7"})
    assert Recommendation.objects.filter(state="accepted").count() == 7


def test_a_list_that_moved_is_shown_again(client_of, address, rows, methodologist, now):
    accept(recommendation=rows[0], by=methodologist, at=now)
    page = client_of(methodologist).post(f"{address}accept/", {"count": "7"})
    assert (page.status_code, page.context["count"]) == (409, 6)
    assert Recommendation.objects.filter(state="accepted").count() == 1


def test_sent_after_a_look(client_of, address, approved_year, methodologist, coordinator, head):
    stories.accepted(approved_year, by=methodologist)
    client = client_of(coordinator)
    assert "Отправить 7" in client.get(f"{address}send/").content.decode()
    assert Edition.objects.count() == 0
    assert client.post(f"{address}send/").url == f"{address}receipts/"
    assert Edition.objects.count() == 7
    assert "Отправлять нечего" in client.post(f"{address}send/", follow=True).content.decode()


def test_before_approval_the_page_says_why_not(client_of, address, rows, methodologist):
    client = client_of(methodologist)
    assert "Результаты ещё не утверждены" in client.get(f"{address}send/").content.decode()
    assert "ещё не утверждены" in client.post(f"{address}send/", follow=True).content.decode()
    assert Edition.objects.count() == 0


def test_receipts_show_who_has_and_who_has_not(client_of, address, approved_year, expert_map, methodologist, head, now):
    stories.sent(approved_year, by=methodologist)
    client = client_of(methodologist)

    def shown(query):
        return [(row.sent, row.unread, row.read_by) for row in client.get(f"{address}receipts/{query}").context["page"]]

    assert (shown(""), shown("?state=read"), shown("?state=unread")) == ([(7, 7, None)], [], [(7, 7, None)])
    client_of(head).post(f"/maps/{expert_map.pk}/recommendations/confirm/")
    assert (shown(""), shown("?state=unread")) == ([(7, 0, head.full_name)], [])


def test_receipts_ask_as_much_for_many(client_of, address, approved_year, methodologist, django_assert_num_queries):
    stories.sent(approved_year, by=methodologist)
    client = client_of(methodologist)
    client.get(f"{address}receipts/")
    with django_assert_num_queries(QUERIES):
        client.get(f"{address}receipts/")


def test_reminding_is_asked_first(client_of, address, approved_year, methodologist, head, now):
    stories.sent(approved_year, by=methodologist, at=now - timedelta(days=2))
    client = client_of(methodologist)
    assert "Напомнить: 1" in client.get(f"{address}receipts/remind/").content.decode().replace("\u00a0", " ")
    assert "Отправлено: 1" in client.post(f"{address}receipts/remind/", follow=True).content.decode()


def test_one_recommendation_with_its_grounds(client_of, rows, observer, methodologist):
    where = f"/recommendations/{rows[1].pk}/"
    said = [client_of(person).get(where).content.decode() for person in (methodologist, observer)]
    assert ["не хватает 6" in text.replace("\u00a0", " ") for text in said] == [True, True]
    assert ["Изменить" in text for text in said] == [True, False]


TYPED = {"version": "1", "action": "Своими словами.", "due": "31.05.2027", "helper": "", "target": "", "reason": ""}


def test_changed(client_of, rows, methodologist):
    where = f"/recommendations/{rows[0].pk}/change/"
    client_of(methodologist).post(where, TYPED)
    row = Recommendation.objects.get(pk=rows[0].pk)
    assert (row.state, row.action, row.due.isoformat()) == ("changed", "Своими словами.", "2027-05-31")


@pytest.mark.parametrize(
    ("wrong", "field"), [({"action": ""}, "action"), ({"due": "завтра"}, "due"), ({"due": "01.01.2026"}, "due")]
)
def test_a_wrong_word_is_told_at_its_field(client_of, rows, methodologist, wrong, field):
    page = client_of(methodologist).post(f"/recommendations/{rows[0].pk}/change/", TYPED | wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_a_stale_form_overwrites_nothing(client_of, rows, methodologist):
    client, where = client_of(methodologist), f"/recommendations/{rows[0].pk}/change/"
    client.post(where, TYPED)
    page = client.post(where, TYPED | {"action": "Второе."})
    said = page.content.decode()
    assert (page.status_code, "Своими словами." in said, "Второе." in said) == (409, True, True)
    client.post(where, TYPED | {"version": str(page.context["form"]["version"].value()), "action": "Второе."})
    assert Recommendation.objects.get(pk=rows[0].pk).action == "Второе."


def test_dropped_with_a_reason_only(client_of, rows, methodologist):
    client, where = client_of(methodologist), f"/recommendations/{rows[0].pk}/drop/"
    assert client.post(where, {"reason": " "}).status_code == 422
    client.post(where, {"reason": "Школа закрывается"})
    assert Recommendation.objects.get(pk=rows[0].pk).state == "dropped"


def test_who_fills_for_the_school_does_not_decide_for_it(client_of, rows, municipality, school, methodologist, now):
    invite(
        municipality=municipality,
        email=methodologist.email,
        full_name=methodologist.full_name,
        role=Role.EDITOR,
        school=school,
        by=None,
        at=now,
    )
    client = client_of(methodologist)
    answers = [client.get(f"/recommendations/{rows[0].pk}/{verb}/").status_code for verb in ("change", "drop")]
    assert answers == [403, 403]
    assert client.post(f"/recommendations/{rows[0].pk}/accept/").status_code == 403


def test_the_school_sees_nothing_before_it_is_sent(client_of, approved_year, expert_map, methodologist, head):
    stories.accepted(approved_year, by=methodologist)
    page = client_of(head).get(f"/maps/{expert_map.pk}/recommendations/")
    assert ("ещё не отправлены" in page.content.decode(), Delivery.objects.count()) == (True, 0)
    assert again(expert_map).state == "approved"
