"""On the desk: what the program saw, «открыл, видел» with undo, another look; warnings go by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitoring.states import LinkState
from monitoring.tests.looks import GONE, fresh, link, looked, words
from monitoring.tests.stories import again, submitted, verified
from monitoring.tests.views.doors import turned_away

EARLIER = timedelta(minutes=-30)
ACTS = ("seen", "unseen", "check")


@pytest.fixture
def evidence(expert_map, head, now):
    one = link(expert_map, head, now + EARLIER, title="Новости")
    submitted(again(expert_map), by=head)
    return one


@pytest.fixture
def at(expert_map, evidence):
    return lambda act: f"/review/{expert_map.pk}/1.2/links/{evidence.pk}/{act}/"


@pytest.fixture
def client(client_of, reviewer):
    return client_of(reviewer)


def desk(client, expert_map):
    return client.get(f"/review/{expert_map.pk}/1.2/")


def warnings(client, expert_map):
    return [w.check for w in desk(client, expert_map).context["desk"].line.warnings if w.check.startswith("link")]


@pytest.mark.parametrize("act", ACTS)
def test_doors(client_of, at, foreign_reviewer, coordinator, act):
    for method in ("get", "post"):
        found = turned_away(at(act), client_of, stranger=foreign_reviewer, forbidden=coordinator, method=method)
        assert found == [302, 404, 403]


@pytest.mark.parametrize("act", ACTS)
def test_get_changes_nothing_and_leads_to_the_desk(client, expert_map, evidence, at, act):
    looked(evidence, GONE, expert_map.first_submitted_at or evidence.added_at)
    before = fresh(evidence)
    answer = client.get(at(act))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/review/{expert_map.pk}/1.2/")
    assert (fresh(evidence).seen_at, fresh(evidence).wanted_at) == (before.seen_at, before.wanted_at)


def test_without_the_program_the_reviewer_s_look_counts(client, expert_map, evidence, at, reviewer, now):
    assert "Программа эту ссылку не проверяла" in desk(client, expert_map).content.decode()
    page = client.post(at("seen"), follow=True).content.decode()
    assert ("Открыто проверяющим" in page, "Отменить «открыл, видел»" in page) == (True, True)
    assert (fresh(evidence).seen_by, fresh(evidence).seen_at) == (reviewer, now)
    client.post(at("unseen"))
    assert fresh(evidence).seen_at is None


def test_a_dead_link_warns_until_somebody_has_seen_it(client, expert_map, evidence, at, now):
    looked(evidence, GONE, now + EARLIER)
    assert warnings(client, expert_map) == ["link_dead"]
    client.post(at("seen"))
    assert warnings(client, expert_map) == []
    client.post(at("unseen"))
    assert warnings(client, expert_map) == ["link_dead"]


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([(words("a"), True)], []),
        ([(words("a"), True), (words("b"), False)], ["link_changed"]),
        ([(words("a", "https://shop.ru/", LinkState.MOVED), True)], ["link_off_site"]),
    ],
)
def test_the_desk_and_the_queue_warn_alike(client, expert_map, evidence, looks, expected, now):
    for place, (seen, signed) in enumerate(looks):
        looked(evidence, seen, now + EARLIER + timedelta(minutes=place), at_submission=signed)
    assert warnings(client, expert_map) == expected
    [row] = client.get(f"/cycles/{expert_map.cycle_id}/review/").context["rows"]
    all_of_map = client.get(f"/review/{expert_map.pk}/").context["check"].lines
    assert row.warnings == sum(len(line.warnings) for line in all_of_map)


def test_where_links_are_not_looked_at_none_warns(client, expert_map, evidence):
    assert warnings(client, expert_map) == []


def test_a_link_waiting_for_its_first_look_warns(client, expert_map, head, now, settings):
    settings.LINK_CHECKS = True
    link(expert_map, head, now)
    submitted(again(expert_map), by=head)
    assert warnings(client, expert_map) == ["link_unchecked"]


def test_title_final_address_and_copy_are_shown(client, expert_map, evidence, now):
    looked(evidence, words("a", "https://school2.example.org/new", LinkState.MOVED, "Новости школы"), now + EARLIER)
    page = desk(client, expert_map).content.decode()
    assert "Заголовок страницы: «Новости школы»" in page
    assert 'href="https://school2.example.org/new" target="_blank" rel="noopener noreferrer nofollow"' in page
    assert f'href="/evidence/{evidence.pk}/copy/"' in page


def test_another_look_is_asked_for(client, evidence, at, now, settings):
    settings.LINK_CHECKS = True
    looked(evidence, GONE, now + EARLIER)
    assert "будет проверена ещё раз" in client.post(at("check"), follow=True).content.decode()
    assert fresh(evidence).wanted_at == now


def test_refusals_are_said(client, expert_map, evidence, head, reviewer, at):
    assert "Проверка ссылок на этом сервере выключена" in client.post(at("check"), follow=True).content.decode()
    verified(again(expert_map), head=head, reviewer=reviewer)
    assert "Заключения даются по представленной карте" in client.post(at("seen"), follow=True).content.decode()
    assert "Открыл, видел" not in desk(client, expert_map).content.decode()


def test_absent(client, expert_map, evidence):
    for address in (f"/review/{expert_map.pk}/1.2/links/9999/seen/", f"/review/{expert_map.pk}/9.9/links/1/seen/"):
        assert client.post(address).status_code == 404
