"""What did the school change in the workbook? Answers in the page's own terms, or sentences by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitoring.domain.expert_map import NO_SUCH_FIELD, REUSED
from monitoring.errors import InvalidAnswer, RefusedWorkbook, StageClosed
from monitoring.forms.answer import AnswerForm
from monitoring.policies import check_answer_is_open
from monitoring.views.card_book.card import Card, CardLine
from monitoring.views.card_book.layout import (
    CARD,
    MAP,
    METHODOLOGY,
    READ_ONLY,
    SCHOOL,
    SERVICE,
    TITLE,
    YEAR,
    inputs_of,
    letter,
)  # fmt: skip
from monitoring.views.card_book.writing import holdable, marker
from russian.dates import school_year

Rows = list[tuple[int, list[str]]]

NOT_A_CARD = "Это не карта, скачанная с сайта. Скачайте карту в Excel на её странице и заполните её."
SERVICE_CHANGED = "Служебный лист книги изменён или удалён. Скачайте карту заново и перенесите в неё ответы."
HEADS_CHANGED = "На листе «Карта» изменены названия столбцов. Скачайте карту заново и перенесите в неё ответы."
OTHER_METHODOLOGY = "Книга сделана по другой методике. Скачайте карту заново и перенесите в неё ответы."
BEYOND = "Правее столбца с пояснением ничего не читается. Перенесите этот текст в ячейку ответа или удалите его."
FORM_WORDS = {"да": "yes", "нет": "no"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence at its cell («D12»); the cell is empty where the whole row is meant."""

    cell: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """`changed` are answers that differ from what the site holds: {code: {"version", "values"}}; `version` is the one
    the workbook was made with. `places` are the cells of inputs by code and name."""

    changed: dict[str, dict[str, Any]]
    problems: tuple[Problem, ...]
    places: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Base:
    """What an answer was when the workbook was made."""

    version: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """The workbook before it is judged: rows by code, each with its number and texts; what is wrong with rows."""

    rows: Mapping[str, tuple[int, dict[str, str]]]
    base: Mapping[str, Base]
    problems: list[Problem]


def open_workbook(book: Mapping[str, Rows], card: Card) -> Opened:
    """`book` is of `schools.sheets.reading.read_book`. Raises RefusedWorkbook for what is not this map's card."""
    if CARD not in book or SERVICE not in book:
        raise RefusedWorkbook(SERVICE_CHANGED if CARD in book else NOT_A_CARD)
    _check_whose(book[SERVICE], card)
    base = _base_of(book[SERVICE], card)
    rows, problems = _rows_of(book[CARD], card)
    return Opened(rows, base, problems)


def read_workbook(book: Mapping[str, Rows], card: Card) -> Read:
    """What the school changed. Raises RefusedWorkbook as `open_workbook`."""
    opened = open_workbook(book, card)
    base, problems = opened.base, opened.problems
    changed: dict[str, dict[str, Any]] = {}
    places: dict[tuple[str, str], str] = {}
    for code, (number, texts) in opened.rows.items():
        where = {name: f"{letter(place)}{number}" for place, name in enumerate(texts, len(READ_ONLY) + 1)}
        places |= {(code, name): cell for name, cell in where.items()}
        values, found = _answer_of(card.by_code[code], texts, base[code], card)
        problems += [Problem(where[name], code, text) for name, text in found.items()]
        if values:
            changed[code] = {"version": base[code].version, "values": values}
    return Read(changed, tuple(problems), places)


def _check_whose(service: Rows, card: Card) -> None:
    said = {cells[0]: cells[1].strip() for _, cells in service if len(cells) > 1 and cells[0]}
    expert_map = card.expert_map
    if not {SCHOOL, YEAR, MAP, METHODOLOGY} <= set(said):
        raise RefusedWorkbook(SERVICE_CHANGED)
    if said[SCHOOL] != str(expert_map.school_id):
        raise RefusedWorkbook(f"Это карта другой школы: {said.get(TITLE, '')[:200]}. Здесь — {card.title}.")
    if said[YEAR] != str(expert_map.cycle.school_year) or said[MAP] != str(expert_map.pk):
        year = said[YEAR]
        made_for = f"за {school_year(int(year))} учебный год" if _is_year(year) else "за другой год"
        raise RefusedWorkbook(f"Это карта {made_for}. Здесь — {card.title}.")
    if said[METHODOLOGY] != str(expert_map.cycle.methodology_id):
        raise RefusedWorkbook(OTHER_METHODOLOGY)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4


