"""Which figures does an uploaded form give, by the mapping of its year? Branches add up with their school."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schools.models import REFERENCE_FIELDS, ReferenceMapping
from schools.sheets import values
from schools.sheets.codes import key_of
from schools.sheets.form_table import SCHOOL, TABLE, FormCell

# How a form says «nobody» or «not to be filled».
NOTHING = frozenset({"", "-", "–", "—", "x", "х"})

TURNED_INTO_DATE = (
    "Здесь дата вместо номера раздела: так Excel понял «2.8». Сделайте ячейку текстовой и введите номер заново."
)
_DATE = re.compile(r"\d{2}\.\d{2}\.\d{4}")

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What stands in the way: row and column of the uploaded table."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Working:
    """One figure of one school: the sum, how it came about, and the cells that are not in the table and count as 0."""

    figure: str
    value: int
    how: str
    missing: str

    @property
    def title(self) -> str:
        return REFERENCE_FIELDS[self.figure]


@dataclass(frozen=True, slots=True)
class SchoolWorkings:
    """`row` is the first row of the table that speaks of the school."""

    code: str
    row: int
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class FormReading:
    schools: tuple[SchoolWorkings, ...]
    problems: tuple[FormProblem, ...]


@dataclass
class _School:
    """Cells that enter some figure: {place: {branch: people}}."""

    row: int
    branches: set[str] = field(default_factory=set)
    found: dict[Place, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def read_figures(
    cells: Iterable[FormCell], mappings: Sequence[ReferenceMapping], codes: Collection[str]
) -> FormReading:
    """`codes` are the schools of the register. Cells no figure is made of are not looked at."""
    wanted = {_place(mapping.table, row, column) for mapping in mappings for row, column in mapping.cells()}
    schools: dict[str, _School] = {}
    problems: list[FormProblem] = []
    strangers: set[str] = set()
    for cell in cells:
        if cell.school not in codes:
            if cell.school not in strangers:
                strangers.add(cell.school)
                problems.append(FormProblem(cell.number, SCHOOL, _unknown(cell.school)))
            continue
        if _DATE.fullmatch(cell.table):
            problems.append(FormProblem(cell.number, TABLE, TURNED_INTO_DATE))
            continue
        school = schools.setdefault(cell.school, _School(cell.number))
        school.branches.add(cell.branch)
        place = _place(cell.table, cell.row, cell.column)
        if place in wanted:
            problems.extend(_taken(school, place, cell))
    told = (_workings(code, school, mappings) for code, school in schools.items())
    return FormReading(tuple(told), tuple(dict.fromkeys(problems)))


def _unknown(code: str) -> str:
    if not code:
        return "Не указан код школы."
    return f"Школы с кодом «{values.shown(code)}» нет в реестре. Сначала добавьте её."


def _taken(school: _School, place: Place, cell: FormCell) -> Iterable[FormProblem]:
    """Puts the people of one cell down; what is wrong with it comes back."""
    branches = school.found[place]
    if cell.branch in branches:
        whose = f", филиал «{values.shown(cell.branch)}»" if cell.branch else ""
        text = f"Ячейка уже есть выше: раздел {cell.table}, строка {cell.row}, графа {cell.column}{whose}."
        return [FormProblem(cell.number, cell.where, text)]
    try:
        branches[cell.branch] = 0 if cell.text.casefold() in NOTHING else values.whole(cell.text) or 0
    except ValueError as refusal:
        branches[cell.branch] = 0
        return [FormProblem(cell.number, cell.where, str(refusal))]
    return []


def _workings(code: str, school: _School, mappings: Sequence[ReferenceMapping]) -> SchoolWorkings:
    by_figure: dict[str, list[ReferenceMapping]] = defaultdict(list)
    for mapping in mappings:
        by_figure[mapping.figure].append(mapping)
    told = (_working(figure, school, by_figure[figure]) for figure in REFERENCE_FIELDS if figure in by_figure)
    return SchoolWorkings(code, school.row, tuple(working for working in told if working is not None))


def _working(figure: str, school: _School, mappings: Sequence[ReferenceMapping]) -> Working | None:
    """None where the table has not one of the figure's cells: then it says nothing of it."""
    total, parts, missing, is_told = 0, [], [], False
    for mapping in mappings:
        found = [(row, column, school.found.get(_place(mapping.table, row, column))) for row, column in mapping.cells()]
        there = [branches for _, _, branches in found if branches is not None]
        lacking = [(row, column) for row, column, branches in found if branches is None]
        if there:
            is_told = True
            total += sum(sum(branches.values()) for branches in there)
            parts.append(f"раздел {mapping.table}: {_by_branch(there)}")
        if lacking:
            missing.append(f"раздел {mapping.table}, {_by_row(lacking) if there else 'весь'}")
    return Working(figure, total, "; ".join(parts), "; ".join(missing)) if is_told else None


def _by_row(places: Sequence[tuple[str, str]]) -> str:
    """«строка 17, графы 9, 15»."""
    rows: dict[str, list[str]] = defaultdict(list)
    for row, column in places:
        rows[row].append(column)
    return ", ".join(
        f"строка {row}, {'графы' if len(columns) > 1 else 'графа'} {', '.join(columns)}"
        for row, columns in rows.items()
    )


def _by_branch(cells: Sequence[Mapping[str, int]]) -> str:
    """«88 + 92», and what of it is the branches'."""
    sums: dict[str, list[int]] = defaultdict(list)
    for branches in cells:
        for branch, people in branches.items():
            sums[branch].append(people)
    return "; ".join(
        f"{_called(branch)}: {_added(people)}" if branch else _added(people) for branch, people in sums.items()
    )


def _called(branch: str) -> str:
    return branch if branch.casefold().startswith("филиал") else f"филиал «{branch}»"


def _added(people: Sequence[int]) -> str:
    counted = [number for number in people if number] or [0]
    return " + ".join(map(str, counted))


def _place(table: str, row: str, column: str) -> Place:
    return key_of(table), key_of(row), key_of(column)
