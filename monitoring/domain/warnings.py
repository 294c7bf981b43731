"""What deserves the reviewer's second look? One small named function a warning; none of them decides anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from monitoring.domain.link_warnings import LinkFinding, link_changed, link_dead, link_off_site, link_unchecked
from monitoring.reconciling import ReferenceGap
from russian.dates import school_year, school_year_days, short_date
from russian.numbers import NBSP, integer, points_change, share
from scoring.engine.score import people_missing
from scoring.engine.types import IndicatorRule

JUMP = 25  # percentage points in a year


@dataclass(frozen=True, slots=True)
class Share:
    """A claimed share of people; `of` is above 0."""

    people: int
    of: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: its own date, who else put forward the same file or page, and in which other years.

    `is_confirmed`: taken from an earlier year, and the school has said that it still holds. `child_names`: the school
    says that names of children are in it. `people`: how many names were found that it has not called grown-ups'.
    `link` is what is known of a page; None for a file, and where links are not looked at.
    """

    title: str
    is_file: bool
    dated: date | None
    elsewhere: tuple[str, ...] = ()
    other_years: tuple[int, ...] = ()
    is_confirmed: bool = False
    child_names: bool = False
    people: int = 0
    link: LinkFinding | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The fact another indicator hangs on: the school's answer and what the reviewer made of it (None: nothing yet)."""

    code: str
    claimed: bool | None
    corrected_points: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim with what lies beside it. Points are the claimed ones; `first_year` begins the school year."""

    rule: IndicatorRule
    points: int | None
    first_year: int
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""
    reference: int | None = None
    past: Share | None = None
    pieces: tuple[Piece, ...] = ()
    condition: Condition | None = None

    @property
    def share(self) -> Share | None:
        return Share(self.numerator, self.denominator) if self.numerator is not None and self.denominator else None


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence with a heading; `check` names the function that found it."""

    check: str
    title: str
    text: str


Found = tuple[str, str] | None


def off_reference(judged: Judged) -> Found:
    """The denominator is further from ОО-1 than pupils move in a year."""
    if judged.denominator is None or judged.reference is None:
        return None
    gap = ReferenceGap(judged.denominator, judged.reference)
    if not gap.beyond_tolerance:
        return None
    explained = "Школа дала пояснение." if judged.note.strip() else "Пояснения школы нет."
    return (
        f"Расхождение с ОО-1: {integer(gap.difference)}",
        f"Заявлено {integer(gap.claimed)}, по ОО-1 {integer(gap.reference)}: больше допуска. {explained}",
    )


def at_threshold(judged: Judged) -> Found:
    """With one person fewer there would be no point: worth a recount."""
    claimed, threshold = judged.share, judged.rule.threshold
    if claimed is None or threshold is None or not judged.points or not claimed.people:
        return None
    if people_missing(claimed.people - 1, claimed.of, threshold) != 1:
        return None
    return ("Держится на одном человеке", f"На одного человека меньше — и порог {threshold}{NBSP}% не достигнут.")


def jump(judged: Judged) -> Found:
    """The share moved by JUMP percentage points or more against the year before."""
    now, before = judged.share, judged.past
    if now is None or before is None or not before.of:
        return None
    change = Fraction(100 * now.people, now.of) - Fraction(100 * before.people, before.of)
    if abs(change) < JUMP:
        return None
    direction = "Рост" if change > 0 else "Снижение"
    return (
        f"{direction} на {points_change(abs(change)).removeprefix('+')} за год",
        f"В прошлом году было {integer(before.people)} из {integer(before.of)} = {share(before.people, before.of)}.",
    )


def without_evidence(judged: Judged) -> Found:
    """п. 3.1: a point claimed has something to look at."""
    if not judged.points or judged.pieces:
        return None
    return ("Нет подтверждения", "Балл заявлен, но ни ссылки, ни файла к показателю не приложено.")


def outside_the_year(judged: Judged) -> Found:
    """Evidence of another school year proves nothing about this one."""
    first, last = school_year_days(judged.first_year)
    odd = [piece for piece in judged.pieces if piece.dated is not None and not first <= piece.dated <= last]
    if not odd:
        return None
    named = "; ".join(f"«{piece.title}» — {short_date(piece.dated)}" for piece in odd if piece.dated)
    return (f"Подтверждение не за {school_year(judged.first_year)} учебный год", f"{named}.")