def _base_of(service: Rows, card: Card) -> dict[str, Base]:
    """What each answer was when the workbook was made."""
    names = [column.name for column in inputs_of(card)]
    heads = next(
        (place for place, (_, cells) in enumerate(service) if _filled(cells) == ["код", "версия", *names]), None
    )
    if heads is None:
        raise RefusedWorkbook(SERVICE_CHANGED)
    base = {}
    for _, cells in service[heads + 1 :]:
        code, version, *texts = [*cells, *[""] * (len(names) + 2)][: len(names) + 2]
        if not (version.isascii() and version.isdigit() and 0 < len(version) < 10):
            raise RefusedWorkbook(SERVICE_CHANGED)
        base[code] = Base(int(version), dict(zip(names, map(_plain, texts), strict=True)))
    if set(base) != set(card.by_code):
        raise RefusedWorkbook(SERVICE_CHANGED)
    return base


def _filled(cells: list[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _plain(text: str) -> str:
    """As holdable, without the mark Excel leaves of a carriage return."""
    return holdable(text.replace("_x000D_\n", "\n")).strip()


def _rows_of(page: Rows, card: Card) -> tuple[dict[str, tuple[int, dict[str, str]]], list[Problem]]:
    """Rows by code: the number in the sheet and texts by input. Codes unknown, repeated or missing are problems."""
    titles = [column.title for column in (*READ_ONLY, *inputs_of(card))]
    heads = next((place for place, (_, cells) in enumerate(page) if _filled(cells) == titles), None)
    if heads is None:
        raise RefusedWorkbook(HEADS_CHANGED)
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    problems: list[Problem] = []
    for number, cells in page[heads + 1 :]:
        code = cells[0].strip().replace(",", ".")  # a code typed anew may have become the number 1.2
        texts = [_plain(cell) for cell in [*cells, *[""] * len(titles)]][len(READ_ONLY) : len(titles)]
        problems += _beyond(cells, number, code, len(titles))
        if not code and not any(texts):
            continue
        sentence = _row_problem(code, rows, card)
        if sentence:
            problems.append(Problem(f"A{number}", code, sentence))
        else:
            rows[code] = (number, dict(zip((column.name for column in inputs_of(card)), texts, strict=True)))
    missing = [code for code in card.by_code if code not in rows and not any(code == found.code for found in problems)]
    problems += [Problem("", code, f"Нет строки показателя {code}. Скачайте карту заново.") for code in missing]
    return rows, problems


def _beyond(cells: list[str], number: int, code: str, width: int) -> list[Problem]:
    """A value right of the last column, where nobody would look for it."""
    place = next((place for place, cell in enumerate(cells[width:], width + 1) if cell.strip()), 0)
    return [Problem(f"{letter(place)}{number}", code, BEYOND)] if place else []


def _row_problem(code: str, rows: Mapping[str, Any], card: Card) -> str:
    if not code:
        return "В строке есть ответ, а кода показателя нет."
    if code not in card.by_code:
        return f"Показателя {code[:20]} в методике нет."
    return f"Показатель {code} повторяется. Оставьте одну строку." if code in rows else ""


def _answer_of(
    line: CardLine, texts: Mapping[str, str], base: Base, card: Card
) -> tuple[dict[str, Any], dict[str, str]]:
    """Values that differ from the site's, or sentences by input."""
    foreign = {name: text for name, text in texts.items() if name not in line.fields}
    problems = {name: foreign_problem(line, name, text) for name, text in foreign.items()}
    problems = {name: sentence for name, sentence in problems.items() if sentence}
    touched = [name for name in line.fields if texts[name] != base.texts[name]]
    if problems or not touched:
        return {}, problems
    data = {name: texts[name] if name == "note" else as_typed(texts[name]) for name in line.fields}
    form = AnswerForm(data, indicator=line.indicator, levels=card.expert_map.levels)
    if not form.is_valid():
        return {}, form.sentences
    values = differing(line, form.values)
    try:
        if values:
            check_answer_is_open(line.answer)
    except StageClosed as closed:
        return {}, {touched[0]: str(closed)}
    return values, {}


def as_typed(text: str) -> str:
    return FORM_WORDS.get(text.casefold(), text)


def foreign_problem(line: CardLine, name: str, text: str) -> str:
    """A value where nothing is asked."""
    if not text or text == marker(line, name):
        return ""
    if not line.is_applicable:
        return f"Показатель {line.code} к этой школе не применяется."
    return REUSED if name == "denominator" and line.taken_from else NO_SUCH_FIELD


def differing(line: CardLine, values: dict[str, Any]) -> dict[str, Any]:
    """All values of an answer any of which differs; a note is compared as the cell could hold it."""
    if values["note"] == _plain(line.answer.note):
        values["note"] = line.answer.note
    return values if any(getattr(line.answer, name) != value for name, value in values.items()) else {}


def problems_of(refusals: list[InvalidAnswer], read: Read) -> tuple[Problem, ...]:
    """Contradictions between answers, at the cells they belong to."""
    return tuple(
        Problem(read.places.get((refusal.code, refusal.field), ""), refusal.code, str(refusal)) for refusal in refusals
    )
