"""Where does each thing stand in the workbook of a card?"""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.views.card_book.card import Card

CARD, GUIDE, SERVICE = "Карта", "Как заполнять", "Служебный"
HEAD_ROW = 3
# Rows of the service sheet that say whose card this is, before the table of versions.
SCHOOL, YEAR, MAP, METHODOLOGY, TITLE = "школа", "год", "карта", "методика", "название"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the page's input, or empty for a text that is only read."""

    title: str
    width: int
    name: str = ""


READ_ONLY = (Column("Код", 6), Column("Показатель", 58), Column("Как считается", 30))


def inputs_of(card: Card) -> tuple[Column, ...]:
    """Cells to fill, in the order of the sheet."""
    return (
        Column("Сколько человек", 11, "numerator"),
        Column("Из скольких всего", 12, "denominator"),
        Column("Да или нет", 9, "fact"),
        *(Column(label, 7, name) for name, label in card.parts.items()),
        Column("Пояснение для проверяющего", 44, "note"),
    )


def letter(place: int) -> str:
    """The first column is A, the 27th AA; a card has fewer than 26, what a person adds may stand further."""
    before, last = divmod(place - 1, 26)
    return (letter(before) if before else "") + chr(ord("A") + last)
