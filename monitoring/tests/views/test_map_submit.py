"""Does only the head sign, once, knowingly, and only what may be signed?"""

from __future__ import annotations

import re

import pytest
import time_machine

from journal.models import JournalEntry
from monitoring.domain.evidence import add_link
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import Submission
from monitoring.states import MapState, VerdictKind
from monitoring.tests.cast import PASSWORD
from monitoring.tests.looks import GONE, link, looked, words
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.doors import turned_away

SIGNED = {"statement": "on", "password": PASSWORD}


def address(expert_map):
    return f"/maps/{expert_map.pk}/submit/"


def shown(client, expert_map) -> str:
    return re.sub(r"\s+", " ", client.get(address(expert_map)).content.decode().replace("\xa0", "~"))


def rounds(expert_map) -> int:
    return Submission.objects.filter(expert_map=expert_map).count()


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, method="post") == [302, 404]


def test_an_empty_map_lists_what_is_missing_and_offers_no_signature(expert_map, client_of, head):
    page = shown(client_of(head), expert_map)
    assert page.count("Не заполнено. Если результата нет, укажите 0 или «Нет».") == 23
    assert f'href="/maps/{expert_map.pk}/#i1-2"' in page
    assert 'name="password"' not in page


@pytest.mark.parametrize(("seen", "told"), [(GONE, 1), (words("a"), 0)])
def test_a_dead_link_is_told_before_signing_and_forbids_nothing(expert_map, client_of, head, now, seen, told):
    fill(expert_map, by=head)
    looked(link(expert_map, head, now), seen, now)
    page = shown(client_of(head), expert_map)
    assert len(re.findall(r"#i1-2\"><b>1.2</b>[^<]*</a><span>Ссылка не открывается: «", page)) == told
    assert 'name="password"' in page


def test_warnings_lead_to_their_indicators_and_forbid_nothing(expert_map, client_of, head, figures, now):
    fill(expert_map, by=head, i1_2={"numerator": 104, "denominator": 200}, i5_2={"fact": False})
    add_link(expert_map=again(expert_map), code="1.3", url="https://a.example.org/", by=head, at=now)
    page = shown(client_of(head), expert_map)
    assert "Нужно исправить" not in page
    assert page.count("поясните расхождение для проверяющего.") == 1
    assert "По ОО-1 180, указано 200: поясните расхождение для проверяющего." in page
    assert "В показателе 5.2 указано «Нет», а здесь есть участники." in page
    assert "До балла не хватает 1~педагога: проверьте подсчёт." in page
    without = re.findall(r"<b>([\d.]+)</b>[^<]*</a><span>Балл заявлен без подтверждения", page)
    assert "1.4" in without
    assert "1.3" not in without
    assert 'name="password"' in page


def test_the_head_signs_and_gets_a_receipt(expert_map, client_of, head):
    fill(expert_map, by=head)
    answer = client_of(head).post(address(expert_map), SIGNED)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/maps/{expert_map.pk}/receipt/")
    assert (again(expert_map).state, rounds(expert_map)) == (MapState.SUBMITTED, 1)


def test_signing_twice_is_one_receipt(expert_map, client_of, head):
    fill(expert_map, by=head)
    client = client_of(head)
    assert [client.post(address(expert_map), SIGNED).headers["Location"] for _ in range(3)] == [
        f"/maps/{expert_map.pk}/receipt/"
    ] * 3
    assert rounds(expert_map) == 1


def test_reloading_what_came_after_signing_changes_nothing(expert_map, client_of, head):
    """The receipt again, the form again, the form sent again from an old tab."""
    fill(expert_map, by=head)
    client = client_of(head)
    receipt = client.post(address(expert_map), SIGNED).headers["Location"]
    stored = expert_map.submissions.get()
    entries = JournalEntry.objects.filter(subject=expert_map.subject).count()
    first, *more = [client.get(receipt).content.decode() for _ in range(3)]
    assert [page.count(stored.number) for page in more] == [first.count(stored.number)] * 2
    assert "Открыть квитанцию" in client.get(address(expert_map)).content.decode()
    assert client.post(address(expert_map), SIGNED).headers["Location"] == receipt
    again_stored = expert_map.submissions.get()
    assert (again_stored.number, again_stored.signed_at, again_stored.digest, again_stored.code) == (
        stored.number, stored.signed_at, stored.digest, stored.code,
    )  # fmt: skip
    assert JournalEntry.objects.filter(subject=expert_map.subject).count() == entries


def test_an_editor_sees_who_signs_and_cannot(expert_map, client_of, head, editor):
    fill(expert_map, by=head)
    client = client_of(editor)
    page = shown(client, expert_map)
    assert "Карту представляет только руководитель школы: Директорова Дарья Дмитриевна." in page
    assert 'name="password"' not in page
    assert client.post(address(expert_map), SIGNED).status_code == 403
    assert rounds(expert_map) == 0


def test_a_school_without_a_head_is_told_whom_to_ask(expert_map, client_of, editor):
    assert "Руководитель школы пока не приглашён." in shown(client_of(editor), expert_map)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"password": PASSWORD}, "Отметьте, что подтверждаете достоверность сведений."),
        ({"statement": "on"}, "Введите пароль."),
        ({"statement": "on", "password": "не тот"}, "Пароль не подошёл."),
        ({"statement": "on", "password": PASSWORD + " "}, "Пароль не подошёл."),
        ({"statement": "on", "password": "а\x00б"}, "error-password"),
    ],
)
def test_without_the_statement_or_the_password_nothing_is_signed(expert_map, client_of, head, data, sentence):
    fill(expert_map, by=head)
    answer = client_of(head).post(address(expert_map), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert rounds(expert_map) == 0


def test_the_password_is_not_guessed_forever(expert_map, client_of, head):
    fill(expert_map, by=head)
    client = client_of(head)
    guesses = [client.post(address(expert_map), {"statement": "on", "password": f"{n}"}).status_code for n in range(11)]
    assert guesses == [422] * 10 + [429]
    assert client.post(address(expert_map), SIGNED).status_code == 429
    assert rounds(expert_map) == 0


def test_an_incomplete_map_is_refused_by_the_server_too(expert_map, client_of, head):
    answer = client_of(head).post(address(expert_map), SIGNED)
    assert answer.status_code == 409
    assert "Нужно исправить" in answer.content.decode()
    assert rounds(expert_map) == 0


def test_after_the_term_it_is_refused_with_the_reason(expert_map, client_of, head):
    fill(expert_map, by=head)
    client = client_of(head)
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.post(address(expert_map), SIGNED)
    assert answer.status_code == 409
    assert "Срок заполнения истёк" in answer.content.decode()
    assert again(expert_map).state == MapState.FILLING


def test_a_signed_map_leads_to_its_receipt(expert_map, client_of, head):
    submitted(expert_map, by=head)
    page = shown(client_of(head), expert_map)
    assert "Представить карту сейчас нельзя" in page
    assert f'href="/maps/{expert_map.pk}/receipt/"' in page


def test_a_returned_map_is_signed_again_only_when_every_remark_is_answered(expert_map, client_of, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Нужен отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)
    client = client_of(head)
    assert "По замечанию ничего не изменено" in shown(client, expert_map)
    assert client.post(address(expert_map), SIGNED).status_code == 409
    add_link(expert_map=again(expert_map), code="1.8", url="https://a.example.org/", by=head, at=now)
    assert client.post(address(expert_map), SIGNED).status_code == 302
    assert rounds(expert_map) == 2
