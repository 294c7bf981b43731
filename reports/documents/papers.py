"""Which documents are there, and from which context is each made?"""

from __future__ import annotations

from reports.contexts.card import PaperCard
from reports.contexts.district import District
from reports.contexts.protocol import Protocol
from reports.contexts.receipt import Receipt
from reports.contexts.school_result import SchoolResult
from reports.contexts.statement import build_statement
from reports.documents.rendering import render_pdf
from reports.queries.words import Words


def school_result_paper(result: SchoolResult) -> bytes:
    """Results of one school, signed by the department's chief."""
    context = {"result": result, "letterhead": result.letterhead, "approved": result.approved}
    return render_pdf("documents/school_result.html", context, **result.letterhead.margins)


def statement_paper(district: District, words: Words) -> bytes:
    """Аналитическая справка with its appendix, over all schools of the cycle, in the `words` people gave it."""
    head, statement = district.letterhead, build_statement(district, words)
    context = {"district": district, "statement": statement, "letterhead": head, "approved": district.approved}
    return render_pdf("documents/district.html", context, **head.margins)


def protocol_paper(protocol: Protocol) -> bytes:
    """The commission's protocol, signed by those who were present."""
    head = protocol.letterhead
    context = {"protocol": protocol, "letterhead": head, "approved": not protocol.is_draft}
    return render_pdf("documents/protocol.html", context, margin_left_mm=head.margin_left_mm)


def card_paper(card: PaperCard) -> bytes:
    """The card of a school, filled or blank, for its head's signature."""
    return render_pdf("documents/card.html", {"card": card}, **card.letterhead.margins)


def receipt_paper(receipt: Receipt) -> bytes:
    """One page the school keeps, with a code that leads to its confirmation."""
    return render_pdf("documents/receipt.html", {"receipt": receipt}, **receipt.letterhead.margins)
