"""From which context is each document made? A kept one bears its proof."""

from __future__ import annotations

from reports.contexts.card import PaperCard
from reports.contexts.district import District
from reports.contexts.proof import Proof
from reports.contexts.protocol import Protocol
from reports.contexts.receipt import Receipt
from reports.contexts.school_result import SchoolResult
from reports.contexts.statement import build_statement
from reports.documents.rendering import render_pdf


def school_result_paper(result: SchoolResult, proof: Proof | None = None) -> bytes:
    """Results of one school, signed by the department's chief."""
    context = {"result": result, "letterhead": result.letterhead, "approved": result.approved, "proof": proof}
    return render_pdf("documents/school_result.html", context, margin_left_mm=result.letterhead.margin_left_mm)


def statement_paper(district: District, proof: Proof | None = None) -> bytes:
    """Аналитическая справка with its appendix, over all schools of the cycle."""
    head = district.letterhead
    context = {
        "district": district, "statement": build_statement(district), "letterhead": head, "approved": district.approved,
        "proof": proof,
    }  # fmt: skip
    return render_pdf("documents/district.html", context, margin_left_mm=head.margin_left_mm)


def protocol_paper(protocol: Protocol, proof: Proof | None = None) -> bytes:
    """The commission's protocol, signed by those who were present."""
    head = protocol.letterhead
    context = {"protocol": protocol, "letterhead": head, "approved": not protocol.is_draft, "proof": proof}
    return render_pdf("documents/protocol.html", context, margin_left_mm=head.margin_left_mm)


def card_paper(card: PaperCard, proof: Proof | None = None) -> bytes:
    """The card of a school, filled or blank, for its head's signature."""
    context = {"card": card, "proof": proof}
    return render_pdf("documents/card.html", context, margin_left_mm=card.letterhead.margin_left_mm)


def receipt_paper(receipt: Receipt) -> bytes:
    """One page the school keeps, with a code that leads to its confirmation."""
    margin = receipt.letterhead.margin_left_mm
    return render_pdf("documents/receipt.html", {"receipt": receipt}, margin_left_mm=margin)
