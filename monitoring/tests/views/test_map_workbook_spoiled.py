"""Does every spoiled card get its sentence at its cell, the page's own, and change nothing?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from monitoring.forms.answer import NOTE_LENGTH
from monitoring.forms.numbers import NEGATIVE, NOT_NUMBER, NOT_WHOLE, TOO_MANY
from monitoring.tests.stories import fill
from monitoring.tests.views.cards import address, bring, saved, sentences, state_of, taken, write
from monitoring.views.card_book.reading import BEYOND, HEADS_CHANGED, NOT_A_CARD, OTHER_METHODOLOGY, SERVICE_CHANGED
from schools.sheets.guard import BOMB, DAMAGED, NOT_A_WORKBOOK, NOT_XLSX, OLD_FORMAT, TOO_LARGE
from schools.sheets.reading import UNREADABLE
from schools.sheets.workbook import TOO_FAR, TOO_LOW, TOO_MANY_ROWS, TOO_MANY_SHEETS

CHOOSE = "Выберите «Да» или «Нет»."
REUSED = "Это число берётся из другого показателя и меняется там."
NO_FIELD = "Такого поля у показателя нет."
LONG_NOTE = f"Пояснение длиннее {NOTE_LENGTH} знаков. Сократите его или дайте ссылку."

# Rows of the card of a full school: 1.1 stands in row 5, 1.2 in 6, 1.4 in 8, 1.6 in 10, 1.7 in 11, 3.1 in 17.
# Cells: code, what is typed, the cell, the sentence.
TYPED = [
    ("1.2", {"numerator": 10.5}, "D6", NOT_WHOLE),
    ("1.2", {"numerator": "10,5"}, "D6", NOT_WHOLE),
    ("1.2", {"numerator": "1.5"}, "D6", NOT_WHOLE),
    ("1.2", {"numerator": -1}, "D6", NEGATIVE),
    ("1.2", {"numerator": "−5"}, "D6", NEGATIVE),
    ("1.2", {"denominator": "-180"}, "E6", NEGATIVE),
    ("1.2", {"denominator": 1_000_001}, "E6", TOO_MANY),
    ("1.2", {"denominator": "9" * 300}, "E6", TOO_MANY),
    ("1.2", {"numerator": 1e300}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "сто четыре"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "104 чел."}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "58 %"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "١٠٤"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "1e2"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "=100+4"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "#REF!"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": "NaN"}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": True}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": date(2026, 9, 1)}, "D6", NOT_NUMBER),
    ("1.2", {"numerator": 181}, "D6", "Участников (181) не может быть больше, чем всего (180). Проверьте оба числа."),
    ("1.2", {"denominator": 100}, "D6", "Участников (104) не может быть больше, чем всего (100). Проверьте оба числа."),
    ("1.4", {"numerator": 181}, "D8", "Участников (181) не может быть больше, чем всего (180). Проверьте оба числа."),
    ("1.7", {"numerator": 259}, "D11", "Участников (259) не может быть больше, чем всего (258). Проверьте оба числа."),
    ("1.2", {"numerator": 5, "denominator": 50}, "E6",
     "В показателе 1.4 уже указано 60: это больше, чем 50. Проверьте оба числа."),
    ("1.4", {"denominator": 180}, "E8", REUSED),
    ("1.4", {"denominator": "берётся из 1.1"}, "E8", REUSED),
    ("1.2", {"fact": "да"}, "F6", NO_FIELD),
    ("1.6", {"numerator": 1}, "D10", NO_FIELD),
    ("1.6", {"part_noo": "да"}, "G10", NO_FIELD),
    ("1.6", {"fact": "возможно"}, "F10", CHOOSE),
    ("1.6", {"fact": 1}, "F10", CHOOSE),
    ("1.6", {"fact": "+"}, "F10", CHOOSE),
    ("3.1", {"part_soo": "частично"}, "I17", CHOOSE),
    ("3.1", {"fact": "да"}, "F17", NO_FIELD),
    ("1.2", {"note": "я" * (NOTE_LENGTH + 1)}, "J6", LONG_NOTE),
]  # fmt: skip


@pytest.fixture
def filled(expert_map, head):
    return fill(expert_map, by=head)


def one_of_each(cases: list[tuple]) -> list:
    """The first of each sentence is quick; the others take the same way and are for the slow tests."""
    said: set[str] = set()
    marked = []
    for case in cases:
        marked.append(pytest.param(*case, marks=[pytest.mark.slow] if case[-1] in said else []))
        said.add(case[-1])
    return marked


@pytest.mark.parametrize(("code", "values", "cell", "sentence"), one_of_each(TYPED))
def test_a_spoiled_cell(filled, client_of, head, code, values, cell, sentence):
    client, before = client_of(head), state_of(filled)
    answer = bring(client, filled, write(taken(client, filled), code, **values))
    assert (answer.status_code, sentences(answer)) == (422, [(cell, code, sentence.replace("\xa0", " "))])
    assert state_of(filled) == before


def spoil_row(book: Workbook, row: int, **cells) -> Workbook:
    for letter, value in cells.items():
        book["Карта"][f"{letter}{row}"].value = value
    return book


def formula(book: Workbook) -> Workbook:
    book["Карта"]["D6"] = "=100+4"  # never calculated: it has no value to read
    return book


def without(book: Workbook, title: str) -> Workbook:
    book.remove(book[title])
    return book


def crowded(book: Workbook) -> Workbook:
    for number in range(10):
        book.create_sheet(f"Лист {number}")
    return book


def endless(book: Workbook) -> Workbook:
    for row in range(34, 5200):
        book["Карта"][f"A{row}"] = "1.1"
    return book


def lost_below(book: Workbook) -> Workbook:
    book["Карта"]["D7000"] = 5
    return book


def lost_right(book: Workbook) -> Workbook:
    book["Карта"]["BJ6"] = 5
    return book


def service(row: int, column: str, value: object) -> Callable[[Workbook], Workbook]:
    def spoil(book: Workbook) -> Workbook:
        book["Служебный"][f"{column}{row}"].value = value
        return book

    return spoil


def missing_row(book: Workbook) -> Workbook:
    book["Карта"].delete_rows(8)
    return book


def missing_version(book: Workbook) -> Workbook:
    book["Служебный"].delete_rows(9)
    return book


HERE = "Здесь — МАОУ СОШ № 2, 2025/2026 учебный год."
WHOLE = [
    (formula, ("D6", "1.2", NOT_NUMBER)),
    (lambda book: spoil_row(book, 6, A="9.9"), ("A6", "9.9", "Показателя 9.9 в методике нет."),
     ("", "1.2", "Нет строки показателя 1.2. Скачайте карту заново.")),
    (lambda book: spoil_row(book, 8, A="1.2"), ("A8", "1.2", "Показатель 1.2 повторяется. Оставьте одну строку."),
     ("", "1.4", "Нет строки показателя 1.4. Скачайте карту заново.")),
    (lambda book: spoil_row(book, 60, D=5), ("A60", "", "В строке есть ответ, а кода показателя нет.")),
    (missing_row, ("", "1.4", "Нет строки показателя 1.4. Скачайте карту заново.")),
    (lambda book: spoil_row(book, 3, D="Числитель"), ("", "", HEADS_CHANGED)),
    (lambda book: without(book, "Карта"), ("", "", NOT_A_CARD)),
    (lambda book: without(book, "Служебный"), ("", "", SERVICE_CHANGED)),
    (lambda book: Workbook(), ("", "", NOT_A_CARD)),
    (crowded, ("", "", TOO_MANY_SHEETS)),
    (endless, ("", "", TOO_MANY_ROWS)),
    (lost_below, ("", "", TOO_LOW.format("Карта", 7000))),
    (lost_right, ("", "", TOO_FAR.format("Карта", 6))),
    (lambda book: spoil_row(book, 6, K="110"), ("K6", "1.2", BEYOND)),
    (lambda book: spoil_row(book, 61, AB="110"), ("AB61", "", BEYOND)),
    (service(2, "B", "10000000"), ("", "", f"Это карта другой школы: МАОУ СОШ № 2, 2025/2026 учебный год. {HERE}")),
    (service(3, "B", "2024"), ("", "", f"Это карта за 2024/2025 учебный год. {HERE}")),
    (service(3, "B", "никогда"), ("", "", f"Это карта за другой год. {HERE}")),
    (service(5, "B", "10000000"), ("", "", OTHER_METHODOLOGY)),
    (service(4, "A", "что-то"), ("", "", SERVICE_CHANGED)),
    (service(7, "B", "вид"), ("", "", SERVICE_CHANGED)),
    (service(8, "B", "0x1"), ("", "", SERVICE_CHANGED)),
    (service(8, "B", None), ("", "", SERVICE_CHANGED)),
    (service(8, "A", "9.9"), ("", "", SERVICE_CHANGED)),
    (missing_version, ("", "", SERVICE_CHANGED)),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "said"), one_of_each([(spoil, tuple(said)) for spoil, *said in WHOLE]))
def test_a_spoiled_structure(filled, client_of, head, spoil, said):
    client, before = client_of(head), state_of(filled)
    answer = bring(client, filled, spoil(taken(client, filled)))
    assert (answer.status_code, tuple(sentences(answer))) == (422, said)
    assert state_of(filled) == before


def packed(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


FILES = [
    (b"", "Файл пуст."),
    (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, OLD_FORMAT),
    ("Код;Показатель\n1.1;да".encode(), NOT_XLSX),
    (b"%PDF-1.7 not a table", NOT_XLSX),
    (b"PK\x03\x04 broken", DAMAGED),
    (packed(word__document_xml=b"<w/>"), NOT_A_WORKBOOK),
    (packed(xl__workbook_xml=b"\x00" * 20_000_000), BOMB),
    (packed(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>"), UNREADABLE),
    (b"PK\x03\x04" + b"\x00" * (10 * 1024 * 1024), TOO_LARGE),
]


@pytest.mark.parametrize(("data", "sentence"), FILES)
def test_what_is_no_workbook(filled, client_of, head, data, sentence):
    answer = bring(client_of(head), filled, data)
    assert (answer.status_code, sentences(answer)) == (422, [("", "", sentence.replace("\xa0", " "))])


def test_no_file_at_all(filled, client_of, head):
    answer = client_of(head).post(address(filled))
    assert (answer.status_code, sentences(answer)) == (422, [("", "", "Выберите файл.")])


def test_half_a_workbook(filled, client_of, head):
    data = saved(taken(client_of(head), filled))
    assert sentences(bring(client_of(head), filled, data[: len(data) // 2])) == [("", "", DAMAGED)]


def test_the_card_of_another_school_and_of_another_indicator(filled, other_map, client_of, head, other_head):
    """Both schools in one district: the sentence names both."""
    book = taken(client_of(other_head), other_map)
    assert sentences(bring(client_of(head), filled, book)) == [
        ("", "", f"Это карта другой школы: МБОУ ООШ № 10, 2025/2026 учебный год. {HERE}")
    ]


def test_an_answer_where_the_indicator_does_not_apply(other_map, client_of, other_head):
    client = client_of(other_head)
    book = write(taken(client, other_map), "1.3", numerator=5, note="есть")
    sentence = "Показатель 1.3 к этой школе не применяется."
    assert sentences(bring(client, other_map, book)) == [("D7", "1.3", sentence), ("J7", "1.3", sentence)]


def test_several_sentences_at_once_and_the_good_answers_wait(filled, client_of, head):
    client, before = client_of(head), state_of(filled)
    book = write(write(taken(client, filled), "1.1", numerator="?", denominator="!"), "1.2", numerator=105)
    answer = bring(client, filled, book)
    assert sentences(answer) == [("D5", "1.1", NOT_NUMBER), ("E5", "1.1", NOT_NUMBER)]
    assert "2 ошибки в книге." in answer.content.decode().replace("\xa0", " ")
    assert state_of(filled) == before


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        ({"numerator": "1 04"}, None),
        ({"numerator": "00105"}, (105, 180)),
        ({"numerator": " 105 "}, (105, 180)),
        ({"numerator": 105.0}, (105, 180)),
        ({"numerator": "105", "denominator": "1\u202f180"}, (105, 1180)),
        ({"numerator": None}, (None, 180)),
    ],
)
def test_what_the_page_takes_the_card_takes(filled, client_of, head, values, stored):
    client = client_of(head)
    answer = bring(client, filled, write(taken(client, filled), "1.2", **values))
    assert answer.status_code == (422 if stored is None else 302)
    if stored:
        draft = filled.card_drafts.get()
        assert (draft.rows["1.2"]["values"]["numerator"], draft.rows["1.2"]["values"]["denominator"]) == stored
