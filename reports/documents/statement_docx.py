"""How does the справка become a DOCX, from the very Statement its PDF is made of?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.contexts.district import District
from reports.contexts.district_figures import GroupLine, KindLine
from reports.contexts.district_indicators import CriterionLine
from reports.contexts.sections import Section
from reports.contexts.signed import signed
from reports.contexts.statement import MatrixRow, Statement, build_statement
from reports.contexts.statement_directions import DirectionPart, IndicatorText
from reports.contexts.wording import part
from reports.documents.letter import appendix_mark, ending, opening, preliminary, written
from reports.documents.word import Column, Paper
from reports.models import Requisites
from reports.queries.advice_rows import NOTHING_ACCEPTED, AcceptedWords
from reports.queries.words import Words
from russian.numbers import NBSP, decimal, integer, percent, points_change
from scoring.engine.types import Policy

DASH = "–"
SHARE = Column("Доля", 11, True)
GROUPS = (
    Column("Степень", 24), Column("Школ", 9, True), SHARE, Column("Год назад", 11, True), Column("Организации", 45),
)  # fmt: skip
KINDS = (
    Column("Организации", 40), Column("Всего", 16, True), Column("Карты проверены", 22, True),
    Column("Средний результат", 22, True),
)  # fmt: skip
CRITERIA = (
    Column("Критерий", 40), Column("Средний балл", 16, True), Column("Самооценка", 15, True), Column("Итог", 13, True),
    Column("За год", 16, True),
)  # fmt: skip
INDICATORS = (
    Column("Показатель", 37), Column("Школ", 13, True), SHARE, Column("За год", 15, True),
    Column("Человек всего", 24, True),
)  # fmt: skip
TRUST = (
    Column("Организация", 46), Column("Заявлено", 14, True), Column("Проверено", 15, True),
    Column("Изменено", 15, True), Column("Итог", 10, True),
)  # fmt: skip


def statement_word(
    district: District,
    words: Words,
    requisites: Requisites | None = None,
    accepted: AcceptedWords = NOTHING_ACCEPTED,
) -> bytes:
    """Аналитическая справка for the hands of those who go on writing it."""
    statement = build_statement(district, words, accepted)
    head = signed(district.letterhead, requisites) if requisites else district.letterhead
    sections = statement.by_key
    paper = Paper(title=f"Аналитическая справка {statement.title}", author=head.department, **head.margins)
    opening(paper, head, "АНАЛИТИЧЕСКАЯ СПРАВКА", statement.title)
    preliminary(paper, approved=district.approved)
    _under_revision(paper, district)
    for key in ("basis", "organisation", "overall"):
        _section(paper, sections[key])
    if district.schools:
        _groups(paper, district)
    _directions(paper, statement)
    _section(paper, sections["trust"])
    if district.trust.schools:
        caption = f"Таблица {statement.trust_table}. Организации, сумма баллов которых изменилась при проверке"
        paper.table(caption, TRUST, _trust_rows(district))
    for key in ("practices", "conclusions", "proposals"):
        _section(paper, sections[key])
    ending(paper, head, approved=district.approved)
    if district.schools:
        _appendix(paper, statement)
    return paper.written()


def _under_revision(paper: Paper, district: District) -> None:
    if district.under_revision:
        names = ", ".join(row.name for row in district.under_revision)
        said = f"ПЕРЕСМАТРИВАЮТСЯ РЕЗУЛЬТАТЫ: {names}. Баллы этих организаций могут измениться."
        paper.text(said, is_centred=True, is_bold=True)


def _section(paper: Paper, section: Section, level: int = 2) -> None:
    paper.heading(section.title, level)
    written(paper, section)


def _groups(paper: Paper, district: District) -> None:
    columns = shown(GROUPS, says_shares=district.says_shares)
    rows = (_group_row(line, says_shares=district.says_shares) for line in district.groups)
    paper.table(district.groups_caption, columns, rows)
    paper.table("Таблица 2. Средний результат по видам организаций", KINDS, map(_kind_row, district.kinds))


def shown(columns: Sequence[Column], *, says_shares: bool) -> list[Column]:
    """Without the share where only numbers are said; its room goes to the names."""
    if says_shares:
        return list(columns)
    widest = max(column.width for column in columns)
    return [
        replace(column, width=column.width + (SHARE.width if column.width == widest else 0))
        for column in columns
        if column is not SHARE
    ]


def _group_row(line: GroupLine, *, says_shares: bool) -> tuple[str, ...]:
    title = f"{line.title} ({line.shares})" if line.shares else line.title
    share = [line.share_said] if says_shares else []
    return title, integer(line.count), *share, _integer(line.before), line.names


def _kind_row(line: KindLine) -> tuple[str, ...]:
    return line.title, integer(line.schools), integer(line.results), _percent(line.mean)


def _directions(paper: Paper, statement: Statement) -> None:
    paper.heading("4. Результаты по направлениям", 2)
    district = statement.district
    if not district.has_results:
        paper.text("Результаты по направлениям появятся, когда будет проверена хотя бы одна карта.")
        return
    paper.table(
        "Таблица 3. Результаты по критериям", CRITERIA, (_criterion_row(c, district) for c in district.criteria)
    )
    for number, (direction, section) in enumerate(statement.directed, start=1):
        _section(paper, section, level=3)
        caption = (
            f"Таблица {number + 3}. Показатели направления: организации, выполнившие показатель, "
            "и численность по всем организациям"
        )
        columns = shown(INDICATORS, says_shares=district.says_shares)
        paper.table(caption, columns, _indicator_rows(direction, says_shares=district.says_shares))


def _criterion_row(line: CriterionLine, district: District) -> tuple[str, ...]:
    points = DASH if line.mean_points is None else decimal(line.mean_points)
    if line.mean_points is not None and district.policy is Policy.STRICT:
        points = f"{points}{NBSP}из{NBSP}{line.criterion.maximum}"
    title = f"{line.criterion.number}. {line.criterion.title}"
    return title, points, _percent(line.claimed_percent), _percent(line.final_percent), _change(line.change)


def _indicator_rows(direction: DirectionPart, *, says_shares: bool) -> Iterator[tuple[str, ...]]:
    for text in direction.indicators:
        line = text.line
        reached, share = part(line.reached, line.applicable), [line.share_said or DASH] if says_shares else []
        yield _indicator_title(text), reached, *share, line.change_said or DASH, text.people or DASH


def _indicator_title(text: IndicatorText) -> str:
    indicator = text.line.indicator
    threshold = f" (порог {indicator.threshold}{NBSP}%)" if indicator.threshold else ""
    return f"{indicator.code} {indicator.short_title}{threshold}"


def _trust_rows(district: District) -> Iterator[tuple[str, ...]]:
    for row in district.trust.schools:
        changed, final = row.changed or 0, row.result.points if row.result else 0
        sign = "+" if changed > 0 else ""
        yield row.name, _integer(row.claimed), _integer(row.verified), f"{sign}{integer(changed)}", integer(final)


def _appendix(paper: Paper, statement: Statement) -> None:
    district = statement.district
    paper.wide()
    appendix_mark(paper, "Приложение")
    paper.heading("Результаты организаций по показателям", 2, is_centred=True)
    paper.text(legend(district), is_indented=False)
    codes = [Column(line.code, CODES / len(district.indicators), True) for line in district.indicators]
    columns = (
        Column("Организация", 100 - CODES - 22), *codes,
        Column("Балл", 5, True), Column("Доля", 7, True), Column("Степень", 10),
    )  # fmt: skip
    caption = f"Таблица {statement.matrix_table}. Итоговые баллы"
    paper.table(caption, columns, map(_matrix_row, statement.matrix), size=8, is_tight=True)


CODES = 56  # per cent of the text's width for all columns of points together


def legend(district: District) -> str:
    zero = f" (0{NBSP}баллов)" if district.policy is Policy.STRICT else ""
    titles = "; ".join(f"{line.code} — {line.indicator.short_title}" for line in district.indicators)
    return (
        f"1 — балл получен, 0 — балл не получен, − — показатель к организации не применим{zero}. "
        f"Организации указаны в порядке реестра. Показатели: {titles}."
    )


def _matrix_row(row: MatrixRow) -> tuple[str, ...]:
    result = row.school.result
    if result is None:
        return row.school.name, row.school.why
    return row.school.name, *row.run.split(" "), str(result.points), result.share, result.band.title


def _percent(value) -> str:
    return DASH if value is None else percent(value)


def _change(value) -> str:
    return DASH if value is None else points_change(value)


def _integer(value: int | None) -> str:
    return DASH if value is None else integer(value)
