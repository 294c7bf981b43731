"""How does the analysis of one indicator become a DOCX, from the very object its PDF is made of?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.indicator_analysis import IndicatorAnalysis
from reports.documents.letter import ending, opening, preliminary
from reports.documents.word import Column, Paper

OF_SHARE = (
    Column("Организация", 48), Column("Человек", 16, True), Column("Доля", 13, True), Column("Балл", 9, True),
    Column("Не хватает", 14, True),
)  # fmt: skip
OF_FACT = (Column("Организация", 88), Column("Балл", 12, True))
REASONS = (Column("Причина", 84), Column("Ответов", 16, True))


def indicator_word(analysis: IndicatorAnalysis) -> bytes:
    """Анализ по показателю for the hands of those who go on writing it."""
    head, district = analysis.district.letterhead, analysis.district
    paper = Paper(title=f"Анализ {analysis.title}", author=head.department, **head.margins)
    opening(paper, head, "АНАЛИЗ", analysis.title)
    preliminary(paper, approved=district.approved)
    _wording(paper, analysis)
    paper.heading("2. Результат", 2)
    for text in analysis.said:
        paper.text(text)
    if analysis.schools:
        columns = OF_SHARE if analysis.indicator.is_share else OF_FACT
        paper.table("Таблица 1. Организации, к которым показатель применим, после проверки", columns, _rows(analysis))
    if analysis.reasons:
        paper.heading("3. Почему баллы изменялись", 2)
        rows = ((reason, str(count)) for reason, count in analysis.reasons)
        paper.table("Таблица 2. Причины исправлений при проверке и оценке", REASONS, rows)
    if analysis.indicator.recommendation:
        paper.heading(f"{4 if analysis.reasons else 3}. Рекомендация", 2)
        paper.text(analysis.indicator.recommendation)
    ending(paper, head, approved=district.approved)
    return paper.written()


def _wording(paper: Paper, analysis: IndicatorAnalysis) -> None:
    indicator = analysis.indicator
    paper.heading("1. Показатель", 2)
    clarification = f"Разъяснение: {indicator.clarification}" if indicator.clarification else ""
    for text in filter(None, (indicator.wording, indicator.method, clarification)):
        paper.text(text)


def _rows(analysis: IndicatorAnalysis) -> Iterator[tuple[str, ...]]:
    for row in analysis.schools:
        if analysis.indicator.is_share:
            yield row.name, row.numbers, row.share, row.points, row.missing
        else:
            yield row.name, row.points
