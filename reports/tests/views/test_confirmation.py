"""Is a receipt confirmed to whoever holds it, truly computed, and is nothing else told to anybody?"""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from monitoring.domain.evidence import add_link
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import Submission
from monitoring.models.submission import CODE_LENGTH, CODE_SIGNS, digest_of, new_code
from monitoring.states import VerdictKind
from monitoring.tests.stories import again, submitted
from reports.views.confirmation import NOT_FOUND, WAIT

UNCHANGED = "контрольная сумма вычислена сейчас заново и совпала"
CHANGED = "Содержание документа изменено"


@pytest.fixture(autouse=True)
def _no_misses_yet(db):
    cache.clear()


def page_of(code: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(f"/confirm/{code}/")
    assert answer.status_code == 200
    return plain(answer)


def plain(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def main_of(answer) -> str:
    return re.search(r"<main.*?</main>", plain(answer))[0]


def test_what_is_told_to_a_stranger(expert_map, head):
    receipt = submitted(expert_map, by=head)
    page = page_of(receipt.code)
    said = (
        "Квитанция о представлении экспертной карты за 2025/2026 учебный год",
        receipt.number,
        "18.09.2026 в 17:00 (UTC+5)",
        expert_map.school.name,
        expert_map.municipality.name,
        receipt.digest,
    )
    assert [phrase for phrase in said if phrase not in page] == []
    assert UNCHANGED in page.replace("Контрольная", "контрольная")
    assert "Это не последний документ" not in page


def test_no_points_and_no_names_of_people(expert_map, head):
    """The rows of facts are these and no more; a person's name or a count of points is nowhere on the page."""
    receipt = submitted(expert_map, by=head)
    page = page_of(receipt.code)
    assert re.findall(r"<dt>(.*?)</dt>", page) == [
        "Документ", "Номер", "Дата и время", "Школа", "Муниципалитет", "Контрольная сумма SHA-256", "Содержание",
    ]  # fmt: skip
    told = [word for word in (*head.full_name.split(), head.email, "16 балл", "из 23") if word in page]
    assert told == []


def test_no_search_engine_keeps_it(expert_map, head):
    receipt = submitted(expert_map, by=head)
    assert Client().get(f"/confirm/{receipt.code}/")["X-Robots-Tag"] == "noindex"


def test_a_later_submission_is_told_on_the_earlier_receipt_only(expert_map, head, reviewer, now):
    first = submitted(expert_map, by=head)
    finding = Finding(VerdictKind.RETURNED, reason="Нужен отчёт")
    give_verdict(expert_map=again(expert_map), code="1.8", finding=finding, seen_verdict=None, by=reviewer, at=now)
    return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)
    add_link(expert_map=again(expert_map), code="1.8", url="https://a.example.org/", by=head, at=now)
    second = submit(expert_map=again(expert_map), by=head, at=now)
    assert ["Это не последний документ" in page_of(one.code) for one in (first, second)] == [True, False]


def test_a_changed_content_is_noticed(expert_map, head):
    """Negative control of «не изменилось»: one number of one answer."""
    receipt = submitted(expert_map, by=head)
    receipt.content["answers"][0]["numerator"] += 1
    receipt.save()
    page = page_of(receipt.code)
    assert (CHANGED in page, "вычислена сейчас заново" in page) == (True, False)


def test_a_content_changed_together_with_its_digest_is_noticed_by_the_journal(expert_map, head):
    receipt = submitted(expert_map, by=head)
    receipt.content["answers"][0]["numerator"] += 1
    receipt.digest = digest_of(receipt.content)
    receipt.save()
    assert CHANGED in page_of(receipt.code)


def test_absent_and_malformed_codes_are_answered_alike(expert_map, head):
    code = submitted(expert_map, by=head).code
    wrong = [new_code(), code[:-1], f"{code}a", code.upper(), "1.2", "ё" * 26, "0" * 26, "x" * 3000, "%00" * 26, "'--"]
    answers = [Client().get(f"/confirm/{word}/") for word in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({main_of(answer) for answer in answers}) == 1
    assert NOT_FOUND in main_of(answers[0])
    assert "В коде опечатка" in main_of(answers[0])


def test_guessing_is_stopped_even_for_the_right_code(expert_map, head):
    code, client = submitted(expert_map, by=head).code, Client()
    statuses = [client.get(f"/confirm/{new_code()}/").status_code for _ in range(31)]
    assert statuses == [404] * 30 + [429]
    answer = client.get(f"/confirm/{code}/")
    assert (answer.status_code, WAIT in plain(answer)) == (429, True)
    elsewhere = Client(REMOTE_ADDR="10.0.0.7")
    assert elsewhere.get(f"/confirm/{code}/").status_code == 200


def test_confirming_many_receipts_counts_as_no_guess(expert_map, head):
    code, client = submitted(expert_map, by=head).code, Client()
    assert {client.get(f"/confirm/{code}/").status_code for _ in range(40)} == {200}


@pytest.mark.parametrize("typed", ["{}", " {} ", "{spaced}", "{upper}", "{hyphens}"])
def test_a_code_typed_by_hand(expert_map, head, typed):
    code = submitted(expert_map, by=head).code
    spaced = " ".join(code[at : at + 4] for at in range(0, 26, 4))
    text = typed.format(code, spaced=spaced, upper=code.upper(), hyphens=spaced.replace(" ", "-"))
    answer = Client().get("/confirm/", {"code": text})
    assert (answer.status_code, answer["Location"]) == (302, f"/confirm/{code}/")


@pytest.mark.parametrize(("typed", "said"), [("", "Введите код с документа."), ("—/…", "латинские буквы и цифры")])
def test_nothing_typed(db, typed, said):
    answer = Client().get("/confirm/", {"code": typed})
    assert (answer.status_code, said in plain(answer)) == (422, True)


def test_the_desk_without_a_code(db):
    answer = Client().get("/confirm/")
    assert (answer.status_code, "Проверка документа" in plain(answer)) == (200, True)


def test_codes_are_unguessable_and_their_own(expert_map, other_map, head, other_head):
    codes = [submitted(one, by=by).code for one, by in ((expert_map, head), (other_map, other_head))]
    assert len(set(codes)) == 2
    assert len(CODE_SIGNS) ** CODE_LENGTH > 2**128
    assert Submission._meta.get_field("code").unique


def test_queries(expert_map, head, django_assert_num_queries):
    code = submitted(expert_map, by=head).code
    client = Client()
    client.get(f"/confirm/{code}/")
    # Seven are the limit's: its lock, its count, its unlock. Then the receipt, the journal, what came later.
    with django_assert_num_queries(10):
        client.get(f"/confirm/{code}/")
