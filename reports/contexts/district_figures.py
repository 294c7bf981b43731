"""What are the figures of a district as a whole: who took part, how it went, how schools are spread?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from reports.contexts.comparison import Comparison
from reports.contexts.district_schools import SchoolRow
from reports.contexts.filters import GROUPS
from reports.contexts.results import Scale, Standing, mean, median
from reports.contexts.wording import named, share_of
from schools.models import SchoolKind

# So many names in one cell fill a third of a page: such a row may go on over the page, any other stays whole.
LONG_ROW = 8
KIND_ORDER = [kind.value for kind in SchoolKind]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Counts of maps; shares of the maximum are exact per cents, None while there is no result."""

    schools: int
    represented: int
    in_time: int
    extended: int
    checking: int
    absent: int
    results: int
    mean: Fraction | None
    median: Fraction | None
    mean_change: Fraction | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One degree, or a group without one. `share` is of all schools looked at, `of`; `before` is last year's count.

    While maps are still being filled or checked a group only grows or empties: `settled` says a comparison is fair.
    """

    key: str
    title: str
    shares: str
    points: str
    schools: tuple[SchoolRow, ...]
    of: int
    share: Fraction | None
    before: int | None
    settled: bool

    @property
    def count(self) -> int:
        return len(self.schools)

    @property
    def share_said(self) -> str:
        """Empty where schools are so few that only numbers are said."""
        return share_of(self.count, self.of)

    @property
    def names(self) -> str:
        """As papers list them: of many only the number, the appendix shows which."""
        return named(self.schools) or "–"

    @property
    def is_long(self) -> bool:
        return self.count > LONG_ROW

    @property
    def change(self) -> int | None:
        return self.count - self.before if self.settled and self.before is not None else None


@dataclass(frozen=True, slots=True)
class KindLine:
    """Schools of one kind, or of town or village, with their mean; None while none of them has a result.

    `kind` and `place` are what the address asks for to see them alone; one of the two is empty.
    """

    title: str
    kind: str
    place: str
    schools: int
    results: int
    mean: Fraction | None


def key_figures(rows: Sequence[SchoolRow], comparison: Comparison) -> KeyFigures:
    percents = [row.result.percent for row in rows if row.result]
    average, before = mean(percents), comparison.before
    return KeyFigures(
        schools=len(rows),
        represented=sum(row.standing is not Standing.ABSENT for row in rows),
        in_time=sum(row.in_time is True for row in rows),
        extended=sum(row.in_time is False for row in rows),
        checking=sum(row.standing is Standing.CHECKING for row in rows),
        absent=sum(row.standing is Standing.ABSENT for row in rows),
        results=len(percents),
        mean=average,
        median=median(percents),
        mean_change=average - before.mean if average is not None and before and before.mean is not None else None,
    )


def group_lines(
    rows: Sequence[SchoolRow], scale: Sequence[Scale], comparison: Comparison, *, approved: bool
) -> tuple[GroupLine, ...]:
    """Three degrees, «карта проверяется» while there are such, and «карта не представлена» always."""
    line_of = partial(_line, rows, comparison, settled=approved or all(row.result for row in rows))
    degrees = [line_of(line.band.key, line.band.title, line) for line in scale]
    checking = line_of(Standing.CHECKING.value, GROUPS["checking"], None)
    absent = line_of(Standing.ABSENT.value, GROUPS["absent"], None)
    return (*degrees, *([checking] if checking.count else []), absent)


def _line(
    rows: Sequence[SchoolRow], comparison: Comparison, key: str, title: str, scale: Scale | None, *, settled: bool
) -> GroupLine:
    schools = tuple(row for row in rows if row.group == key)
    return GroupLine(
        key=key,
        title=title,
        shares=scale.shares if scale else "",
        points=scale.points if scale else "",
        schools=schools,
        of=len(rows),
        share=Fraction(100 * len(schools), len(rows)) if rows else None,
        before=_before(comparison, key),
        settled=settled,
    )


def _before(comparison: Comparison, key: str) -> int | None:
    groups = comparison.before.groups if comparison.before else None
    return None if groups is None else groups.get(key, 0)


def kind_lines(rows: Sequence[SchoolRow]) -> tuple[KindLine, ...]:
    """By kind in the register's order, then by place where the district has both."""
    kinds = dict.fromkeys(
        (row.kind, row.kind_title) for row in sorted(rows, key=lambda row: KIND_ORDER.index(row.kind))
    )
    lines = [_kind(title, [row for row in rows if row.kind == kind], kind=kind) for kind, title in kinds]
    rural = [row for row in rows if row.is_rural]
    if 0 < len(rural) < len(rows):
        lines.append(_kind("городские школы", [row for row in rows if not row.is_rural], place="town"))
        lines.append(_kind("сельские школы", rural, place="village"))
    return tuple(lines)


def _kind(title: str, rows: Sequence[SchoolRow], *, kind: str = "", place: str = "") -> KindLine:
    percents = [row.result.percent for row in rows if row.result]
    return KindLine(title, kind, place, len(rows), len(percents), mean(percents))
