"""How do the recommendations sent to a school become a DOCX, from the object their PDF is made of?"""

from __future__ import annotations

from reports.contexts.school_result import SchoolResult
from reports.documents.letter import ending, opening, preliminary
from reports.documents.word import Paper

READ_THEM = (
    "Руководителю организации: подтвердить ознакомление с рекомендациями и довести их до работников, которым они "
    "адресованы."
)


def school_advice_word(result: SchoolResult) -> bytes:
    """Адресные рекомендации школе; something must have been sent."""
    head = result.letterhead
    title = f"Адресные рекомендации за {result.year_title} учебный год: {result.school}"
    paper = Paper(title=title, author=head.department, **head.margins)
    subject = "мониторинга системы работы по самоопределению и профессиональной ориентации обучающихся"
    opening(paper, head, "АДРЕСНЫЕ РЕКОМЕНДАЦИИ", f"по итогам {subject} за {result.year_title} учебный год")
    paper.text(result.full_name, is_centred=True, is_bold=True)
    if result.under_revision:
        said = f"РЕЗУЛЬТАТ ПЕРЕСМАТРИВАЕТСЯ. {result.under_revision.sentence}"
        paper.text(said, is_centred=True, is_bold=True)
    else:
        preliminary(paper, approved=result.approved)
    for text in (*result.summary, result.approval):
        paper.text(text)
    paper.heading("Рекомендации", 2)
    for item in result.recommendations:
        paper.heading(f"{item.code} {item.title}".strip(), 3)
        paper.text(f"Установлено: {item.observed}.")
        paper.keep_last()
        for part in filter(None, (*item.advice.splitlines(), item.terms)):
            paper.text(part)
    paper.text(READ_THEM)
    ending(paper, head, approved=result.approved)
    return paper.written()
