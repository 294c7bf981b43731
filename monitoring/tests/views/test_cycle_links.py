"""The links of a year: what became of each, filters in the address, fifty a page; drafts stay the schools' own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitoring.domain.link_watch import mark_seen, want_looks
from monitoring.states import LinkState
from monitoring.tests.looks import GONE, NO_PROGRAMS, link, looked, words
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away

QUERIES = 10  # session, person, roles, the menu's year, cycle, stages, page's count, page, indicators, counts


@pytest.fixture
def links(expert_map, head, now):
    """One of each kind, by its page."""
    rows = {name: link(expert_map, head, now, url=f"https://{name}.ru/") for name in "abcdef"}
    submitted(again(expert_map), by=head)
    looked(rows["a"], words("a", "https://a.ru/"), now)
    looked(rows["b"], words("b", "https://x.ru/", LinkState.MOVED), now)
    looked(rows["c"], GONE, now)
    looked(rows["d"], NO_PROGRAMS, now)
    want_looks([rows["e"]], at=now)
    return rows


@pytest.fixture
def at(cycle):
    return f"/cycles/{cycle.pk}/links/"


def shown(page):
    return [row.evidence.url.removeprefix("https://").removesuffix(".ru/") for row in page.context["rows"]]


def test_doors(client_of, at, foreign_coordinator, head):
    assert turned_away(at, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("", list("abcdef")),
        ("dead", ["c"]),
        ("moved", ["b"]),
        ("opens", ["a", "b"]),
        ("unchecked", ["d"]),
        ("waiting", ["e"]),
        ("unseen", ["f"]),
        ("changed", []),
        ("seen", []),
        ("nonsense", list("abcdef")),
    ],
)
def test_a_filter_shows_what_it_counts(client_of, links, coordinator, at, state, expected):
    page = client_of(coordinator).get(at, {"state": state})
    assert shown(page) == expected
    counts = {choice.key: choice.count for choice in page.context["choices"]}
    assert counts.get(state if state != "nonsense" else "", 0) == len(expected)


def test_what_the_reviewer_has_seen_is_no_longer_dead(client_of, expert_map, links, reviewer, coordinator, at, now):
    later = now + timedelta(minutes=1)
    for name in "cf":
        mark_seen(expert_map=again(expert_map), code="1.2", evidence=links[name], by=reviewer, at=later)
    client = client_of(coordinator)
    assert [shown(client.get(at, {"state": state})) for state in ("dead", "seen", "unseen")] == [[], ["c", "f"], []]


def test_a_changed_page_is_found(client_of, links, coordinator, at, now):
    looked(links["a"], words("signed"), now, at_submission=True)
    looked(links["a"], words("other"), now + timedelta(hours=1))
    page = client_of(coordinator).get(at, {"state": "changed"})
    assert shown(page) == ["a"]
    assert "Текст изменился после представления" in page.content.decode()


def test_a_draft_s_links_are_nobody_else_s(client_of, other_map, other_head, links, coordinator, at, now):
    link(other_map, other_head, now, url="https://draft.ru/")
    assert "draft" not in shown(client_of(coordinator).get(at))


def test_search_by_school(client_of, links, coordinator, at):
    client = client_of(coordinator)
    assert [len(shown(client.get(at, {"q": text}))) for text in ("№ 2", "№ 10")] == [6, 0]
    assert "Таких ссылок нет" in client.get(at, {"q": "№ 10"}).content.decode()


def test_who_judges_goes_to_the_desk_and_others_to_the_map(client_of, expert_map, links, reviewer, observer, at):
    for person, address in ((reviewer, f"/review/{expert_map.pk}/1.2/"), (observer, f"/maps/{expert_map.pk}/#i1-2")):
        first = client_of(person).get(at).context["rows"][0]
        assert [(place.code, place.url) for place in first.places] == [("1.2", address)]
        assert first.shows_copy is (person is reviewer)


def test_the_page_of_the_year_leads_here(client_of, cycle, links, coordinator):
    page = client_of(coordinator).get(f"/cycles/{cycle.pk}/")
    found = page.context["links"]
    assert (found.total, found.looked_at, found.dead, found.waiting) == (6, 4, 1, 1)
    text = page.content.decode()
    assert f'Ссылок проверено <a href="/cycles/{cycle.pk}/links/">4 из 6</a>' in text
    assert f'не открываются <a class="bad" href="/cycles/{cycle.pk}/links/?state=dead">1</a>' in text


def test_a_year_without_links_says_nothing_and_what_to_do(client_of, cycle, coordinator, at):
    client = client_of(coordinator)
    assert "Ссылок проверено" not in client.get(f"/cycles/{cycle.pk}/").content.decode()
    assert "Ссылок пока нет" in client.get(at).content.decode()


@pytest.mark.parametrize(("on", "expected"), [(False, True), (True, False)])
def test_where_it_is_off_the_page_says_what_counts(client_of, links, coordinator, at, settings, on, expected):
    settings.LINK_CHECKS = on
    assert ("Проверка ссылок программой здесь выключена" in client_of(coordinator).get(at).content.decode()) is expected


def test_pages_hold_fifty(client_of, expert_map, head, coordinator, at, now):
    for n in range(53):
        link(expert_map, head, now, url=f"https://s{n}.ru/")
    submitted(again(expert_map), by=head)
    client = client_of(coordinator)
    assert [len(shown(client.get(at, {"page": page}))) for page in ("1", "2", "99")] == [50, 3, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client_of, django_assert_num_queries, expert_map, head, reviewer, at, now, count):
    for n in range(count):
        looked(link(expert_map, head, now, url=f"https://s{n}.ru/"), words("a"), now)
    submitted(again(expert_map), by=head)
    client = client_of(reviewer)
    client.get(at)
    with django_assert_num_queries(QUERIES):
        client.get(at)


def test_a_year_nobody_looked_at_is_no_fault(client_of, expert_map, head, cycle, coordinator, now):
    link(expert_map, head, now)
    submitted(again(expert_map), by=head)
    page = client_of(coordinator).get(f"/cycles/{cycle.pk}/").content.decode()
    assert f'Ссылок в картах <a href="/cycles/{cycle.pk}/links/">1</a>, их не проверяли' in page
    assert "Ссылок проверено" not in page
