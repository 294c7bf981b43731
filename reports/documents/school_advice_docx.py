"""How do the recommendations sent to a school become a DOCX, from the object their PDF is made of?"""

from __future__ import annotations

from reports.contexts.school_result import SchoolResult
from reports.documents.letter import ending
from reports.documents.school_letter import school_paper

READ_THEM = (
    "Руководителю организации: подтвердить ознакомление с рекомендациями и довести их до работников, которым они "
    "адресованы."
)


def school_advice_word(result: SchoolResult) -> bytes:
    """Адресные рекомендации школе; something must have been sent."""
    paper = school_paper(
        result, title="Адресные рекомендации", kind="АДРЕСНЫЕ РЕКОМЕНДАЦИИ", about="по итогам мониторинга "
    )
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
    ending(paper, result.letterhead, approved=result.approved)
    return paper.written()
