"""What would an uploaded card change, and where does it disagree with what was saved meanwhile?"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from monitoring.domain.expert_map import put_answers
from monitoring.domain.sheet import Sheet
from monitoring.models import CardDraft
from monitoring.views.card_book.card import Card
from monitoring.views.card_book.reading import Problem, Read, problems_of
from monitoring.views.map_screen.standing import slug_of
from monitoring.views.map_screen.words import in_words, values_of
from russian.plurals import Forms, counted, plural
from scoring.queries.rubric_tree import RubricIndicator

ANSWERS = Forms("ответ", "ответа", "ответов")
CONFLICTS = Forms("расхождение", "расхождения", "расхождений")


@dataclass(frozen=True, slots=True)
class Change:
    """Both values in words; `version` is the saved answer's."""

    indicator: RubricIndicator
    saved: str
    uploaded: str
    version: int

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def slug(self) -> str:
        return slug_of(self.code)


@dataclass(frozen=True, slots=True)
class Preview:
    """`changes` replace what was there when the workbook was made; `conflicts` would replace something newer."""

    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not self.changes and not self.conflicts

    @property
    def count(self) -> int:
        return len(self.changes) + len(self.conflicts)

    @property
    def summary(self) -> str:
        """«Изменится 7 ответов, 2 расхождения с сохранённым»."""
        count = len(self.changes)
        verb = plural(count, Forms("Изменится", "Изменятся", "Изменится"))
        said = [f"{verb} {counted(count, ANSWERS)}"] if count else []
        if self.conflicts:
            said.append(f"{counted(len(self.conflicts), CONFLICTS)} с сохранённым")
        return ", ".join(said) or "Книга совпадает с тем, что сохранено на сайте"


def preview_of(draft: CardDraft, card: Card) -> Preview:
    """Compared with the card as it stands now, not as it stood at the upload."""
    found = [
        (_change(card, code, row["values"]), row["version"])
        for code, row in sorted(draft.rows.items(), key=lambda row: card.by_code[row[0]].answer.position)
        if _differs(card, code, row["values"])
    ]
    changes = tuple(change for change, version in found if version == change.version)
    return Preview(changes, tuple(change for change, version in found if version != change.version))


def _differs(card: Card, code: str, values: Mapping[str, Any]) -> bool:
    return any(getattr(card.by_code[code].answer, name) != value for name, value in values.items())


def _change(card: Card, code: str, values: Mapping[str, Any]) -> Change:
    line = card.by_code[code]
    saved = values_of(line.answer)
    return Change(
        line.indicator, in_words(line.indicator, saved), in_words(line.indicator, values), line.answer.version
    )


def contradictions(card: Card, read: Read) -> tuple[Problem, ...]:
    """What the workbook makes impossible however its conflicts are settled."""
    conflicts = {code for code, row in read.changed.items() if row["version"] != card.by_code[code].answer.version}
    found = problems_of(_refusals(card, read, read.changed), read)
    if not found or not conflicts:
        return found
    settled = problems_of(_refusals(card, read, set(read.changed) - conflicts), read)
    return tuple(problem for problem in found if problem in settled)


def _refusals(card: Card, read: Read, codes: Collection[str]) -> list:
    """Judged on a copy: the card stays as it is saved."""
    sheet = Sheet(
        card.expert_map, card.sheet.rubric, {code: copy.copy(row) for code, row in card.sheet.answers.items()}
    )
    return put_answers(sheet, {code: read.changed[code]["values"] for code in read.changed if code in codes}).refusals


def applied_in_words(draft: CardDraft) -> str:
    """«Изменено 7 ответов»."""
    count = len(draft.applied)
    verb = plural(count, Forms("Изменён", "Изменено", "Изменено"))
    return f"{verb} {counted(count, ANSWERS)}"
