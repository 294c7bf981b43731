"""Does one press bring last year's words and evidence, and one more the head's word for them, without a script?"""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from monitoring.domain.carry_over_all import waiting_for_a_word
from monitoring.domain.expert_map import record_answer
from monitoring.forms.last_year import NONE_TICKED
from monitoring.models import Evidence
from monitoring.tests.domain.test_carry_over_all import LINKS, dates_of, following, rows, take_all
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.cards import plain
from monitoring.tests.views.doors import turned_away

__all__ = ["following"]


def address(expert_map, rest: str = "") -> str:
    return f"/maps/{expert_map.pk}/last-year/{rest}"


def offers(client, expert_map) -> list[bool]:
    page = client.get(f"/maps/{expert_map.pk}/").content.decode()
    return [f'href="{address(expert_map, rest)}"' in page for rest in ("", "confirm/")]


def ticked(expert_map, **changed: str) -> dict[str, str]:
    """The form as it is shown, every box ticked; `changed` are dates by the piece's id: d17="2026-09-01"."""
    data = {}
    for each in waiting_for_a_word(expert_map):
        data[f"ok_{each.piece.pk}"] = "on"
        data[f"dated_{each.piece.pk}"] = each.piece.dated.isoformat()
    return data | {f"dated_{key[1:]}": value for key, value in changed.items()}


@pytest.mark.parametrize("rest", ["", "confirm/"])
def test_closed_doors(following, client_of, foreign_head, reviewer, rest):
    for method in ("get", "post"):
        doors = turned_away(
            address(following, rest), client_of, stranger=foreign_head, forbidden=reviewer, method=method
        )
        assert doors == [302, 404, 403]


def test_the_map_offers_each_step_when_there_is_something_to_do(following, client_of, head, now):
    client = client_of(head)
    assert offers(client, following) == [True, False]
    client.post(address(following))
    assert offers(client, following) == [False, True]
    client.post(address(following, "confirm/"), ticked(following))
    assert offers(client, following) == [False, False]


def test_what_would_come_over_is_shown_and_a_look_changes_nothing(following, client_of, editor):
    page = plain(client_of(editor).get(address(following)))
    said = (
        "Пояснения и подтверждения перейдут в 5 показателей .",
        "По журналам", "Договор с колледжем", "Страница 1.8 12.03.2026",
    )  # fmt: skip
    assert [phrase for phrase in said if phrase not in page] == []
    assert rows(following) == {}


def test_one_press_leads_to_the_list_and_its_dates(following, client_of, editor):
    client = client_of(editor)
    answer = client.post(address(following))
    assert (answer.status_code, answer["Location"]) == (302, address(following, "confirm/"))
    shown = client.get(answer["Location"]).content.decode()
    assert "Взято прошлогоднее: 5\xa0показателей." in shown
    assert re.findall(r'type="date"[^>]* value="(.*?)"', shown) == ["2026-03-12"] * 3
    assert shown.count(" checked") == 0  # nobody vouches without a look
    assert shown.count("дата вне 2026/2027 учебного года") == 3
    assert "<b>1.2, 1.4</b> Страница 1.2" in shown


def test_one_press_more_vouches_for_what_is_ticked(following, client_of, head, now):
    take_all(following, head, now)
    first, second, third = dates_of(following)
    data = ticked(following, **{f"d{first}": "2026-09-02"})
    del data[f"ok_{third}"]
    page = plain(client_of(head).post(address(following, "confirm/"), data, follow=True))
    assert "Всё ещё верно: 2 подтверждения. Ждут вашего слова ещё 1 подтверждение" in page
    stored = dict(Evidence.objects.filter(pk__in=[first, second]).values_list("pk", "dated"))
    assert stored == {first: date(2026, 9, 2), second: date(2026, 3, 12)}
    assert list(dates_of(following)) == [third]


