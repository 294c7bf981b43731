"""How does the приказ об итогах become a DOCX, from the very Order its PDF is made of?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.order import Order
from reports.contexts.wording import part
from reports.documents.letter import appendix_mark, ending, opening, preliminary, written
from reports.documents.word import Column, Paper

SCHOOLS = (
    Column("№", 7), Column("Организация", 48), Column("Баллы", 15, True), Column("Доля", 12, True),
    Column("Степень", 18),
)  # fmt: skip


def order_word(order: Order) -> bytes:
    """Приказ об итогах for the hands of those who register and sign it."""
    head = order.letterhead
    paper = Paper(title=f"Приказ. {order.title}", author=head.department, **head.margins)
    opening(paper, head, "ПРИКАЗ", order.title)
    preliminary(paper, approved=order.district.approved)
    written(paper, order.by_key["preamble"])
    paper.text("ПРИКАЗЫВАЮ:", is_indented=False)
    written(paper, order.by_key["orders"])
    ending(paper, head, approved=order.district.approved)
    if order.district.schools:
        paper.next_page()
        appendix_mark(paper, order.appendix_mark)
        paper.heading("Результаты организаций", 2, is_centred=True)
        paper.table("Организации в порядке реестра", SCHOOLS, _rows(order))
    return paper.written()


def _rows(order: Order) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(order.district.schools, start=1):
        result = row.result
        if result is None:
            yield str(number), row.name, row.why
        else:
            yield str(number), row.name, part(result.points, result.maximum), result.share, result.band.title
