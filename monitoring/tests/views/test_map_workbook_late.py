"""Is a workbook that comes too late kept beside the map, word for word, and never counted?"""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
import time_machine

from journal.models import JournalEntry
from monitoring.domain.cycle import extend_filling
from monitoring.domain.expert_map import record_answer
from monitoring.domain.late_entry import LateText, keep_late_entries
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap, LateEntry
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.cards import address, bring, brought, plain, row_of, seen, sentences, state_of, taken, write


@pytest.fixture
def filled(expert_map, head) -> ExpertMap:
    return fill(expert_map, by=head)


def bring_late(client_of, person, expert_map, book):
    """An instant after the term; the session of the person began then, too."""
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        return bring(client_of(person), expert_map, book)


def late_rows(expert_map) -> list[tuple]:
    rows = LateEntry.objects.filter(expert_map=expert_map).order_by("pk")
    return list(rows.values_list("code", "typed", "words", "after_term"))


def test_changed_answers_are_kept_and_the_map_stays(filled, client_of, head):
    book = taken(client_of(head), filled)
    write(book, "1.2", numerator=110, note="Списки на 20 сентября")
    write(book, "3.1", part_soo="нет")
    write(book, "4.4", fact="Да")
    before = state_of(filled)
    answer = bring_late(client_of, head, filled, book)
    assert (answer.status_code, answer["Location"], state_of(filled)) == (302, f"/maps/{filled.pk}/", before)
    assert late_rows(filled) == [
        ("1.2", {"numerator": "110", "denominator": "180", "note": "Списки на 20 сентября"},
         "110 из 180, пояснение: «Списки на 20 сентября»", True),
        ("3.1", {"part_noo": "yes", "part_ooo": "yes", "part_soo": "no", "note": ""},
         "НОО — да, ООО — да, СОО — нет", True),
        ("4.4", {"fact": "yes", "note": ""}, "да", True),
    ]  # fmt: skip


def test_the_person_is_told_what_was_kept(filled, client_of, head):
    book = write(taken(client_of(head), filled), "1.2", numerator=110)
    write(book, "1.3", numerator=61)
    with time_machine.travel(filled.fill_ends_at, tick=False):
        client = client_of(head)
        page = plain(client.get(bring(client, filled, book)["Location"]))
        assert "Срок прошёл. 2 ответа из книги сохранены отдельно и не учитываются: 1.2, 1.3." in page
        assert page.count("Введено после срока, не учитывается: 110 из 180") == 1
        sheet = client.get(f"/maps/{filled.pk}/late.csv").content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(sheet), delimiter=";")][1:] == ["1.2", "1.3"]


def test_what_makes_no_sense_is_kept_as_it_was_typed(filled, client_of, head):
    book = write(taken(client_of(head), filled), "1.2", numerator="сто четыре", note="=1+1")
    bring_late(client_of, head, filled, book)
    assert late_rows(filled) == [
        ("1.2", {"numerator": "сто четыре", "denominator": "180", "note": "=1+1"}, "сто четыре, 180, =1+1", True)
    ]


def test_a_contradiction_is_kept_too(filled, client_of, head):
    bring_late(client_of, head, filled, write(taken(client_of(head), filled), "1.2", numerator=190))
    assert [row[2] for row in late_rows(filled)] == ["190 из 180"]


def test_an_untouched_workbook_keeps_nothing(filled, client_of, head):
    book = taken(client_of(head), filled)
    with time_machine.travel(filled.fill_ends_at, tick=False):
        client = client_of(head)
        page = plain(client.get(bring(client, filled, book)["Location"]))
    assert ("сохранять отдельно нечего" in page, late_rows(filled)) == (True, [])


def test_what_the_site_has_already_is_not_kept_again(filled, client_of, head, now):
    """The same value typed in the workbook and on the site, in time."""
    book = write(taken(client_of(head), filled), "1.2", numerator=110)
    record_answer(expert_map=again(filled), code="1.2", values={"numerator": 110}, version=2, by=head, at=now)
    bring_late(client_of, head, filled, book)
    assert late_rows(filled) == []


