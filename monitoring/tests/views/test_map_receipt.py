"""Does the receipt say what was signed, by whom, when, and what follows?"""

from __future__ import annotations

from monitoring.domain.evidence import add_link
from monitoring.domain.submission import STATEMENT, submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.states import VerdictKind
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away


def address(expert_map):
    return f"/maps/{expert_map.pk}/receipt/"


def test_closed_doors(expert_map, client_of, head, foreign_head, other_head):
    submitted(expert_map, by=head)
    assert turned_away(address(expert_map), client_of, stranger=foreign_head) == [302, 404]
    assert turned_away(address(expert_map), client_of, stranger=other_head) == [302, 404]


def test_an_unsigned_map_has_none(expert_map, client_of, head, reviewer):
    assert client_of(head).get(address(expert_map)).status_code == 404
    assert client_of(reviewer).get(address(expert_map)).status_code == 403


def test_it_names_everything_signed(expert_map, client_of, head, reviewer):
    receipt = submitted(expert_map, by=head)
    for reader in (head, reviewer):
        page = client_of(reader).get(address(expert_map)).content.decode().replace("\xa0", " ")
        for words in (
            f"Квитанция № {receipt.number}",
            "18.09.2026 в 17:00 (UTC+5)",
            "Директорова Дарья Дмитриевна",
            "16 баллов из 23",
            STATEMENT,
            receipt.digest,
            "до четверга, 15 октября",
            "до воскресенья, 1 ноября",
        ):
            assert words in page


def test_earlier_rounds_stay(expert_map, client_of, head, reviewer, now):
    first = submitted(expert_map, by=head)
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
    assert "Открыть замечания" in client.get(address(expert_map)).content.decode()
    add_link(expert_map=again(expert_map), code="1.8", url="https://a.example.org/", by=head, at=now)
    second = submit(expert_map=again(expert_map), by=head, at=now)
    page = client.get(address(expert_map)).content.decode()
    assert page.index(second.number) < page.index(first.number)
