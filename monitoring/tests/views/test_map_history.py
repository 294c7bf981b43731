"""Does the history tell in words who did what, and to the school only what it may know?"""

from __future__ import annotations

import pytest

from monitoring.domain.evidence import add_link, take_away
from monitoring.domain.expert_map import record_answer, record_answers
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.states import VerdictKind
from monitoring.tests.stories import accept_all, again, fill, submitted
from monitoring.tests.views.doors import turned_away
from monitoring.views.map_screen.history import WORDS


def address(expert_map, query=""):
    return f"/maps/{expert_map.pk}/history/{query}"


def told(client, expert_map, query="") -> str:
    answer = client.get(address(expert_map, query))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]


def test_an_untouched_map_says_so(expert_map, client_of, head):
    assert "Изменений пока не было: карта ещё не начата." in told(client_of(head), expert_map)


def test_answers_and_evidence_read_as_words(expert_map, client_of, head, now):
    record_answer(
        expert_map=expert_map, code="1.2", values={"numerator": 104, "denominator": 1180}, version=1, by=head, at=now
    )
    record_answer(expert_map=again(expert_map), code="1.2", values={"numerator": 96}, version=2, by=head, at=now)
    record_answer(
        expert_map=again(expert_map), code="1.8", values={"fact": True, "note": "да"}, version=1, by=head, at=now
    )
    record_answer(
        expert_map=again(expert_map),
        code="3.1",
        values={"parts": {"noo": True, "soo": False}},
        version=1,
        by=head,
        at=now,
    )
    piece = add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", title="Отчёт", by=head, at=now)
    take_away(expert_map=expert_map, code="1.2", evidence=piece, by=head, at=now)
    page = told(client_of(head), expert_map)
    for words in (
        "1.2. Изменён ответ",
        "из них: 104 → 96",
        "общее число: пусто → 1 180",
        "ответ: пусто → да",
        "пояснение: пусто → «да»",
        "по уровням: пусто → НОО — да, СОО — нет",
        "Добавлено подтверждение",
        "«Отчёт»",
        "Убрано подтверждение",
        "Директорова Дарья Дмитриевна",
        "18.09.2026 в 17:00",
    ):
        assert words in page


def test_it_can_be_narrowed_to_one_indicator(expert_map, client_of, head, now):
    record_answer(expert_map=expert_map, code="1.2", values={"numerator": 104}, version=1, by=head, at=now)
    record_answer(expert_map=again(expert_map), code="1.8", values={"fact": True}, version=1, by=head, at=now)
    page = told(client_of(head), expert_map, "?code=1.8")
    assert "1.8. Изменён ответ" in page
    assert "1.2. Изменён ответ" not in page
    assert "1.2. Изменён ответ" in told(client_of(head), expert_map, "?code=%00&page=999")
    assert "По показателю 7.1 изменений пока не было." in told(client_of(head), expert_map, "?code=7.1")


def test_a_school_reads_verdicts_only_when_they_are_handed_over(expert_map, client_of, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Нужен отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    accept_all(expert_map, by=reviewer)
    school, department = client_of(head), client_of(reviewer)
    assert "Заключение проверяющего" not in told(school, expert_map)
    assert "Заключение проверяющего" in told(department, expert_map)
    return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)
    page = told(school, expert_map)
    assert page.count("Заключение проверяющего") == 1
    assert "Причина: Нужен отчёт" in page
    assert "1 показатель: 1.8" in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_long(expert_map, client_of, head, now, count, django_assert_num_queries):
    fill(expert_map, by=head)
    for number in range(count):
        record_answer(
            expert_map=again(expert_map), code="1.7", values={"numerator": number}, version=2 + number, by=head, at=now
        )
    client = client_of(head)
    client.get(address(expert_map))
    with django_assert_num_queries(6):  # session, user, memberships, map, count, entries
        client.get(address(expert_map))


def test_every_action_of_a_map_has_its_words():
    assert [action for action, (title, _) in WORDS.items() if not title] == []


def test_a_change_of_many_answers_is_in_the_history_of_each(expert_map, client_of, head, now):
    answers = {"1.6": {"fact": True}, "1.8": {"fact": False}}
    record_answers(expert_map=expert_map, answers=answers, by=head, at=now)
    page = told(client_of(head), expert_map, "?code=1.8")
    assert [words in page for words in ("Изменены ответы", "1.8 — ответ: пусто → нет", "1.6 — ответ")] == [
        True,
        True,
        False,
    ]
    assert "По показателю 2.1 изменений пока не было." in told(client_of(head), expert_map, "?code=2.1")