def test_brought_twice_it_is_kept_once_and_each_indicator_is_journalled(filled, client_of, head):
    book = write(taken(client_of(head), filled), "1.2", numerator=110)
    write(book, "1.3", numerator=61)
    for _ in range(2):
        bring_late(client_of, head, filled, book)
    entries = JournalEntry.objects.filter(subject=filled.subject, action="answer.typed_late").order_by("seq")
    assert [(entry.target, entry.new) for entry in entries] == [
        ("1.2", {"words": "110 из 180"}), ("1.3", {"words": "61 из 78"}),
    ]  # fmt: skip
    assert len(late_rows(filled)) == 2


def test_a_signed_map_keeps_it_without_calling_it_late(filled, client_of, head):
    book = write(taken(client_of(head), filled), "1.2", numerator=110)
    submitted(filled, by=head)
    client = client_of(head)
    page = plain(client.get(bring(client, filled, book)["Location"]))
    assert "Карта закрыта. 1 ответ из книги сохранён отдельно и не учитывается: 1.2." in page
    assert [row[3] for row in late_rows(filled)] == [False]


def test_a_workbook_of_another_map_is_refused_as_ever(filled, other_map, client_of, head, other_head):
    book = taken(client_of(other_head), other_map)
    answer = bring_late(client_of, head, filled, book)
    assert (answer.status_code, late_rows(filled)) == (422, [])
    assert sentences(answer)[0][2].startswith("Это карта другой школы")


def test_rows_and_values_out_of_place_are_said_and_nothing_is_kept(filled, client_of, head):
    book = write(taken(client_of(head), filled), "1.2", numerator=110, fact="да")
    row = row_of(book["Карта"], "1.3")
    book["Карта"][f"A{row}"].value = "9.9"
    answer = bring_late(client_of, head, filled, book)
    assert (answer.status_code, late_rows(filled)) == (422, [])
    assert sentences(answer) == [
        (f"A{row}", "9.9", "Показателя 9.9 в методике нет."),
        ("", "1.3", "Нет строки показателя 1.3. Скачайте карту заново."),
        (f"F{row_of(book['Карта'], '1.2')}", "1.2", "Такого поля у показателя нет."),
    ]


def test_a_choice_of_the_site_s_value_is_respected_after_the_term(filled, client_of, head, editor, now):
    """A conflict settled for the site's value leaves nothing to keep; the other answers are kept."""
    client = client_of(head)
    book = write(taken(client, filled), "1.2", numerator=110)
    write(book, "1.3", numerator=61)
    record_answer(expert_map=again(filled), code="1.2", values={"numerator": 99}, version=2, by=editor, at=now)
    draft = brought(client, filled, book)
    pressed = seen(client, draft) | {"choice_1.2": "theirs"}
    with time_machine.travel(filled.fill_ends_at, tick=False):
        client_of(head).post(address(filled), pressed)
    assert late_rows(filled) == [("1.3", {"numerator": "61", "denominator": "78", "note": ""}, "61 из 78", True)]


def test_all_or_none_when_the_term_is_extended_this_very_moment(filled, head, coordinator):
    """The verb refuses an open indicator whole: the workbook then belongs into the map."""
    late = filled.fill_ends_at
    texts = [LateText("1.2", {"numerator": "110"}, "110"), LateText("1.3", {"numerator": "61"}, "61")]
    day = filled.fill_last_day + timedelta(days=2)
    extend_filling(cycle=filled.cycle, expert_map=filled, last_day=day, reason="Не было связи", by=coordinator, at=late)
    with pytest.raises(MonitoringError, match="снова открыт"):
        keep_late_entries(expert_map=again(filled), texts=texts, by=head, at=late)
    assert late_rows(filled) == []
