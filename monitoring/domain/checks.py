"""What stands in the way of signing a map, and what deserves a second look? One small named function a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitoring.domain.sheet import Sheet
from monitoring.reconciling import ReferenceGap, reference_figure
from russian.plurals import counted
from scoring.engine.types import Empty

ERROR, WARNING = "error", "warning"
LINK_DEAD = "Ссылка не открывается"  # the school and the reviewer read the same words


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where (indicator code), how grave, and the sentence people read."""

    code: str
    severity: str
    check: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckContext:
    """A sheet with what lies beside it: pieces of evidence by code, ОО-1 figures by field.

    `unconfirmed` are titles of carried pieces, `outside` titles and dates of pieces of another year, `dead` titles of
    links that do not open and that the reviewer has not seen since; all by code.
    """

    sheet: Sheet
    evidence_counts: dict[str, int]
    reference: dict[str, int | None]
    unconfirmed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    outside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    dead: Mapping[str, Sequence[str]] = field(default_factory=dict)


def empty(context: CheckContext) -> Iterator[Problem]:
    """«Не заполнено» is neither «нет» nor 0 people: the head says which before signing."""
    for code in context.sheet.answers:
        if context.sheet.claimed(code).empty == Empty.NOT_FILLED:
            yield Problem(code, ERROR, "empty", "Не заполнено. Если результата нет, укажите 0 или «Нет».")


def without_evidence(context: CheckContext) -> Iterator[Problem]:
    """Every point claimed has a link or a file behind it (п. 3.1)."""
    for code, answer in context.sheet.answers.items():
        if answer.claimed_points and not context.evidence_counts.get(code):
            yield Problem(
                code, WARNING, "without_evidence", "Балл заявлен без подтверждения: добавьте ссылку или файл."
            )


def unconfirmed(context: CheckContext) -> Iterator[Problem]:
    """Evidence carried from last year counts for this one once the school says it still holds."""
    for code, titles in context.unconfirmed.items():
        named = ", ".join(f"«{title}»" for title in titles)
        yield Problem(
            code, WARNING, "unconfirmed", f"Взято из прошлогодней карты: {named}. Подтвердите, что верно, или уберите."
        )


def outside_the_year(context: CheckContext) -> Iterator[Problem]:
    """A date of another school year may be right (a contract signed before), so it is only asked about."""
    year = context.sheet.expert_map.cycle.year_title
    for code, said in context.outside.items():
        text = f"Дата не за {year} учебный год: {'; '.join(said)}. Проверьте дату или поясните её для проверяющего."
        yield Problem(code, WARNING, "outside_the_year", text)


def link_dead(context: CheckContext) -> Iterator[Problem]:
    """The reviewer is warned of a page that does not open: the school hears of it first, while it can be put right."""
    for code, titles in context.dead.items():
        named = ", ".join(f"«{title}»" for title in titles)
        text = f"{LINK_DEAD}: {named}. Проверьте адрес, замените ссылку или приложите файл."
        yield Problem(code, WARNING, "link_dead", text)


def contradictory(context: CheckContext) -> Iterator[Problem]:
    """A fact answered «нет» and people counted under it do not go together (5.2 and 5.3)."""
    for code, answer in context.sheet.answers.items():
        condition = context.sheet.indicator(code).rule.zero_unless
        if condition and context.sheet.answers[condition].fact is False and (answer.denominator or answer.numerator):
            yield Problem(
                code, WARNING, "contradictory", f"В показателе {condition} указано «Нет», а здесь есть участники."
            )


def off_reference(context: CheckContext) -> Iterator[Problem]:
    """A denominator further from ОО-1 than pupils move in a year wants a word of explanation."""
    for code, answer in context.sheet.answers.items():
        # Explained once, where the number is entered: not again in every indicator that reuses it.
        gap = reference_gap(context, code) if context.sheet.indicator(code).owns_denominator else None
        if gap is not None and gap.beyond_tolerance and not answer.note.strip():
            yield Problem(
                code,
                WARNING,
                "off_reference",
                f"По ОО-1 {gap.reference}, указано {gap.claimed}: поясните расхождение для проверяющего.",
            )


def missed_by_one(context: CheckContext) -> Iterator[Problem]:
    for code in context.sheet.answers:
        outcome = context.sheet.claimed(code)
        unit = context.sheet.indicator(code).rule.unit
        if outcome.missing == 1 and unit:
            yield Problem(code, WARNING, "missed_by_one", f"До балла не хватает {counted(1, unit)}: проверьте подсчёт.")


CHECKS = (
    empty,
    without_evidence,
    unconfirmed,
    outside_the_year,
    link_dead,
    contradictory,
    off_reference,
    missed_by_one,
)


def find_problems(context: CheckContext) -> list[Problem]:
    """All findings in the order of the map, errors of an indicator before its warnings."""
    found = [problem for check in CHECKS for problem in check(context)]
    order = {code: place for place, code in enumerate(context.sheet.answers)}
    return sorted(found, key=lambda problem: (order[problem.code], problem.severity != ERROR))


def reference_value(context: CheckContext, code: str) -> int | None:
    """The ОО-1 figure of the indicator's denominator, None where it is unknown."""
    sheet = context.sheet
    return reference_figure(
        sheet.indicator(code).denominator,
        sheet.rubric,
        sheet.expert_map.levels,
        lambda quantity: context.reference.get(quantity.reference_field),
    )


def reference_gap(context: CheckContext, code: str) -> ReferenceGap | None:
    claimed = context.sheet.answers[code].denominator
    reference = reference_value(context, code)
    if claimed is None or reference is None or not context.sheet.is_applicable(code):
        return None
    return ReferenceGap(claimed, reference)
