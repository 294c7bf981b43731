"""The reviewer confirms or rejects what the rule proposes; strictly, the page says why it is 0."""

from __future__ import annotations

import pytest

from monitoring.models import ApplicabilityDecision, ExpertMap
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away
from scoring.engine.types import Policy

UPPER = ["1.3", "1.5", "3.2", "7.1"]
CONFIRM = {"codes": UPPER, "outcome": "confirm", "reason": "Нет 10–11 классов"}


@pytest.fixture
def signed(municipality, methodology, coordinator, school, other_school, other_head, now):
    cycle = make_cycle(municipality, methodology, coordinator, policy=Policy.APPLICABLE)
    expert_map = ExpertMap.objects.with_context().get(cycle=cycle, school=other_school)
    submitted(expert_map, by=other_head)
    return again(expert_map)


@pytest.fixture
def address(signed):
    return f"/review/{signed.pk}/applicability/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_doors(client_of, address, foreign_reviewer, methodologist, method):
    doors = turned_away(address, client_of, stranger=foreign_reviewer, forbidden=methodologist, method=method)
    assert doors == [302, 404, 403]


def test_proposals_are_shown_as_not_confirmed(client_of, address, reviewer):
    page = client_of(reviewer).get(address)
    assert [row.code for row in page.context["page"].unconfirmed] == UPPER
    assert page.content.decode().count("предложено по уровням школы, не подтверждено") == 4


def test_confirmed_together_with_one_reason(client_of, address, signed, reviewer):
    assert client_of(reviewer).post(address, CONFIRM).headers["Location"] == address
    page = client_of(reviewer).get(address)
    assert (page.context["page"].unconfirmed, again(signed).maximum) == ([], 19)
    assert ApplicabilityDecision.objects.filter(is_confirmed=True).count() == 4


def test_rejected_it_counts(client_of, address, signed, reviewer):
    client_of(reviewer).post(address, CONFIRM | {"codes": ["3.2"], "outcome": "reject", "reason": "Открыт 10 класс"})
    assert (again(signed).maximum, again(signed).answers.get(code="3.2").counts_anyway) == (20, True)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"codes": []}, "codes"),
        ({"codes": ["1.2"]}, "codes"),
        ({"outcome": ""}, "outcome"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, address, reviewer, given, field):
    page = client_of(reviewer).post(address, CONFIRM | given)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert ApplicabilityDecision.objects.count() == 0


def test_strictly_nothing_is_asked_and_the_page_says_why(client_of, other_map, other_head, reviewer):
    submitted(other_map, by=other_head)
    page = client_of(reviewer).get(f"/review/{other_map.pk}/applicability/")
    said = page.content.decode().replace("\xa0", " ")
    assert (page.context["page"].is_asked, "По приложению 1 — 0 баллов" in said, "<form" in said.split("<main")[1]) == (
        False,
        True,
        False,
    )
    assert client_of(reviewer).post(f"/review/{other_map.pk}/applicability/", CONFIRM).status_code == 422
    assert ApplicabilityDecision.objects.count() == 0


def test_the_desk_leads_here(client_of, signed, reviewer):
    page = client_of(reviewer).get(f"/review/{signed.pk}/1.3/").content.decode()
    assert f'href="/review/{signed.pk}/applicability/"' in page
    assert f'href="/review/{signed.pk}/applicability/"' not in (
        client_of(reviewer).get(f"/review/{signed.pk}/1.2/").content.decode()
    )
