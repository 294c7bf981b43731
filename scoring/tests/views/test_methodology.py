"""Who reads the rubric, and is everything of it on the page?"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest
from django.urls import reverse

from monitoring.tests.cast import METHODOLOGY_FILE
from scoring.models import Methodology


@pytest.fixture
def address(methodology) -> str:
    return reverse("scoring:methodology", args=[methodology.pk])


def test_every_word_of_the_act_is_there(client_of, head, address):
    page = client_of(head).get(address).content.decode()
    content = json.loads(Path(METHODOLOGY_FILE).read_text(encoding="utf-8"))
    indicators = [
        indicator
        for direction in content["directions"]
        for criterion in direction["criteria"]
        for indicator in criterion["indicators"]
    ]
    texts = [indicator[name] for indicator in indicators for name in ("wording", "method", "sources", "clarification")]
    assert (len(indicators), [text for text in texts if escape(text) not in page]) == (23, [])


def test_the_bands_stand_with_their_points(client_of, head, address):
    page = client_of(head).get(address).content.decode()
    assert [points in page for points in ("19–23", "14–18", "0–13")] == [True, True, True]


def test_any_signed_in_person_reads_a_shared_one(client, client_of, observer, foreign_head, address):
    assert [client_of(person).get(address).status_code for person in (observer, foreign_head)] == [200, 200]
    assert client.get(address).status_code == 302


def test_one_of_another_municipality_does_not_exist(
    client_of, observer, foreign_coordinator, methodology, municipality, address
):
    Methodology.objects.filter(pk=methodology.pk).update(municipality=municipality)
    assert client_of(observer).get(address).status_code == 200
    assert client_of(foreign_coordinator).get(address).status_code == 404


def test_the_list_shows_the_shared_and_ones_own(client, client_of, head, methodology, municipality, other_municipality):
    for owner in (municipality, other_municipality):
        Methodology.objects.create(
            municipality=owner,
            code="own",
            version=owner.name,
            title="Своя",
            source_digest="0",
            created_at=methodology.created_at,
        )
    address = reverse("scoring:methodology_list", args=[municipality.pk])
    listed = client_of(head).get(address).context["methodologies"]
    assert [(row.version, row.indicator_count) for row in listed] == [("2024", 23), ("Тестовый район", 0)]
    assert client.get(address).status_code == 302


def test_the_list_of_another_municipality_does_not_exist(client_of, head, other_municipality):
    assert client_of(head).get(reverse("scoring:methodology_list", args=[other_municipality.pk])).status_code == 404


def test_an_empty_list_says_who_loads_one(client_of, coordinator, municipality):
    page = client_of(coordinator).get(reverse("scoring:methodology_list", args=[municipality.pk])).content.decode()
    assert "Методик пока нет" in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    client_of, coordinator, municipality, methodology, django_assert_num_queries, count
):
    for number in range(count - 1):
        Methodology.objects.create(
            code="own", version=str(number), title="Своя", source_digest="0", created_at=methodology.created_at
        )
    client = client_of(coordinator)
    with django_assert_num_queries(5):
        client.get(reverse("scoring:methodology_list", args=[municipality.pk]))


def test_queries_of_a_rubric(client_of, coordinator, address, django_assert_num_queries):
    client = client_of(coordinator)
    with django_assert_num_queries(11):
        client.get(address)
