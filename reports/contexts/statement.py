"""What does the аналитическая справка say? Sentences drawn from the figures of the same District the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from reports.contexts.district import District
from reports.contexts.district_schools import SchoolRow
from reports.contexts.statement_closing import Proposal, conclusions, proposals
from reports.contexts.statement_directions import DirectionPart, direction_parts
from reports.contexts.statement_opening import basis, organisation, overall, title
from reports.contexts.statement_trust import trust_sentences
from russian.numbers import MINUS

# On paper every sign of a run is as wide as a digit: the dash is not, the minus is.
NOT_APPLICABLE = MINUS


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A school's final points as one run of signs; empty while there are none."""

    school: SchoolRow
    run: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Paragraphs by section (DOMAIN.md §6); the tables beside them are read from `district`."""

    district: District
    title: str
    basis: tuple[str, ...]
    organisation: tuple[str, ...]
    overall: tuple[str, ...]
    directions: tuple[DirectionPart, ...]
    trust: tuple[str, ...]
    conclusions: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    matrix: tuple[MatrixRow, ...]
    trust_table: int
    matrix_table: int


def build_statement(district: District) -> Statement:
    directions = direction_parts(district) if district.has_results else ()
    trust_table = 4 + len(directions) if directions else 3
    return Statement(
        district=district,
        title=title(district),
        basis=basis(district),
        organisation=organisation(district),
        overall=overall(district),
        directions=directions,
        trust=trust_sentences(district),
        conclusions=conclusions(district),
        proposals=proposals(district),
        matrix=tuple(_matrix_row(row) for row in district.schools),
        trust_table=trust_table,
        matrix_table=trust_table + bool(district.trust.schools),
    )


def _matrix_row(row: SchoolRow) -> MatrixRow:
    if row.result is None:
        return MatrixRow(row, "")
    return MatrixRow(row, " ".join(NOT_APPLICABLE if cell.kind == "na" else cell.sign for cell in row.cells))