def contradictory(judged: Judged) -> Found:
    """A fact and the people counted under it disagree (5.2 and 5.3)."""
    condition = judged.condition
    if condition is None or condition.claimed is None:
        return None
    if condition.claimed is False and (judged.denominator or judged.numerator):
        return (
            "Противоречие",
            f"В показателе {condition.code} указано «Нет», а здесь участников {judged.denominator or 0}.",
        )
    if condition.claimed is True and judged.denominator == 0:
        return ("Противоречие", f"В показателе {condition.code} указано «Да», а здесь участников 0.")
    return None


def condition_corrected(judged: Judged) -> Found:
    """The reviewer has taken away the fact this claim hangs on."""
    condition = judged.condition
    if condition is None or condition.corrected_points != 0 or not condition.claimed or not judged.points:
        return None
    return (
        f"Показатель {condition.code} исправлен на «Нет»",
        "По Порядку здесь тогда 0 баллов: исправьте и этот показатель.",
    )


def used_elsewhere(judged: Judged) -> Found:
    """The same file or the same page stands behind the claim of another school."""
    shared = [piece for piece in judged.pieces if piece.elsewhere]
    if not shared:
        return None
    named = "; ".join(f"«{piece.title}» — {', '.join(piece.elsewhere)}" for piece in shared)
    what = "Тот же файл" if all(piece.is_file for piece in shared) else "Та же ссылка"
    return (f"{what} у другой школы", f"{named}.")


def used_in_another_year(judged: Judged) -> Found:
    """The school's own file or page of another year; a page it has vouched for again may well have gone on."""
    same = [piece for piece in judged.pieces if piece.other_years and (piece.is_file or not piece.is_confirmed)]
    if not same:
        return None
    named = "; ".join(f"«{piece.title}» — {', '.join(map(school_year, piece.other_years))}" for piece in same)
    what = "Тот же файл" if all(piece.is_file for piece in same) else "То же подтверждение"
    return (f"{what}, что в другом году", f"{named}. Проверьте, что сведения относятся к этому учебному году.")


def child_names(judged: Judged) -> Found:
    """Evidence with names of children is read here and goes nowhere else."""
    named = [piece for piece in judged.pieces if piece.child_names or piece.people]
    if not named:
        return None
    titles = ", ".join(f"«{piece.title}»" for piece in named)
    what = "Имена детей в подтверждении" if any(piece.child_names for piece in named) else "Похоже на список детей"
    return (what, f"{titles}: не пересылайте и не распечатывайте без нужды.")


CHECKS: tuple[Callable[[Judged], Found], ...] = (
    off_reference,
    at_threshold,
    jump,
    without_evidence,
    outside_the_year,
    contradictory,
    condition_corrected,
    used_elsewhere,
    link_dead,
    link_off_site,
    link_changed,
    link_unchecked,
    used_in_another_year,
    child_names,
)

# How much each finding weighs in the risk the queue is sorted by: a contradiction first, a formality last.
WEIGHTS: dict[str, int] = {
    "contradictory": 5,
    "condition_corrected": 5,
    "without_evidence": 4,
    "used_elsewhere": 4,
    "link_dead": 4,
    "off_reference": 3,
    "outside_the_year": 3,
    "link_off_site": 3,
    "link_changed": 3,
    "jump": 2,
    "at_threshold": 2,
    "used_in_another_year": 2,
    "link_unchecked": 1,
    "child_names": 1,
}


def warnings_of(judged: Judged) -> tuple[Caution, ...]:
    """Everything found about one claim, in the order of CHECKS."""
    found = ((check, check(judged)) for check in CHECKS)
    return tuple(Caution(check.__name__, *words) for check, words in found if words is not None)


def count_warnings(claims: Iterable[Judged]) -> int:
    return sum(len(warnings_of(judged)) for judged in claims)


def weight_of(found: Iterable[Caution]) -> int:
    return sum(WEIGHTS[caution.check] for caution in found)
