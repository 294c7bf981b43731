"""What does a workbook hold that comes when the map is closed? Its answers as late texts, kept beside the map."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from monitoring.domain.late_entry import LateText
from monitoring.forms.answer import AnswerForm
from monitoring.models import CardDraft
from monitoring.views.card_book.card import Card, CardLine
from monitoring.views.card_book.layout import READ_ONLY, letter
from monitoring.views.card_book.reading import Base, Opened, Problem, as_typed, differing, foreign_problem
from monitoring.views.map_screen.row import CHOSEN
from monitoring.views.map_screen.words import in_words

LONGEST = 8000  # more than the longest answer the page can send


def late_texts(opened: Opened, card: Card) -> list[LateText]:
    """Answers changed in the workbook that differ from the site's; what makes no sense is kept as it was typed."""
    found = (_late_text(card.by_code[code], texts, opened.base[code], card) for code, (_, texts) in opened.rows.items())
    return [text for text in found if text is not None]


def _late_text(line: CardLine, texts: Mapping[str, str], base: Base, card: Card) -> LateText | None:
    if all(texts[name] == base.texts[name] for name in line.fields):
        return None
    typed = {name: texts[name] if name == "note" else as_typed(texts[name]) for name in line.fields}
    form = AnswerForm(typed, indicator=line.indicator, levels=card.expert_map.levels)
    typed = {name: text[:LONGEST] for name, text in typed.items()}
    if not form.is_valid():
        return LateText(line.code, typed, ", ".join(texts[name][:LONGEST] for name in line.fields if texts[name]))
    values = differing(line, form.values)
    return LateText(line.code, typed, in_words(line.indicator, values)) if values else None


def misplaced(opened: Opened, card: Card) -> list[Problem]:
    """Values where nothing is asked: kept nowhere, so they are said."""
    problems = []
    for code, (number, texts) in opened.rows.items():
        for place, (name, text) in enumerate(texts.items(), len(READ_ONLY) + 1):
            sentence = "" if name in card.by_code[code].fields else foreign_problem(card.by_code[code], name, text)
            if sentence:
                problems.append(Problem(f"{letter(place)}{number}", code, sentence))
    return problems


def late_texts_of(draft: CardDraft, codes: Collection[str], card: Card) -> list[LateText]:
    """Of a workbook that came in time and was confirmed too late: the answers of those codes."""
    return [
        LateText(code, _typed(card.by_code[code], values), in_words(card.by_code[code].indicator, values))
        for code, values in ((code, draft.rows[code]["values"]) for code in codes)
    ]


def _typed(line: CardLine, values: Mapping[str, Any]) -> dict[str, str]:
    """Values as the page's inputs would hold them."""
    return {name: _input(name, values) for name in line.fields}


def _input(name: str, values: Mapping[str, Any]) -> str:
    if name.startswith("part_"):
        return CHOSEN[values["parts"].get(name.removeprefix("part_"))]
    if name == "fact":
        return CHOSEN[values[name]]
    return "" if values[name] is None else str(values[name])
