"""How is the card written as a workbook that opens anywhere, holds no formula and lets only answers be typed?"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from monitoring.forms.numbers import MOST
from monitoring.views.card_book.card import INAPPLICABLE, Card, CardLine
from monitoring.views.card_book.guide import guide_lines
from monitoring.views.card_book.layout import (
    CARD,
    GUIDE,
    HEAD_ROW,
    MAP,
    METHODOLOGY,
    READ_ONLY,
    SCHOOL,
    SERVICE,
    TITLE,
    YEAR,
    Column,
    inputs_of,
    letter,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

HEAD, TO_FILL, LOCKED, GROUP = "DCE6F4", "FFFDF2", "EEEDE8", "F6F3EA"
ACTIVE = ("=", "+", "-", "@")
AS_TEXT = "@"
# Named wherever a style is set: a style without it is shown in whatever the program falls back to.
TYPEFACE = "Calibri"
LONGEST_PROMPT = 250  # Excel refuses a book with more than 255
# What XML cannot hold; a sheet has one kind of line end.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def card_workbook(card: Card) -> bytes:
    # Slow to load and rarely asked for.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.properties.title, book.properties.language = f"Экспертная карта: {card.title}", "ru"
    page = book.active
    page.title = CARD
    _write_card(page, card)
    _write_guide(book.create_sheet(GUIDE), card)
    _write_service(book.create_sheet(SERVICE), card)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def holdable(text: str) -> str:
    """The text as a cell can hold it."""
    return _UNHOLDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _put(cell: Cell, text: str) -> None:
    """A text stays a text whatever it begins with; whole numbers are numbers."""
    if text.isascii() and text.isdigit() and str(int(text)) == text:
        cell.value = int(text)
    elif text:
        cell.value = holdable(text)
        cell.data_type, cell.number_format = "s", AS_TEXT
        cell.quotePrefix = text.startswith(ACTIVE)


def _write_card(page: Worksheet, card: Card) -> None:
    columns = (*READ_ONLY, *inputs_of(card))
    _write_head(page, card, columns)
    row, criterion = HEAD_ROW, None
    for line in card.lines:
        if line.criterion is not criterion:
            criterion, row = line.criterion, row + 1
            _write_group(page, row, f"{criterion.number}. {criterion.title}", len(columns))
        row += 1
        _write_line(page, row, line, columns)
    _set_up(page, columns)


def _write_head(page: Worksheet, card: Card, columns: tuple[Column, ...]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 (slow to load)

    _put(page.cell(1, 1), f"Экспертная карта: {card.title}")
    page.cell(1, 1).font = Font(TYPEFACE, 14, bold=True)
    _put(
        page.cell(2, 1),
        card.closed or "Заполняйте светлые ячейки с рамкой; остальные защищены. «Как заполнять» — на втором листе.",
    )
    for place, column in enumerate(columns, 1):
        cell = page.cell(HEAD_ROW, place, column.title)
        cell.font, cell.fill = Font(TYPEFACE, 11, bold=True), PatternFill("solid", fgColor=HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left" if place < 3 else "center")
        page.column_dimensions[cell.column_letter].width = column.width
    page.row_dimensions[HEAD_ROW].height = 34


def _write_group(page: Worksheet, row: int, title: str, width: int) -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 (slow to load)

    for place in range(1, width + 1):
        page.cell(row, place).fill = PatternFill("solid", fgColor=GROUP)
    _put(page.cell(row, 2), title)
    page.cell(row, 2).font = Font(TYPEFACE, 11, bold=True)


def _write_line(page: Worksheet, row: int, line: CardLine, columns: tuple[Column, ...]) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 (slow to load)

    said = "\n".join(filter(None, (line.rule, line.counted)))
    if not line.is_applicable:
        said = line.outcome.working
    for place, text in enumerate((line.code, line.indicator.wording, said), 1):
        page.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
        cell = page.cell(row, place)
        cell.value, cell.data_type, cell.number_format = holdable(text), "s", AS_TEXT
    for place, column in enumerate(columns[3:], 4):
        _write_input(page, page.cell(row, place), line, column.name)
    page.row_dimensions[row].height = 15.5 * max(2, -(-len(line.indicator.wording) // 54), -(-len(said) // 27) + 1)


def _write_input(page: Worksheet, cell: Cell, line: CardLine, name: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side  # noqa: PLC0415

    _put(cell, line.texts[name] if name in line.fields else marker(line, name))
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if name == "note" else "center")
    if not (line.is_open and name in line.fields):
        cell.fill = PatternFill("solid", fgColor=LOCKED)
        cell.font = Font(TYPEFACE, 11, color="56606D", italic=name not in line.fields)
        return
    thin = Side("thin", color="8A93A0")
    cell.border, cell.fill = Border(thin, thin, thin, thin), PatternFill("solid", fgColor=TO_FILL)
    cell.protection = Protection(locked=False)
    if name == "note":
        cell.number_format = AS_TEXT
    else:
        page.add_data_validation(_limit(cell, line, name))


def marker(line: CardLine, name: str) -> str:
    """What stands in a cell nobody fills."""
    if not line.is_applicable:
        return INAPPLICABLE if name == ("numerator" if line.indicator.is_share else "fact") else ""
    return line.taken_from if name == "denominator" else ""


def _limit(cell: Cell, line: CardLine, name: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 (slow to load)

    limit = DataValidation(
        allow_blank=True, showErrorMessage=True, showInputMessage=True, errorTitle=f"Показатель {line.code}"
    )
    if name in ("numerator", "denominator"):
        limit.type, limit.operator, limit.formula1, limit.formula2 = "whole", "between", "0", str(MOST)
        limit.error, limit.prompt = "Введите целое число людей от 0 до 1 000 000.", line.counted[:LONGEST_PROMPT]
    else:
        limit.type, limit.formula1 = "list", '"да,нет"'
        limit.error, limit.prompt = "Выберите «Да» или «Нет».", line.indicator.short_title[:LONGEST_PROMPT]
    limit.promptTitle = f"Показатель {line.code}"
    limit.add(cell.coordinate)
    return limit


def _set_up(page: Worksheet, columns: tuple[Column, ...]) -> None:
    page.freeze_panes = f"C{HEAD_ROW + 1}"
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.print_area = f"A1:{letter(len(columns))}{page.max_row}"
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    _protect(page)


def _protect(page: Worksheet) -> None:
    """Against a slip of the hand, not against a person: no password; widths and heights stay free."""
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False


def _write_guide(page: Worksheet, card: Card) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 (slow to load)

    page.column_dimensions["A"].width = 84
    # Wide enough even where Calibri is shown by a broader typeface.
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    for row, text in enumerate(guide_lines(card), 1):
        cell = page.cell(row, 1)
        _put(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(TYPEFACE, 14 if row == 1 else 11, bold=row == 1)
        page.row_dimensions[row].height = 17 * -(-len(text) // 78)
    _protect(page)


def _write_service(page: Worksheet, card: Card) -> None:
    """Whose card this is, and each answer with its version as the workbook was made: what comes back is compared."""
    expert_map = card.expert_map
    names = [column.name for column in inputs_of(card)]
    facts = {SCHOOL: expert_map.school_id, YEAR: expert_map.cycle.school_year, MAP: expert_map.pk,
             METHODOLOGY: expert_map.cycle.methodology_id, TITLE: card.title}  # fmt: skip
    rows = [["Лист нужен для загрузки карты. Не изменяйте его."], *([key, str(value)] for key, value in facts.items())]
    rows.append(["код", "версия", *names])
    rows += (
        [line.code, str(line.answer.version), *(line.texts.get(name, "") for name in names)] for line in card.lines
    )
    for number, texts in enumerate(rows, 1):
        for place, text in enumerate(texts, 1):
            cell = page.cell(number, place)
            if text:
                cell.value, cell.data_type, cell.number_format = holdable(text), "s", AS_TEXT
                cell.quotePrefix = text.startswith(ACTIVE)
    _protect(page)
    page.sheet_state = "hidden"
