"""What do all documents for editing have in common: the letterhead, the words of a section, the signature?"""

from __future__ import annotations

from reports.contexts.letterhead import Letterhead
from reports.contexts.passages import DASH, NUMBERED, PARAGRAPH
from reports.contexts.sections import Section
from reports.documents.word import Paper

PRELIMINARY = "ПРЕДВАРИТЕЛЬНО. Результаты ещё не утверждены и могут измениться."


def opening(paper: Paper, head: Letterhead, kind: str, title: str) -> None:
    """From whom, of what day, what it is and about what."""
    paper.text(head.municipality, is_centred=True)
    paper.text(head.department, is_centred=True, is_bold=True)
    for line in filter(None, (head.contacts, head.codes)):
        paper.text(line, is_centred=True)
    paper.sides(head.dated, head.place)
    paper.heading(kind, 1, is_centred=True)
    paper.text(title, is_centred=True, is_bold=True)


def preliminary(paper: Paper, *, approved: bool) -> None:
    if not approved:
        paper.text(PRELIMINARY, is_centred=True, is_bold=True)


def written(paper: Paper, section: Section) -> None:
    """The words of a section, drawn or a person's: paragraphs and the two lists."""
    for block in section.blocks:
        if block.kind != PARAGRAPH:
            paper.keep_last()  # the words a list begins with do not stay behind on the page before
        for passage in block.passages:
            if block.kind == DASH:
                paper.hanging("–", passage.text)
            elif block.kind == NUMBERED:
                paper.hanging(f"{passage.number}.", passage.text)
            else:
                paper.text(passage.text)


def appendix_mark(paper: Paper, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  the slow library

    paper.text(text, is_indented=False).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def ending(paper: Paper, head: Letterhead, *, approved: bool) -> None:
    paper.keep_last()
    paper.sides(head.chief_position, head.chief_name)
    if head.executor:
        paper.text(f"Исполнитель: {head.executor}", is_indented=False)
    grounds = "по утверждённым результатам" if approved else "по предварительным данным: результаты не утверждены"
    paper.text(f"Документ сформирован {head.made} {grounds}.", is_indented=False)