def test_nothing_ticked_and_impossible_dates_are_said_and_kept_as_typed(following, client_of, head, now):
    take_all(following, head, now)
    client, (first, *_) = client_of(head), dates_of(following)
    nothing = {key: value for key, value in ticked(following).items() if not key.startswith("ok_")}
    answer = client.post(address(following, "confirm/"), nothing)
    assert (answer.status_code, NONE_TICKED in plain(answer)) == (422, True)
    for typed, sentence in (("когда-то", "Введите дату"), ("2999-01-01", "ещё не наступила"), ("1066-10-14", "год")):
        answer = client.post(address(following, "confirm/"), ticked(following, **{f"d{first}": typed}))
        page = answer.content.decode()
        assert (answer.status_code, sentence in page, f'value="{typed}"' in page) == (422, True, True)
        assert page.count(" checked") == 3
    assert len(dates_of(following)) == 3


def test_a_piece_of_another_map_cannot_be_named(following, expert_map, client_of, head, now):
    take_all(following, head, now)
    foreign = Evidence.objects.filter(expert_map=expert_map).first()
    answer = client_of(head).post(address(following, "confirm/"), {f"ok_{foreign.pk}": "on"})
    assert (answer.status_code, len(dates_of(following))) == (422, 3)


def test_nothing_left_and_nothing_waiting_lead_back(following, expert_map, client_of, head, now):
    take_all(following, head, now)
    client = client_of(head)
    assert "Брать больше нечего" in plain(client.get(address(following)))
    page = plain(client.post(address(following), follow=True))
    assert "уже взято" in page
    client.post(address(following, "confirm/"), ticked(following))
    assert "Подтверждать нечего" in plain(client.get(address(following, "confirm/")))


def test_a_closed_map_says_why(following, client_of, head, now):
    take_all(following, head, now)
    pressed, client = ticked(following), client_of(head)
    with time_machine.travel(following.fill_ends_at, tick=False):
        answer = client_of(head).post(address(following, "confirm/"), pressed)
        assert (answer.status_code, "Срок заполнения истёк" in plain(answer)) == (409, True)
    submitted(following, by=head)
    for rest in ("", "confirm/"):
        assert "Карта представлена и проверяется" in plain(client.get(address(following, rest)))
    assert "Карта представлена и проверяется" in plain(client.post(address(following), follow=True))
    answer = client.post(address(following, "confirm/"), pressed)
    assert (answer.status_code, "Карта представлена и проверяется" in plain(answer)) == (422, True)
    assert len(Evidence.objects.filter(expert_map=following, confirmed_at=None)) == 3


def test_a_note_on_an_open_page_meets_the_carried_one_as_a_conflict(following, client_of, head, now):
    """Whoever had the empty note on the screen does not write over last year's words unseen."""
    client = client_of(head)
    client.post(address(following))
    answer = client.post(f"/maps/{following.pk}/indicators/2.1/", {"version": "1", "fact": "yes", "note": "Новое"})
    assert (answer.status_code, rows(following)["2.1"][0]) == (409, "Договор с колледжем")


def test_no_address_but_http_becomes_a_link(following, client_of, head, now):
    take_all(following, head, now)
    page = client_of(head).get(address(following, "confirm/")).content.decode()
    assert sorted(
        re.findall(r'href="(https://a\.example\.org/.*?)" rel="noopener noreferrer nofollow"', page)
    ) == sorted(LINKS.values())


@pytest.mark.parametrize("noted", [1, 20])
def test_queries_do_not_grow(following, expert_map, client_of, head, now, django_assert_num_queries, noted):
    codes = list(expert_map.answers.order_by("position").values_list("code", flat=True))[:noted]
    expert_map.answers.filter(code__in=codes).update(note="Как в прошлом году")
    client = client_of(head)
    client.get(address(following))
    with django_assert_num_queries(9):  # session, person, roles, map, answers, four of what is left
        client.get(address(following))
    take_all(following, head, now)
    with django_assert_num_queries(5):  # session, person, roles, map, what waits
        client.get(address(following, "confirm/"))


def test_words_typed_this_year_are_never_replaced(following, client_of, head, now):
    record_answer(expert_map=again(following), code="1.2", values={"note": "Этого года"}, version=1, by=head, at=now)
    client_of(head).post(address(following))
    assert rows(following)["1.2"] == ("Этого года", [LINKS["1.2"]])
