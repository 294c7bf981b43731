"""What is read of an uploaded file, and which sentence says why not? One spoiled sheet a case."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from schools.errors import SheetError
from schools.sheets import guard, workbook
from schools.sheets.cells import Row
from schools.sheets.delimited import BROKEN, NOT_TEXT
from schools.sheets.reading import EMPTY, UNREADABLE, read, read_book
from schools.tests import books

TABLE = [["Код", "Имя"], ["1", "а"], ["2", "б"]]
ROWS = (Row(2, ("1", "а")), Row(3, ("2", "б")))


def refusal_of(data: bytes) -> str:
    with pytest.raises(SheetError) as refusal:
        read(data)
    return str(refusal.value)


def test_a_workbook_is_read():
    sheet = read(books.workbook(TABLE))
    assert sheet.headers == ("Код", "Имя")
    assert sheet.rows == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1251"])
def test_a_csv_file_is_read(delimiter, encoding):
    data = "\r\n".join(delimiter.join(row) for row in TABLE).encode(encoding)
    assert read(data).rows == ROWS


def test_quoted_cells_of_csv_keep_their_delimiters_and_lose_their_line_breaks():
    assert read('Код;Имя\n1;"а;б\nв"\n'.encode()).rows == (Row(2, ("1", "а;б в")),)


def test_rows_keep_their_numbers_when_blank_ones_are_left_out():
    table = [["Код"], [None], ["1"], [""], ["  "], ["2"]]
    assert read(books.workbook(table)).rows == (Row(3, ("1",)), Row(6, ("2",)))
    assert read("Код\n\n1\n\n\n2\n".encode()).rows == (Row(3, ("1",)), Row(6, ("2",)))


def test_invisible_characters_and_outer_spaces_go():
    assert read("Код\n\u200b 1\u00a0234 \ufeff\n".encode()).rows == (Row(2, ("1 234",)),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (1.5, "1,5"),
        (1e308, "1e+308"),
        (True, "да"),
        (False, "нет"),
        (datetime(2025, 9, 20), "20.09.2025"),  # noqa: DTZ001  (a workbook knows no zones)
        (date(2025, 9, 20), "20.09.2025"),
        (None, ""),
    ],
)
def test_cells_become_the_texts_people_see(value, text):
    assert workbook.text_of(value) == text


def test_a_formula_counts_by_its_kept_value_only():
    book = Workbook()
    book.active.append(["Код", "=1+1"])
    assert read(books.saved(book)).headers == ("Код",)


@pytest.mark.parametrize("mark", ["\u0007", "\u001b", "\u202e", "\u2066", "\u007f"])
def test_control_characters_are_refused_by_row_and_column(mark):
    assert refusal_of(f"Код;Имя\n1;а{mark}б".encode()) == (
        "Строка 2, столбец 2: в ячейке есть служебные символы. Введите значение заново."
    )


def test_a_cell_too_long_is_refused():
    assert refusal_of(("Код\n" + "я" * 1001).encode()) == "Строка 2, столбец 1: текст длиннее 1000 знаков."


def test_nul_is_refused():
    assert refusal_of(b"\xd0\x9a;\x00\n1;2") == NOT_TEXT


def test_an_unclosed_quote_is_refused():
    assert refusal_of('Код;Имя\n1;"а'.encode()) == BROKEN


def test_an_image_is_no_table():
    assert refusal_of(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") == NOT_TEXT


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n \n"])
def test_an_empty_file(data):
    assert refusal_of(data) == EMPTY


def test_an_empty_workbook():
    assert refusal_of(books.saved(Workbook())) == EMPTY


def test_too_many_rows():
    assert refusal_of(("Код\n" + "1\n" * 5001).encode()) == workbook.TOO_MANY_ROWS
    assert len(read(("Код\n" + "1\n" * 5000).encode()).rows) == 5000
    assert refusal_of(books.workbook([["Код"]] + [["1"]] * 5001)) == workbook.TOO_MANY_ROWS


def test_too_large_a_file():
    assert refusal_of(b"1" * (guard.MAX_UPLOAD + 1)) == guard.TOO_LARGE


def test_the_old_format_and_a_workbook_under_a_password():
    assert refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100) == guard.OLD_FORMAT


def test_an_archive_that_is_no_workbook():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal_of(kept.getvalue()) == guard.NOT_A_WORKBOOK


def test_a_cut_off_workbook():
    assert refusal_of(books.workbook(TABLE)[:-200]) == guard.DAMAGED


def test_a_flipped_byte():
    data = bytearray(books.workbook(TABLE))
    place = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[place] ^= 0xFF
    assert refusal_of(bytes(data)) == guard.DAMAGED


def bomb(size: int) -> bytes:
    return books.repacked(books.workbook(TABLE), {"xl/worksheets/sheet1.xml": b"<a>" + b" " * size})


def test_a_bomb_is_refused_within_a_second():
    data = bomb(200 * 1024 * 1024)
    assert 190_000 < len(data) < 260_000
    began = time.perf_counter()
    assert refusal_of(data) == guard.BOMB
    assert time.perf_counter() - began < 1


def test_a_bomb_that_lies_about_its_size_is_refused_within_a_second():
    """The directory and the entry's own header say 1,000 bytes; the content unpacks to 100 MiB."""
    honest = bomb(100 * 1024 * 1024)
    size = (len(b"<a>") + 100 * 1024 * 1024).to_bytes(4, "little")
    data = honest.replace(size, (1000).to_bytes(4, "little"))
    assert data != honest
    began = time.perf_counter()
    assert refusal_of(data) == guard.DAMAGED
    assert time.perf_counter() - began < 1


