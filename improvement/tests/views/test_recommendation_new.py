"""The methodologist's own recommendation in the browser: schools narrowed first, then ticked, then written once."""

from __future__ import annotations

import pytest

from accounts.domain.people import invite
from accounts.models import Role
from improvement.models import Recommendation
from monitoring.tests.views.doors import turned_away

# Session, person, roles, the menu's year, cycle, its terms; maps, answers, corrections of the facts; the schools.
# One more for a named school.
QUERIES = 10


@pytest.fixture
def address(evaluated_year):
    return f"/cycles/{evaluated_year.pk}/recommendations/new/"


@pytest.fixture
def typed(expert_map) -> dict[str, object]:
    return {
        "audience": "psychologists", "code": "1.7", "observed": "Кружок закрыт.", "action": "Открыть кружок.",
        "due": "31.05.2027", "schools": [str(expert_map.pk)],
    }  # fmt: skip


def shown(page) -> list[str]:
    return [str(row.school) for row in page.context["screen"].maps]


def test_doors(client_of, address, foreign_coordinator, head):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


def test_narrowed_schools_are_ticked_and_the_figure_is_put_in(client_of, address, expert_map, methodologist):
    client = client_of(methodologist)
    everybody = client.get(address)
    assert (len(shown(everybody)), everybody.context["form"].ticked) == (2, set())
    page = client.get(f"{address}?code=1.7")
    assert (page.context["form"].ticked, page.context["form"].initial["code"]) == ({expert_map.pk}, "1.7")
    assert "не хватает 6" in page.content.decode().replace("\u00a0", " ")
    assert "степень эффективности средняя" in client.get(f"{address}?band=medium").content.decode()
    assert shown(client.get(f"{address}?band=low")) == []
    assert shown(client.get(f"{address}?map={expert_map.pk}")) == [str(expert_map.school)]
    assert len(shown(client.get(f"{address}?code=nonsense&kind=nonsense&map=x"))) == 2


def test_written(client_of, address, typed, methodologist):
    client = client_of(methodologist)
    answer = client.post(address, typed)
    row = Recommendation.objects.get()
    assert (answer.url, row.audience, row.code, row.state) == (
        f"/recommendations/{row.pk}/", "psychologists", "1.7", "accepted",
    )  # fmt: skip
    page = client.get(answer.url).content.decode()
    assert ("методист написал её от себя" in page, "Педагогам-психологам" in page) == (True, True)
    client.post(address, typed)
    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"schools": []}, "schools"),
        ({"schools": ["0"]}, "schools"),
        ({"schools": ["x"]}, "schools"),
        ({"action": ""}, "action"),
        ({"due": "01.01.2026"}, "due"),
        ({"observed": ""}, "observed"),
    ],
)
def test_a_wrong_word_is_told_at_its_field_and_nothing_is_lost(client_of, address, typed, methodologist, wrong, field):
    page = client_of(methodologist).post(address, typed | wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert ("Кружок закрыт." in page.content.decode()) == (field != "observed")
    assert Recommendation.objects.count() == 0


def test_ones_own_school_is_not_offered(client_of, address, typed, municipality, school, methodologist, now):
    person = {"email": methodologist.email, "full_name": methodologist.full_name, "role": Role.EDITOR}
    invite(municipality=municipality, school=school, by=None, at=now, **person)
    client = client_of(methodologist)
    assert str(school) not in shown(client.get(address))
    assert client.post(address, typed).status_code == 422
    assert Recommendation.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?map=1"])
def test_queries_do_not_grow(client_of, address, methodologist, query, django_assert_num_queries):
    client = client_of(methodologist)
    client.get(address)
    with django_assert_num_queries(QUERIES + bool(query)):
        client.get(f"{address}{query}")
