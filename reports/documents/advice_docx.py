"""How do the адресные рекомендации become a DOCX, from the very Advice their PDF is made of?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.group_advice import Advice, GroupAdvice
from reports.documents.letter import appendix_mark, ending, opening, preliminary, written
from reports.documents.word import Column, Paper

DASH = "–"
SCHOOLS = (
    Column("№", 7), Column("Организация", 36), Column("Группам: номера", 19),
    Column("Отдельные: показатели", 22), Column("Отдельные: число", 16, True),
)  # fmt: skip


ADVISED = "Организации, к которым относятся рекомендации"


def advice_word(advice: Advice) -> bytes:
    """For the hands of those who register and sign it."""
    head = advice.letterhead
    paper = Paper(title=f"Адресные рекомендации {advice.title}", author=head.department, **head.margins)
    opening(paper, head, "АДРЕСНЫЕ РЕКОМЕНДАЦИИ", advice.title)
    preliminary(paper, approved=advice.district.approved)
    written(paper, advice.by_key["preamble"])
    for group in advice.groups:
        paper.heading(f"{group.number}. {group.title}", 2)
        for line in group.lines:
            _line(paper, line)
    paper.heading("Порядок исполнения", 2)
    written(paper, advice.by_key["closing"])
    ending(paper, head, approved=advice.district.approved)
    if advice.schools:
        paper.next_page()
        appendix_mark(paper, advice.appendix_mark)
        paper.heading(ADVISED, 2, is_centred=True)
        paper.table("Организации в порядке реестра", SCHOOLS, _rows(advice))
    return paper.written()


def _line(paper: Paper, line: GroupAdvice) -> None:
    paper.heading(f"{line.number}. {line.about}", 3)
    paper.text(f"Установлено: {line.observed}")
    paper.keep_last()
    for part in filter(None, line.action.splitlines()):
        paper.text(part)
    for part in (line.terms, line.concerned, line.source):
        paper.text(part)


def _rows(advice: Advice) -> Iterator[tuple[str, ...]]:
    for number, school in enumerate(advice.schools, start=1):
        yield str(number), school.name, school.numbers or DASH, school.codes or DASH, str(school.count)
