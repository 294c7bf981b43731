"""The dictionary of reasons on its screen: added, changed, moved, retired and brought back by the coordinator."""

from __future__ import annotations

import pytest

from monitoring.domain.review_reasons import add_reason, retire_reason
from monitoring.models import ReviewReason
from monitoring.tests.views.doors import turned_away

QUERIES = 6  # session, person, roles, the menu's year, the year of the indicators, reasons


@pytest.fixture
def address(municipality):
    return f"/municipalities/{municipality.pk}/review-reasons/"


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def reason(municipality, coordinator, now):
    return add_reason(
        municipality=municipality, kind="returned", code="", text="Приложите список.", by=coordinator, at=now
    )


def texts(page, kind="returned"):
    [part] = [part for part in page.context["parts"] if part.kind == kind]
    return [entry.reason.text for entry in part.entries]


def test_doors(client_of, address, reason, foreign_coordinator, reviewer):
    one = f"/review-reasons/{reason.pk}/"
    for where, method in [
        (address, "get"), (address, "post"), (one, "get"), (one, "post"), (f"{one}move/", "post"),
        (f"{one}retire/", "post"), (f"{one}restore/", "post"),
    ]:  # fmt: skip
        answers = turned_away(where, client_of, stranger=foreign_coordinator, forbidden=reviewer, method=method)
        assert (where, answers) == (where, [302, 404, 403])


def test_a_new_reason_stands_at_the_end_of_its_part(client, address, cycle):
    client.post(address, {"kind": "returned", "code": "1.2", "text": "Приложите список классов."})
    page = client.get(address)
    assert (texts(page)[-1], ReviewReason.objects.get(text="Приложите список классов.").code) == (
        "Приложите список классов.",
        "1.2",
    )


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"kind": "returned", "text": " "}, {"text": ["Напишите причину: такой её увидит школа."]}),
        ({"kind": "returned", "text": "х" * 301}, {"text": ["Причина длиннее 300 знаков. Скажите короче."]}),
        ({"kind": "accepted", "text": "х"}, {"kind": ["Выберите «Исправить» или «Вернуть»."]}),
        ({"text": "х"}, {"kind": ["Выберите решение."]}),
        (
            {"kind": "returned", "code": "9.9", "text": "х"},
            {"code": ["Такого показателя в методике нет. Выберите из списка."]},
        ),
        ({"kind": "returned", "text": "Поясните расхождение с ОО-1."}, {"text": ["Такая причина в словаре уже есть."]}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, address, cycle, given, errors):
    before = ReviewReason.objects.count()
    page = client.post(address, given)
    assert (page.status_code, page.context["form"].errors, ReviewReason.objects.count()) == (422, errors, before)


def test_words_are_changed(client, address, reason, cycle):
    one = f"/review-reasons/{reason.pk}/"
    assert client.get(one).context["form"]["text"].value() == "Приложите список."
    answer = client.post(one, {"kind": "corrected", "code": "2.1", "text": "Списка нет."})
    reason.refresh_from_db()
    assert (answer.headers["Location"], reason.kind, reason.code, reason.text) == (
        address, "corrected", "2.1", "Списка нет.",
    )  # fmt: skip
    assert client.post(one, {"kind": "corrected", "text": ""}).status_code == 422


def test_order_is_changed_by_one_place(client, address, reason):
    before = texts(client.get(address))
    answer = client.post(f"/review-reasons/{reason.pk}/move/", {"step": "up"})
    assert answer.headers["Location"] == f"{address}#reason-{reason.pk}"
    assert texts(client.get(address)) == [*before[:-2], "Приложите список.", before[-2]]
    client.post(f"/review-reasons/{reason.pk}/move/", {"step": "sideways"})
    client.post(f"/review-reasons/{reason.pk}/move/", {"step": "down"})
    assert texts(client.get(address)) == before


def test_a_retired_reason_waits_below_to_be_brought_back(client, address, reason):
    before = texts(client.get(address))
    client.post(f"/review-reasons/{reason.pk}/retire/")
    page = client.get(address)
    assert (texts(page), [row.text for row in page.context["retired"]]) == (before[:-1], ["Приложите список."])
    client.post(f"/review-reasons/{reason.pk}/restore/")
    assert (texts(client.get(address)), client.get(address).context["retired"]) == (before, [])


def test_what_cannot_be_brought_back_is_said(client, address, reason, municipality, coordinator, now):
    retire_reason(reason=reason, by=coordinator, at=now)
    add_reason(municipality=municipality, kind="returned", code="", text=reason.text, by=coordinator, at=now)
    page = client.post(f"/review-reasons/{reason.pk}/restore/", follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Такая причина в словаре уже есть."]


def test_before_the_first_year_reasons_are_for_any_indicator(client, address):
    assert client.get(address).context["form"].fields["code"].choices == [("", "Для любого")]


@pytest.mark.parametrize("reasons", [1, 3])
def test_queries_do_not_grow(client, address, cycle, municipality, django_assert_num_queries, reasons):
    kept = ReviewReason.objects.of(municipality.pk).values_list("pk", flat=True)[:reasons]
    ReviewReason.objects.exclude(pk__in=list(kept)).delete()
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
