"""The bank in the browser: read by the department, kept by the methodologist."""

from __future__ import annotations

import pytest

from improvement.domain.bank import RuleWords, add_rule, retire_rule
from improvement.models import AdviceRule
from monitoring.tests.views.doors import turned_away

QUERIES = 8  # session, person, roles, the menu's year, the year's methodology, counts, page's count, page
TYPED = {
    "code": "1.2", "audience": "heads", "addressee": "school", "gap": "any", "action": "Провести экскурсию.",
    "term_days": "30",
}  # fmt: skip


@pytest.fixture
def address(municipality):
    return f"/municipalities/{municipality.pk}/advice/"


@pytest.fixture
def make_rule(municipality, methodology, methodologist, now):
    def made(code="1.2", **words) -> AdviceRule:
        said = RuleWords(code=code, action=f"Сделать {code}.", term_days=30, **words)
        return add_rule(
            municipality=municipality, methodology_code=methodology.code, words=said, by=methodologist, at=now
        )

    return made


def codes(page) -> list[str]:
    return [line.rule.code for line in page.context["lines"]]


def test_doors(client_of, address, foreign_coordinator, head):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


def test_before_the_first_year_it_says_what_is_missing(client_of, address, methodologist):
    assert "Методика ещё не выбрана" in client_of(methodologist).get(address).content.decode()


def test_an_empty_bank_is_filled_by_one_button(client_of, address, cycle, methodologist):
    client = client_of(methodologist)
    assert "Заполнить из методики" in client.get(address).content.decode()
    assert client.post(f"{address}ship/").url == address
    assert client.get(address).context["page"].paginator.count == 46


def test_others_read_and_are_offered_nothing(client_of, address, cycle, make_rule, observer):
    make_rule()
    page = client_of(observer).get(address)
    assert (codes(page), "Изменить" in page.content.decode()) == (["1.2"], False)


def test_filters_stand_in_the_address(client_of, address, cycle, make_rule, methodologist, now):
    make_rule("1.2")
    make_rule("4.1")
    retire_rule(rule=make_rule("5.1"), by=methodologist, at=now)
    client = client_of(methodologist)
    asked = ["", "?code=4.1", "?state=retired", "?state=group", "?state=nonsense&code=nonsense"]
    assert [codes(client.get(address + part)) for part in asked] == [
        ["1.2", "4.1"],
        ["4.1"],
        ["5.1"],
        [],
        ["1.2", "4.1"],
    ]


def test_pages(client_of, address, cycle, make_rule, methodologist):
    for _ in range(51):
        make_rule()
    page = client_of(methodologist).get(f"{address}?page=2")
    assert len(codes(page)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client_of, address, cycle, make_rule, methodologist, count, django_assert_num_queries):
    for _ in range(count):
        make_rule()
    client = client_of(methodologist)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)


def test_a_rule_is_added(client_of, address, cycle, methodologist):
    assert client_of(methodologist).post(f"{address}new/", TYPED).url == address
    rule = AdviceRule.objects.get()
    assert (rule.code, rule.action, rule.term_days) == ("1.2", "Провести экскурсию.", 30)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"action": ""}, "action"),
        ({"code": "9.9"}, "code"),
        ({"gap": "near"}, "people"),
        ({"term_days": "скоро"}, "term_days"),
        ({"term_days": "", "term_day": "31", "term_month": "2"}, "term_day"),
        ({"term_days": "", "term_day": "31"}, "term_day"),
        ({"term_days": "0"}, "term_days"),
        ({"people": "99999999999999999999", "gap": "near"}, "people"),
    ],
)
def test_a_wrong_word_is_told_at_its_field(client_of, address, cycle, methodologist, wrong, field):
    page = client_of(methodologist).post(f"{address}new/", TYPED | wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert AdviceRule.objects.count() == 0


def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(client_of, cycle, make_rule, methodologist):
    rule = make_rule()
    client = client_of(methodologist)
    where = f"/advice/{rule.pk}/"
    client.post(where, TYPED | {"version": "1", "action": "Первое."})
    page = client.post(where, TYPED | {"version": "1", "action": "Второе."})
    said = page.content.decode()
    assert (page.status_code, AdviceRule.objects.get().action) == (409, "Первое.")
    assert ("Первое." in said, "Второе." in said) == (True, True)
    again = client.post(where, TYPED | {"version": str(page.context["form"]["version"].value()), "action": "Второе."})
    assert (again.status_code, AdviceRule.objects.get().action) == (302, "Второе.")


def test_retired_and_restored(client_of, address, cycle, make_rule, methodologist):
    rule, client = make_rule(), client_of(methodologist)
    client.post(f"/advice/{rule.pk}/retire/")
    assert codes(client.get(address)) == []
    client.post(f"/advice/{rule.pk}/restore/")
    assert codes(client.get(address)) == ["1.2"]


def test_the_sample_is_taken_after_a_look(client_of, address, cycle, make_rule, methodologist, observer):
    make_rule()
    client = client_of(methodologist)
    assert "Взять примерный набор" in client.get(address).content.decode()
    page = client.get(f"{address}sample/")
    assert (len(page.context["lines"]), AdviceRule.objects.count()) == (24, 1)
    assert client.post(f"{address}sample/").url == address
    assert AdviceRule.objects.count() == 25
    assert "Примерный набор уже взят" in client.get(f"{address}sample/").content.decode()
    assert codes(client.get(f"{address}?who=psychologists")) == ["1.8", "6.2"]
    assert "Взять примерный набор" not in client_of(observer).get(address).content.decode()
