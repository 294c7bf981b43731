"""Is typed text read as the person meant it, and does nothing of it get lost?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.contexts.passages import (
    Passage,
    blocks,
    dashed_text,
    numbered_text,
    paragraphs_text,
    passages,
    typed_text,
)


def test_paragraphs_end_with_a_blank_line():
    assert passages("Первый\nего конец\n\n  \nВторой") == (
        Passage("paragraph", "Первый его конец"),
        Passage("paragraph", "Второй"),
    )


def test_items_of_two_lists():
    text = "Рекомендуется:\n– первое\nи дальше\n- второе\n— третье\n\n1. раз\n12. двенадцать"
    assert [(block.kind, [(p.text, p.number) for p in block.passages]) for block in blocks(text)] == [
        ("paragraph", [("Рекомендуется:", 0)]),
        ("dash", [("первое и дальше", 0), ("второе", 0), ("третье", 0)]),
        ("numbered", [("раз", 1), ("двенадцать", 12)]),
    ]


def test_what_only_looks_like_a_mark_is_text():
    texts = ("-5 баллов", "12.08.2024 приказ", "2025. Год", "–", "1.", "1.2 показатель")
    assert [passages(text) for text in texts] == [(Passage("paragraph", text),) for text in texts]


def test_drawn_words_are_read_back():
    assert passages(paragraphs_text(["а.", "б."])) == (Passage("paragraph", "а."), Passage("paragraph", "б."))
    assert passages(numbered_text(["а.", "б."])) == (Passage("numbered", "а.", 1), Passage("numbered", "б.", 2))
    assert passages(dashed_text(["а.", "б."])) == (Passage("dash", "а."), Passage("dash", "б."))


def test_text_from_a_browser():
    assert typed_text("  а\r\nб \r\r\nв\x00\x07\u200b, №\u00a05\t\n\n") == "а\nб\n\nв, №\u00a05"


@settings(max_examples=150)
@given(st.text(alphabet=" \n–-1.аб", max_size=60))
def test_no_letter_is_lost(text):
    letters = [sign for sign in text if sign in "аб"]
    assert [sign for passage in passages(text) for sign in passage.text if sign in "аб"] == letters
    assert all(passage.text.strip() for passage in passages(text))


def test_a_list_that_goes_on_or_begins_elsewhere_is_told_from_one_that_counts_itself():
    assert [block.is_counted for block in blocks("1. раз\n2. два\n\nДалее:\n3. три\n\nЕщё:\n\n1. раз\n3. три")] == [
        True, False, False, False, False,
    ]  # fmt: skip
