"""What does the аналитическая справка say? Sentences drawn from the figures of the same District the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.contexts.passages import dashed_text, numbered_text, paragraphs_text
from reports.contexts.sections import Section, sections
from reports.contexts.statement_closing import conclusions
from reports.contexts.statement_directions import DirectionPart, direction_parts
from reports.contexts.statement_opening import basis, organisation, overall, title
from reports.contexts.statement_practices import practices
from reports.contexts.statement_proposals import Proposals, proposals
from reports.contexts.statement_trust import trust_sentences
from reports.queries.advice_rows import NOTHING_ACCEPTED, AcceptedWords
from reports.queries.words import NO_WORDS, Words
from russian.numbers import MINUS, NBSP

# On paper every sign of a run is as wide as a digit: the dash is not, the minus is.
NOT_APPLICABLE = MINUS
# Between points, share and degree: they stand under the words of the header (documents/document.css).
OUTCOME_GAPS = (4 * NBSP, 3 * NBSP)
CODE_LENGTH = len("1.1")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A school's final points as one run of signs, and what they come to as another; empty while there are none.

    On paper a run is a cell: three cells a school, without lines between, take half the time of five with them.
    """

    school: SchoolRow
    run: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Drawn sentences by section; the tables beside them are read from `district`.

    `sections` are what is printed: the drawn words, or those a person wrote in their place.
    """

    district: District
    title: str
    basis: tuple[str, ...]
    organisation: tuple[str, ...]
    overall: tuple[str, ...]
    directions: tuple[DirectionPart, ...]
    trust: tuple[str, ...]
    practices: tuple[str, ...]
    conclusions: tuple[str, ...]
    proposals: Proposals
    matrix: tuple[MatrixRow, ...]
    codes: str
    trust_table: int
    matrix_table: int
    sections: tuple[Section, ...]

    @property
    def by_key(self) -> Mapping[str, Section]:
        return {section.key: section for section in self.sections}

    @property
    def directed(self) -> tuple[tuple[DirectionPart, Section], ...]:
        """Every direction with its words."""
        return tuple((part, self.by_key[direction_key(part)]) for part in self.directions)


def build_statement(
    district: District, words: Words = NO_WORDS, accepted: AcceptedWords = NOTHING_ACCEPTED
) -> Statement:
    """In the words people gave it; it proposes what was accepted for the schools, where something was."""
    directions = direction_parts(district) if district.has_results else ()
    trust_table = 4 + len(directions) if directions else 3
    drawn = Statement(
        district=district,
        title=title(district),
        basis=basis(district),
        organisation=organisation(district),
        overall=overall(district),
        directions=directions,
        trust=trust_sentences(district),
        practices=practices(district),
        conclusions=conclusions(district),
        proposals=proposals(district, accepted),
        matrix=tuple(_matrix_rows(district.schools)),
        codes=codes_run([line.code for line in district.indicators]),
        trust_table=trust_table,
        matrix_table=trust_table + bool(district.trust.schools),
        sections=(),
    )
    return replace(drawn, sections=sections(_drawn_sections(drawn), words))


def direction_key(part: DirectionPart) -> str:
    return f"direction-{part.direction.position}"


def _drawn_sections(drawn: Statement) -> Iterator[tuple[str, str, str]]:
    """Every section a person may write anew: its key, its heading, its drawn words."""
    yield "basis", "1. Основание и цель", paragraphs_text(drawn.basis)
    yield "organisation", "2. Организация и методы", paragraphs_text(drawn.organisation)
    yield "overall", "3. Общие результаты", paragraphs_text(drawn.overall)
    for number, part in enumerate(drawn.directions, start=1):
        yield direction_key(part), f"4.{number}. {part.direction.title}", paragraphs_text(part.paragraphs)
    yield "trust", "5. Сверка и достоверность", paragraphs_text(drawn.trust)
    yield "practices", "6. Эффективные практики", _practices_text(drawn.practices)
    yield "conclusions", "7. Выводы", numbered_text(drawn.conclusions)
    yield "proposals", "8. Предложения", drawn.proposals.text


def _practices_text(texts: Sequence[str]) -> str:
    """The first sentence leads, the others are the list under it."""
    return paragraphs_text(filter(None, (*texts[:1], dashed_text(texts[1:]))))


def codes_run(codes: Sequence[str]) -> str:
    """The codes above the points as one run too; empty where one is longer than «1.1»: the next would stand askew."""
    return " ".join(codes) if {len(code) for code in codes} == {CODE_LENGTH} else ""


def _matrix_rows(rows: Sequence[SchoolRow]) -> Iterator[MatrixRow]:
    results = [row.result for row in rows if row.result]
    points = max((len(str(result.points)) for result in results), default=0)
    share = max((len(result.share) for result in results), default=0)
    for row in rows:
        if row.result is None:
            yield MatrixRow(row, "")
            continue
        signs = " ".join(NOT_APPLICABLE if cell.kind == "na" else cell.sign for cell in row.cells)
        counted = (_under(str(row.result.points), points), _under(row.result.share, share))
        yield MatrixRow(row, signs, f"{OUTCOME_GAPS[0].join(counted)}{OUTCOME_GAPS[1]}{row.result.band.title}")


def _under(figure: str, length: int) -> str:
    """Ones under ones: in PT Sans two spaces are as wide as a digit."""
    return 2 * NBSP * (length - len(figure)) + figure
