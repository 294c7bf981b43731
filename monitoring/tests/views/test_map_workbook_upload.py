"""Is a filled card shown before it is taken, taken whole or not at all, and never over somebody's newer answer?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.models import JournalEntry
from monitoring.domain.card_draft import apply_card_draft, keep_card_draft
from monitoring.domain.expert_map import record_answer
from monitoring.errors import InvalidAnswer, StageClosed, StaleVersion
from monitoring.models import CardDraft, ExpertMap, LateEntry
from monitoring.queries.expert_map import last_change
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.cards import (
    address,
    bring,
    brought,
    confirm,
    plain,
    saved,
    seen,
    sentences,
    state_of,
    taken,
    write,
)
from monitoring.tests.views.doors import turned_away


def stored(expert_map: ExpertMap, code: str) -> tuple:
    return expert_map.answers.values_list("numerator", "denominator", "fact", "parts", "note").get(code=code)


def preview(client, draft) -> str:
    return plain(client.get(f"{address(draft.expert_map)}?draft={draft.pk}"))


@pytest.fixture
def filled(expert_map, head) -> ExpertMap:
    return fill(expert_map, by=head)


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    for method in ("get", "post"):
        doors = turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer, method=method)
        assert doors == [302, 404, 403]


def test_the_page_offers_the_card_and_takes_it(expert_map, client_of, editor):
    page = plain(client_of(editor).get(address(expert_map)))
    assert "Скачать карту в Excel" in page
    assert "Проверить книгу" in page


def test_changes_are_shown_confirmed_and_written_as_one(filled, client_of, editor):
    client = client_of(editor)
    book = taken(client, filled)
    write(book, "1.2", numerator=110, denominator=190)
    write(book, "4.4", fact="да")
    write(book, "3.1", part_soo="нет")
    write(book, "1.8", note="Договор с центром\nна год")
    before = state_of(filled)
    draft = brought(client, filled, book)
    page = preview(client, draft)
    assert "Изменится 4 ответа" not in page
    assert "Изменятся 4 ответа." in page
    assert "104 из 180 110 из 190" in page
    assert "нет да" in page
    assert state_of(filled) == before
    assert confirm(client, draft).status_code == 302
    assert [stored(filled, code)[:3] for code in ("1.2", "1.4", "1.7", "4.4")] == [
        (110, 190, None), (60, 190, None), (46, 268, None), (None, None, True),
    ]  # fmt: skip
    assert stored(filled, "3.1")[3] == {"noo": True, "ooo": True, "soo": False}
    assert stored(filled, "1.8")[4] == "Договор с центром\nна год"
    entry = JournalEntry.objects.filter(subject=filled.subject).latest("seq")
    assert (entry.action, entry.by, sorted(entry.new)) == ("answers.recorded", editor, ["1.2", "1.8", "3.1", "4.4"])
    assert "Изменено 4 ответа: 1.2, 1.8, 3.1, 4.4." in preview(client, draft)


def test_a_second_press_changes_nothing_more(filled, client_of, head, editor, now):
    client = client_of(head)
    draft = brought(client, filled, write(taken(client, filled), "1.2", numerator=110))
    pressed = seen(client, draft)
    assert client.post(address(filled), pressed).status_code == 302
    record_answer(expert_map=again(filled), code="1.2", values={"numerator": 99}, version=3, by=editor, at=now)
    once = (state_of(filled), JournalEntry.objects.count())
    assert client.post(address(filled), pressed).headers["Location"] == f"{address(filled)}?draft={draft.pk}"
    assert (state_of(filled), JournalEntry.objects.count()) == once


def test_an_answer_changed_on_the_site_is_a_conflict_with_both_values(filled, client_of, head, editor, now):
    client = client_of(head)
    book = taken(client, filled)
    for code, values in (("1.2", {"numerator": 90}), ("4.4", {"fact": True}), ("4.3", {"fact": False})):
        record_answer(expert_map=again(filled), code=code, values=values, version=2, by=editor, at=now)
    write(book, "1.2", numerator=110)
    write(book, "4.4", note="Тьюторов нет")
    write(book, "1.1", numerator=41)
    draft = brought(client, filled, book)
    page = preview(client, draft)
    assert "Изменится 1 ответ, 2 расхождения с сохранённым." in page
    assert "Сохранено на сайте 90 из 180 В книге 110 из 180" in page
    assert "Сохранено на сайте да В книге нет, пояснение: «Тьюторов нет»" in page
    before = state_of(filled)
    unchosen = confirm(client, draft, c1_2="mine")
    assert (unchosen.status_code, state_of(filled)) == (422, before)
    assert "У каждого расхождения выберите, какое значение оставить." in plain(unchosen)
    assert 'name="choice_1.2" value="mine" required checked' in unchosen.content.decode()
    assert confirm(client, draft, c1_2="mine", c4_4="theirs").status_code == 302
    assert [stored(filled, code)[:3] for code in ("1.1", "1.2", "4.3", "4.4")] == [
        (41, 200, None), (110, 180, None), (None, None, False), (None, None, True),
    ]  # fmt: skip
    assert CardDraft.objects.get().applied == ["1.1", "1.2"]


def test_a_change_between_preview_and_confirmation_stops_everything(filled, client_of, head, editor, now):
    client = client_of(head)
    book = write(write(taken(client, filled), "1.2", numerator=110), "1.1", numerator=41)
    draft = brought(client, filled, book)
    pressed = seen(client, draft)
    record_answer(expert_map=again(filled), code="1.2", values={"numerator": 90}, version=2, by=editor, at=now)
    before = state_of(filled)
    refused = client.post(address(filled), pressed | {"choice_1.2": "mine"})
    assert (refused.status_code, state_of(filled)) == (409, before)
    assert "Пока вы проверяли, ответы на сайте изменились." in plain(refused)
    assert "Сохранено на сайте 90 из 180 В книге 110 из 180" in plain(refused)


def test_the_same_change_on_both_sides_is_no_conflict(filled, client_of, head, editor, now):
    client = client_of(head)
    book = write(taken(client, filled), "1.2", numerator=110)
    record_answer(expert_map=filled, code="1.2", values={"numerator": 110}, version=2, by=editor, at=now)
    page = preview(client, brought(client, filled, book))
    assert "Книга совпадает с тем, что сохранено на сайте." in page
    assert "Загрузить в карту" not in page


def test_numbers_are_judged_together_not_one_by_one(filled, client_of, head):
    """Both shrink, or both grow: no order of saving them singly would do."""
    client = client_of(head)
    for numerator, denominator, reused in ((20, 30, 25), (500, 600, 550)):
        book = taken(client, filled)
        write(book, "1.2", numerator=numerator, denominator=denominator)
        write(book, "1.4", numerator=reused)
        write(book, "1.7", numerator=20)
        assert confirm(client, brought(client, filled, book)).status_code == 302
        assert stored(filled, "1.2")[:2] == (numerator, denominator)
        assert stored(filled, "1.4")[:2] == (reused, denominator)


def test_a_choice_that_contradicts_is_refused_whole(filled, client_of, head, editor, now):
    client = client_of(head)
    book = write(taken(client, filled), "1.2", numerator=150, denominator=200)
    write(book, "1.4", numerator=190)
    record_answer(expert_map=filled, code="1.2", values={"numerator": 90}, version=2, by=editor, at=now)
    draft = brought(client, filled, book)
    before = state_of(filled)
    refused = confirm(client, draft, c1_2="theirs")
    assert (refused.status_code, state_of(filled)) == (409, before)
    assert "Участников (190) не может быть больше, чем всего (180). Проверьте оба числа." in plain(refused)
    assert confirm(client, draft, c1_2="mine").status_code == 302
    assert stored(filled, "1.4")[:2] == (190, 200)


def test_the_term_passes_between_preview_and_confirmation(filled, client_of, head):
    client = client_of(head)
    draft = brought(client, filled, write(taken(client, filled), "1.2", numerator=110))
    pressed, before = seen(client, draft), state_of(filled)
    with time_machine.travel(filled.fill_ends_at, tick=False):
        shown = client_of(head).get(f"{address(filled)}?draft={draft.pk}").content.decode()
        answer = client_of(head).post(address(filled), pressed)
    assert [words in shown for words in ("Срок заполнения истёк", "Сохранить отдельно", "Изменится")] == [
        True,
        True,
        False,
    ]
    assert "не совпадает 1\xa0ответ из книги" in shown
    assert (answer.status_code, answer["Location"], state_of(filled)) == (302, f"/maps/{filled.pk}/", before)
    assert list(LateEntry.objects.values_list("code", "words", "after_term")) == [("1.2", "110 из 180", True)]
    with time_machine.travel(filled.fill_ends_at - timedelta(microseconds=1), tick=False):
        assert client_of(head).post(address(filled), pressed).status_code == 302
    assert stored(filled, "1.2")[0] == 110


def test_a_new_upload_takes_the_place_of_the_unconfirmed_one(filled, client_of, head):
    client = client_of(head)
    first = brought(client, filled, write(taken(client, filled), "1.2", numerator=110))
    second = brought(client, filled, write(taken(client, filled), "1.2", numerator=111))
    assert list(CardDraft.objects.values_list("pk", flat=True)) == [second.pk]
    assert client.get(f"{address(filled)}?draft={first.pk}").status_code == 404


@pytest.mark.parametrize("number", ["", "0", "x", "-1", "٣", "9" * 40])
def test_a_draft_that_is_not_there(filled, client_of, head, number):
    assert client_of(head).get(f"{address(filled)}?draft={number}").status_code == 404


def test_a_draft_is_seen_by_the_one_who_brought_it(filled, client_of, head, editor):
    draft = brought(client_of(head), filled, taken(client_of(head), filled))
    assert client_of(editor).get(f"{address(filled)}?draft={draft.pk}").status_code == 404
    assert client_of(editor).post(address(filled), {"draft": draft.pk}).status_code == 404


def test_the_verbs_refuse_what_the_page_would_not_send(filled, head, reviewer, now):
    rows = {"1.2": {"version": 2, "values": {"numerator": 300}}}
    draft = keep_card_draft(expert_map=filled, file_name="a.xlsx", rows=rows, by=head, at=now)
    before = state_of(filled)
    with pytest.raises(StaleVersion):
        apply_card_draft(draft=draft, expert_map=filled, versions={"1.2": 1}, by=head, at=now)
    with pytest.raises(InvalidAnswer) as refused:
        apply_card_draft(draft=draft, expert_map=filled, versions={"1.2": 2}, by=head, at=now)
    assert (refused.value.code, refused.value.field, state_of(filled)) == ("1.2", "numerator", before)
    submitted_map = submitted(filled, by=head).expert_map
    with pytest.raises(StageClosed):
        keep_card_draft(expert_map=submitted_map, file_name="a.xlsx", rows=rows, by=head, at=now)


def test_queries_do_not_grow_with_answers(filled, client_of, head, django_assert_num_queries):
    client = client_of(head)
    few = saved(write(taken(client, filled), "1.2", numerator=110))
    many = taken(client, filled)
    for code in ("1.1", "1.2", "1.3", "1.4", "1.5", "1.7", "4.1", "6.2"):
        write(many, code, numerator=9)
    for book in (few, saved(many)):
        # session, person, memberships, map, answers; savepoint, earlier draft, its insert, release
        with django_assert_num_queries(9):
            draft = brought_quietly(client, filled, book)
        # session, person, memberships, map, draft, answers
        with django_assert_num_queries(6):
            client.get(draft)


def brought_quietly(client, expert_map, data: bytes) -> str:
    return bring(client, expert_map, data).headers["Location"]


TYPED = st.one_of(
    st.none(), st.integers(-3, 2_000_000), st.floats(), st.booleans(), st.dates(),
    st.sampled_from(["да", "нет", "Да ", "104", "1 204", "1,5", "=1+1", "не применяется", "берётся из 1.2"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.one_database
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(st.tuples(st.integers(0, 22), st.sampled_from("DEFGHIJ")), TYPED, min_size=1, max_size=6))
def test_whatever_is_typed_is_shown_or_answered_with_a_sentence(filled, client_of, head, cells):
    """Never an error of ours, and nothing is written before the «да»."""
    client, before = client_of(head), state_of(filled)
    book = taken(client, filled)
    page = book["Карта"]
    rows = [cell.row for cell in page["A"] if cell.value and cell.row > 3]
    for (place, letter), value in cells.items():
        cell = page[f"{letter}{rows[place]}"]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    answer = bring(client, filled, book)
    assert answer.status_code in {302, 422}
    assert (answer.status_code == 422) == bool(sentences(answer))
    assert state_of(filled) == before


def test_who_changed_an_answer_is_known_after_an_upload_too(filled, client_of, head, editor, now):
    client = client_of(editor)
    confirm(client, brought(client, filled, write(taken(client, filled), "1.2", numerator=110)))
    change = last_change(filled, "1.2")
    assert (change.action, change.by, last_change(filled, "1.20")) == ("answers.recorded", editor, None)
    record_answer(expert_map=again(filled), code="1.2", values={"numerator": 90}, version=3, by=head, at=now)
    assert last_change(filled, "1.2").by == head


def test_nothing_taken_from_the_card_is_said(filled, client_of, head, editor, now):
    client = client_of(head)
    book = write(taken(client, filled), "1.2", numerator=110)
    record_answer(expert_map=filled, code="1.2", values={"numerator": 90}, version=2, by=editor, at=now)
    draft = brought(client, filled, book)
    assert confirm(client, draft, c1_2="theirs").status_code == 302
    assert "Ничего не изменено: оставлены значения с сайта." in preview(client, draft)
    assert stored(filled, "1.2")[0] == 90


def test_an_older_row_without_the_card_stays_whole(filled, client_of, head):
    """What nobody touched in the workbook is never written, even if it was changed on the site meanwhile."""
    client = client_of(head)
    book = taken(client, filled)
    filled.answers.filter(code="4.3").update(fact=False, version=9)
    confirm(client, brought(client, filled, write(book, "1.2", numerator=110)))
    assert stored(filled, "4.3")[2] is False
