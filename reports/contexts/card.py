"""What stands on the printed card of a map, filled or blank?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from monitoring.models import ExpertMap
from monitoring.queries.expert_map import answers_with_evidence, last_submission
from monitoring.queries.schools_people import head_of
from monitoring.states import MapState
from monitoring.views.card_book.card import CardLine, read_card
from monitoring.views.map_screen.working import working_of
from reports.contexts.letterhead import Letterhead, letterhead
from reports.contexts.revision import going_on, revisions_of
from reports.contexts.wording import glued
from russian.dates import long_date, moment
from russian.numbers import NBSP, integer
from russian.plurals import POINTS, counted
from scoring.queries.rubric_tree import RubricCriterion


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`answer` are the words of the answer, one an entry; empty on a blank card. `inapplicable` says why not."""

    line: CardLine
    answer: tuple[str, ...]
    share: str
    points: int | None
    note: str
    evidence: tuple[str, ...]

    @property
    def inapplicable(self) -> str:
        return "" if self.line.is_applicable else self.line.outcome.working

    @property
    def boxes(self) -> tuple[str, ...]:
        """Questions answered by a cross in a box; an empty text where the indicator itself is the question."""
        labels = {f"part_{part.key}": part.label for part in self.line.indicator.rule.parts}
        return tuple(labels.get(name, "") for name in self.line.fields if name == "fact" or name in labels)


@dataclass(frozen=True, slots=True)
class PaperCard:
    """`status` says whether and when the card was signed; `total` is what it claims. Both are empty on a blank."""

    letterhead: Letterhead
    school: str
    year_title: str
    criteria: tuple[tuple[RubricCriterion, tuple[PaperLine, ...]], ...]
    term: str
    status: str
    total: str
    signer: str
    is_blank: bool

    @property
    def title(self) -> str:
        what = "Бланк экспертной карты" if self.is_blank else "Экспертная карта"
        return f"{what} за {self.year_title} учебный год: {self.school}"


def build_card(expert_map: ExpertMap, *, at: datetime, is_blank: bool) -> PaperCard:
    card = read_card(expert_map, at=at)
    pieces = {} if is_blank else _evidence(expert_map)
    lines = [_line(line, pieces.get(line.code, ()), is_blank=is_blank) for line in card.lines]
    head = head_of(expert_map)
    return PaperCard(
        letterhead=letterhead(expert_map.municipality, at),
        school=glued(expert_map.school.name or str(expert_map.school)),
        year_title=expert_map.cycle.year_title,
        criteria=tuple(_by_criterion(lines)),
        term=long_date(expert_map.return_last_day or expert_map.fill_last_day),
        status="" if is_blank else _status(expert_map),
        total="" if is_blank else _total(expert_map),
        signer=head.user.full_name if head else "",
        is_blank=is_blank,
    )


def _evidence(expert_map: ExpertMap) -> dict[str, tuple[str, ...]]:
    return {
        answer.code: tuple(piece.title or piece.url for piece in answer.evidence.all())
        for answer in answers_with_evidence(expert_map)
    }


def _by_criterion(lines: list[PaperLine]) -> Iterator[tuple[RubricCriterion, tuple[PaperLine, ...]]]:
    for _, group in groupby(lines, key=lambda line: line.line.criterion.number):
        of_one = tuple(group)
        yield of_one[0].line.criterion, of_one


def _line(line: CardLine, evidence: tuple[str, ...], *, is_blank: bool) -> PaperLine:
    if is_blank:
        return PaperLine(line, (), "", None, "", ())
    working = working_of(line.indicator, line.answer, line.outcome)
    return PaperLine(line, _answer(line), working.share, line.outcome.points, line.answer.note, evidence)


def _answer(line: CardLine) -> tuple[str, ...]:
    """«104 из 180»; «да»; «НОО — да»; «не заполнено» where there is no answer."""
    if not line.is_applicable:
        return ()
    if line.indicator.is_share:
        numerator, denominator = line.answer.numerator, line.answer.denominator
        if numerator is None and denominator is None:
            return ("не заполнено",)
        said, of = ("…" if number is None else integer(number) for number in (numerator, denominator))
        return (f"{said} из {of}",)
    labels = {f"part_{part.key}": f"{part.label} — " for part in line.indicator.rule.parts}
    texts = {name: text for name, text in line.texts.items() if name != "note"}
    return tuple(f"{labels.get(name, '')}{text or 'не заполнено'}" for name, text in texts.items())


def _status(expert_map: ExpertMap) -> str:
    submission = last_submission(expert_map) if expert_map.was_submitted else None
    if submission is None:
        return "ЧЕРНОВИК. Карта не представлена: ответы могут измениться."
    signed = f"представлена {moment(expert_map.municipality.local(submission.signed_at))}"
    said = f"Карта {signed}, квитанция №{NBSP}{submission.number}, подписал(а) {submission.signed_by_name}."
    revised = going_on(revisions_of(expert_map))
    if revised:
        return f"{said} {revised.notice}"
    if expert_map.state == MapState.RETURNED:
        return f"{said} Возвращена на исправление: ответы могут измениться."
    return said


def _total(expert_map: ExpertMap) -> str:
    points = counted(expert_map.claimed_points or 0, POINTS)
    return f"Заявлено {points} из {expert_map.maximum}. Заполнено показателей: {expert_map.filled}."