def test_many_entries_are_refused():
    crowd = {f"xl/media/{number}.bin": b"" for number in range(guard.MAX_ENTRIES)}
    assert refusal_of(books.repacked(books.workbook(TABLE), crowd)) == guard.BOMB


def test_entities_of_xml_are_refused():
    billion = b"<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><worksheet><a>&c;</a></worksheet>"
    assert refusal_of(books.repacked(books.workbook(TABLE), {"xl/worksheets/sheet1.xml": billion})) == UNREADABLE


def test_a_workbook_without_a_sheet_is_unreadable():
    assert refusal_of(books.repacked(books.workbook(TABLE), {"xl/workbook.xml": b"<workbook/>"})) == UNREADABLE


def test_a_sheet_that_lies_about_its_size_is_read_to_its_real_end():
    data = books.workbook(TABLE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    lying = xml.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"')
    assert lying != xml
    assert read(books.repacked(data, {"xl/worksheets/sheet1.xml": lying})).rows == ROWS


SHARED_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def with_shared_strings(data: bytes, strings: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    return books.repacked(
        data,
        {"[Content_Types].xml": types.replace(b"</Types>", SHARED_STRINGS), "xl/sharedStrings.xml": strings},
    )


@pytest.mark.slow
def test_a_workbook_too_heavy_for_the_child_is_given_up():
    """Within the guard's limits, yet its millions of elements meet the child's limit of memory or of time."""
    strings = b"".join(b"<si/>" * 150 + b"<!--%d-->" % (number * 2_654_435_761 % 2**64) for number in range(62_000))
    opening = b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
    data = with_shared_strings(books.workbook(TABLE), opening + strings + b"</sst>")
    began = time.perf_counter()
    assert refusal_of(data) == UNREADABLE
    assert time.perf_counter() - began < 31


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_one_sentence(data):
    try:
        outcome = read(data).headers
    except SheetError as refusal:
        outcome = str(refusal)
    assert outcome not in {(), ""}


def test_every_sheet_of_a_book_as_it_stands():
    """Values of formulas, formulas without a value as formulas, line ends and long texts kept."""
    book = Workbook()
    book.active.title = "Первый"
    book.active.append(["код", 12, 1.5, True, "две\nстроки", "я" * 3000, "=1+1"])
    book.create_sheet("Скрытый").append([None, "есть"])
    book["Скрытый"].sheet_state = "hidden"
    assert read_book(books.saved(book)) == {
        "Первый": [(1, ["код", "12", "1,5", "да", "две\nстроки", "я" * 3000, "=1+1"])],
        "Скрытый": [(1, ["", "есть"])],
    }


def test_a_table_of_text_is_no_book():
    with pytest.raises(SheetError) as refused:
        read_book("код;имя".encode())
    assert str(refused.value) == "Это не книга Excel. Нужен файл XLSX: тот, что вы скачали и заполнили."


def sparse(row: int, column: int, *, sheets: int = 1, value: object = "потерялось") -> bytes:
    """A small table and one value far from it, on the last of the sheets."""
    book = Workbook()
    for line in TABLE:
        book.active.append(line)
    for _ in range(sheets - 1):
        book.create_sheet()
    book.worksheets[-1].cell(row, column).value = value
    return books.saved(book)


@pytest.mark.parametrize(
    "row", [5002, *(pytest.param(row, marks=pytest.mark.slow) for row in (5003, 20_000, 1_048_576))]
)
def test_a_value_below_what_is_read_is_said_with_its_row(row):
    said = workbook.TOO_LOW.format("Sheet", row)
    assert refusal_of(sparse(row, 1)) == said
    with pytest.raises(SheetError) as refusal:
        read_book(sparse(row, 2))
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    "column", [61, *(pytest.param(column, marks=pytest.mark.slow) for column in (62, 500, 16_384))]
)
def test_a_value_right_of_what_is_read_is_said_with_its_row(column):
    said = workbook.TOO_FAR.format("Sheet", 3)
    assert refusal_of(sparse(3, column)) == said
    with pytest.raises(SheetError) as refusal:
        read_book(sparse(3, column))
    assert str(refusal.value) == said


def test_the_last_row_and_column_that_are_read_are_read():
    rows = dict(read_book(sparse(5001, 60))["Sheet"])
    assert (rows[5001][-1], len(rows[5001])) == ("потерялось", 60)
    assert read(sparse(5001, 2)).rows[-1] == Row(5001, ("", "потерялось"))


def test_a_formula_without_a_kept_value_far_away_is_said_too():
    with pytest.raises(SheetError) as refusal:
        read_book(sparse(6000, 1, value="=1+1"))
    assert str(refusal.value) == workbook.TOO_LOW.format("Sheet", 6000)


def test_every_sheet_of_a_book_is_looked_through():
    with pytest.raises(SheetError) as refusal:
        read_book(sparse(6000, 1, sheets=3))
    assert str(refusal.value) == workbook.TOO_LOW.format("Sheet2", 6000)


def test_empty_cells_far_away_are_nothing():
    """Formatting alone, as Excel leaves it behind."""
    book = Workbook()
    for line in TABLE:
        book.active.append(line)
    for place in ("A6000", "A1048576", "XFD2", "BJ3"):
        book.active[place].number_format = "@"
    assert read(books.saved(book)).rows == ROWS
    assert [cells for _, cells in read_book(books.saved(book))["Sheet"]] == TABLE


def test_a_short_row_beside_a_long_one_keeps_its_cells():
    book = Workbook()
    book.active["A1"].value, book.active["C2"].value, book.active["B3"].value = "а", "=1+1", True
    assert read_book(books.saved(book))["Sheet"] == [(1, ["а"]), (2, ["", "", "=1+1"]), (3, ["", "да"])]
