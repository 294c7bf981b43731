"""How do a school's results and addressed recommendations become a DOCX, from the object their PDF is made of?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.school_indicators import IndicatorResult
from reports.contexts.school_result import PastYear, SchoolResult
from reports.contexts.wording import full_stop, part
from reports.documents.letter import ending
from reports.documents.school_letter import school_paper
from reports.documents.word import Column, Paper
from russian.dates import short_date
from russian.plurals import POINTS, counted

DASH = "–"
SCALE = (Column("Степень", 46), Column("Доля от максимума", 30), Column("Баллы", 24, True))
CRITERIA = (
    Column("Критерий", 55), Column("Заявлено", 15, True), Column("Итог", 15, True), Column("Максимум", 15, True),
)  # fmt: skip
INDICATORS = (
    Column("Показатель", 32), Column("Ответ школы", 36), Column("Заявлено", 12, True), Column("Проверено", 12, True),
    Column("Итог", 8, True),
)  # fmt: skip


def school_result_word(result: SchoolResult) -> bytes:
    """Результаты школы for the hands of those who edit its recommendations; there must be a result."""
    paper = school_paper(result, title="Результаты мониторинга", kind="РЕЗУЛЬТАТЫ МОНИТОРИНГА", about="")
    _summary(paper, result)
    paper.heading("2. Результаты по критериям", 2)
    paper.table("Таблица 2. Баллы по критериям", CRITERIA, _criterion_rows(result))
    paper.heading("3. Результаты по показателям", 2)
    paper.table("Таблица 3. Показатели: ответ школы и баллы", INDICATORS, _indicator_rows(result))
    _years(paper, result)
    _recommendations(paper, result)
    ending(paper, result.letterhead, approved=result.approved)
    return paper.written()


def _summary(paper: Paper, result: SchoolResult) -> None:
    assert result.result is not None  # the view sends those without one back
    paper.heading("1. Итог", 2)
    revised = (past.sentence for past in result.revisions if past.is_finished)
    for text in (*result.summary, result.approval, *revised):
        paper.text(text)
    own, maximum = result.result.band.key, counted(result.result.maximum, POINTS)
    rows = (
        (f"{line.band.title} — результат школы" if line.band.key == own else line.band.title, line.shares, line.points)
        for line in result.scale
    )
    paper.table(f"Таблица 1. Степень эффективности при максимуме {maximum}", SCALE, rows)


def _criterion_rows(result: SchoolResult) -> Iterator[tuple[str, ...]]:
    assert result.result is not None  # as above
    for line in result.criteria:
        title = f"{line.criterion.number}. {line.criterion.title}"
        yield title, str(line.claimed), str(line.final), str(line.maximum)
    yield "Всего", _points(result.claimed), str(result.result.points), str(result.result.maximum)


def _indicator_rows(result: SchoolResult) -> Iterator[tuple[str, ...]]:
    for row in result.indicators:
        title = f"{row.code} {row.indicator.short_title}"
        yield title, " ".join(_answer(row)), _points(row.claimed), _points(row.verified), _points(row.final)


def _answer(row: IndicatorResult) -> Iterator[str]:
    yield f"{row.working}."
    if row.verdict_reason:
        checked = f" {row.checked}." if row.checked else ""
        yield full_stop(f"Исправлено при проверке:{checked} {row.verdict_reason}")
    if row.final_reason:
        yield full_stop(f"Изменено при оценке: {row.final_reason}")
    if row.objection:
        yield full_stop(f"Возражение школы ({row.objection.state}): {row.objection.text}")
        if row.objection.day:
            yield full_stop(f"Ответ {short_date(row.objection.day)}: {row.objection.decision}")


def _years(paper: Paper, result: SchoolResult) -> None:
    paper.heading("4. Динамика", 2)
    if not result.has_past:
        paper.text("Утверждённых результатов прошлых лет по той же методике нет, сравнивать пока не с чем.")
        return
    criteria = result.rubric.criteria
    width = 40 // len(criteria)
    columns = (
        Column("Учебный год", 18), *(Column(str(criterion.number), width, True) for criterion in criteria),
        Column("Всего", 15, True), Column("Доля", 12, True), Column("Степень", 55 - width * len(criteria)),
    )  # fmt: skip
    paper.table("Таблица 4. Баллы по годам и критериям", columns, map(_year_row, result.years))


def _year_row(year: PastYear) -> tuple[str, ...]:
    said = part(year.result.points, year.result.maximum)
    return year.year_title, *map(str, year.criteria), said, year.result.share, year.result.band.title


def _recommendations(paper: Paper, result: SchoolResult) -> None:
    paper.heading("5. Рекомендации", 2)
    if not result.recommendations:
        paper.text(
            "Все показатели, применимые к школе, выполнены. Рекомендуется поддерживать достигнутый уровень и делиться "
            "опытом с другими школами."
        )
        return
    paper.text(result.advice_origin)
    for item in result.recommendations:
        paper.text(f"{item.code} {item.title}. {item.observed}. {item.advice} {item.terms}".strip())


def _points(value: int | None) -> str:
    return DASH if value is None else str(value)
