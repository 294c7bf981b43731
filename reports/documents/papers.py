"""From which context is each document made? A kept one bears its proof."""

from __future__ import annotations

from reports.contexts.card import PaperCard
from reports.contexts.district import District
from reports.contexts.group_advice import Advice
from reports.contexts.indicator_analysis import IndicatorAnalysis
from reports.contexts.order import Order
from reports.contexts.proof import Proof
from reports.contexts.protocol import Protocol
from reports.contexts.receipt import Receipt
from reports.contexts.school_result import SchoolResult
from reports.contexts.signed import signed
from reports.contexts.statement import build_statement
from reports.contexts.summary import Summary
from reports.documents.rendering import render_pdf
from reports.models import Requisites
from reports.queries.advice_rows import NOTHING_ACCEPTED, AcceptedWords
from reports.queries.words import Words


def school_result_paper(result: SchoolResult, proof: Proof | None = None) -> bytes:
    """Results of one school, signed by the department's chief."""
    context = {"result": result, "letterhead": result.letterhead, "approved": result.approved, "proof": proof}
    return render_pdf("documents/school_result.html", context, result.letterhead.margins)


def school_advice_paper(result: SchoolResult, proof: Proof | None = None) -> bytes:
    """The recommendations one school was sent, signed by the department's chief."""
    context = {"result": result, "letterhead": result.letterhead, "approved": result.approved, "proof": proof}
    return render_pdf("documents/school_advice.html", context, result.letterhead.margins)


def statement_paper(
    district: District,
    words: Words,
    requisites: Requisites | None = None,
    proof: Proof | None = None,
    accepted: AcceptedWords = NOTHING_ACCEPTED,
) -> bytes:
    """Аналитическая справка with its appendix, over all schools of the cycle, in the `words` people gave it."""
    head = signed(district.letterhead, requisites) if requisites else district.letterhead
    context = {
        "district": district, "statement": build_statement(district, words, accepted), "letterhead": head,
        "approved": district.approved, "proof": proof,
    }  # fmt: skip
    return render_pdf("documents/district.html", context, head.margins)


def protocol_paper(protocol: Protocol, proof: Proof | None = None) -> bytes:
    """The commission's protocol, signed by those who were present."""
    head = protocol.letterhead
    context = {"protocol": protocol, "letterhead": head, "approved": not protocol.is_draft, "proof": proof}
    return render_pdf("documents/protocol.html", context, head.margins)


def order_paper(order: Order, proof: Proof | None = None) -> bytes:
    """Приказ об итогах with the list of schools."""
    head = order.letterhead
    context = {
        "order": order, "district": order.district, "letterhead": head, "approved": order.district.approved,
        "proof": proof,
    }  # fmt: skip
    return render_pdf("documents/order.html", context, head.margins)


def advice_paper(advice: Advice, proof: Proof | None = None) -> bytes:
    """Адресные рекомендации to target groups, with the schools each concerns."""
    head, approved = advice.letterhead, advice.district.approved
    context = {"advice": advice, "letterhead": head, "approved": approved, "proof": proof}
    return render_pdf("documents/advice.html", context, head.margins)


def indicator_paper(analysis: IndicatorAnalysis) -> bytes:
    """Анализ по показателю."""
    head, approved = analysis.district.letterhead, analysis.district.approved
    context = {"analysis": analysis, "letterhead": head, "approved": approved}
    return render_pdf("documents/indicator.html", context, head.margins)


def summary_paper(summary: Summary, proof: Proof | None = None) -> bytes:
    """Сводная таблица: schools × indicators, landscape."""
    district = summary.district
    context = {
        "summary": summary,
        "district": district,
        "letterhead": district.letterhead,
        "approved": district.approved,
        "proof": proof,
    }
    return render_pdf("documents/summary.html", context, district.letterhead.margins)


def card_paper(card: PaperCard, proof: Proof | None = None) -> bytes:
    """The card of a school, filled or blank, for its head's signature."""
    context = {"card": card, "proof": proof}
    return render_pdf("documents/card.html", context, card.letterhead.margins)


def receipt_paper(receipt: Receipt) -> bytes:
    """One page the school keeps, with a code that leads to its confirmation."""
    return render_pdf("documents/receipt.html", {"receipt": receipt}, receipt.letterhead.margins)
