"""Which papers does the product make of a year? All of them at once, for tests that hold what every paper must be."""

from __future__ import annotations

from datetime import datetime

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.receipts import submission_of_round
from reports.contexts.card import build_card
from reports.contexts.district import build_district
from reports.contexts.indicator_analysis import build_indicator_analysis
from reports.contexts.proof import Proof
from reports.contexts.protocol import build_protocol
from reports.contexts.qr import qr_code
from reports.contexts.receipt import build_receipt
from reports.contexts.school_result import SchoolResult, build_school_result
from reports.contexts.summary import build_summary
from reports.contexts.worded import STATEMENT, advice_of, order_of
from reports.documents import papers
from reports.documents.advice_docx import advice_word
from reports.documents.indicator_docx import indicator_word
from reports.documents.order_docx import order_word
from reports.documents.protocol_docx import protocol_document
from reports.documents.school_advice_docx import school_advice_word
from reports.documents.school_docx import school_result_word
from reports.documents.statement_docx import statement_word
from reports.queries.advice_rows import accepted_words
from reports.queries.words import words_of
from reports.sheets.district_tables import TABLES
from reports.sheets.registry import registry_workbook
from reports.sheets.workbook import workbook
from reports.tests.year import loaded

SHARE, FACT = "1.2", "2.1"
PROOF = Proof(
    "2026-000123", 2, "ABCD\u00a0EFGH\u00a0JKLM", "https://example.org/check/", qr_code("https://example.org/x")
)


def every_pdf(cycle: MonitoringCycle, *, at: datetime) -> dict[str, bytes]:
    """Of the year as a whole, with the code a kept paper bears.

    The protocol where its commission is named, the recommendations where some were accepted.
    """
    cycle = loaded(cycle)
    district, protocol = build_district(cycle, at=at), build_protocol(cycle, at=at)
    made = {
        "statement": papers.statement_paper(district, words_of(cycle, STATEMENT), None, PROOF, accepted_words(cycle)),
        "order": papers.order_paper(order_of(cycle, at), PROOF),
        "summary": papers.summary_paper(build_summary(district), PROOF),
        "share": papers.indicator_paper(build_indicator_analysis(district, SHARE)),
        "fact": papers.indicator_paper(build_indicator_analysis(district, FACT)),
    }
    if not protocol.missing:
        made["protocol"] = papers.protocol_paper(protocol, PROOF)
    return made | _advice(cycle, at)


def _advice(cycle: MonitoringCycle, at: datetime) -> dict[str, bytes]:
    advice = advice_of(cycle, at)
    return {} if advice.is_empty else {"advice": papers.advice_paper(advice, PROOF)}


def advice_pdfs(cycle: MonitoringCycle, expert_map: ExpertMap, *, at: datetime) -> dict[str, bytes]:
    """The recommendations alone: of the year and of one school, where it was sent them."""
    return _advice(loaded(cycle), at) | _school_advice(_result(expert_map, at))


def _result(expert_map: ExpertMap, at: datetime) -> SchoolResult:
    return build_school_result(ExpertMap.objects.with_context().get(pk=expert_map.pk), at=at)


def _school_advice(result: SchoolResult) -> dict[str, bytes]:
    return {"school_advice": papers.school_advice_paper(result, PROOF)} if result.advice_is_sent else {}


def every_docx(cycle: MonitoringCycle, *, at: datetime) -> dict[str, bytes]:
    cycle = loaded(cycle)
    district, protocol = build_district(cycle, at=at), build_protocol(cycle, at=at)
    made = {
        "statement": statement_word(district, words_of(cycle, STATEMENT), accepted=accepted_words(cycle)),
        "order": order_word(order_of(cycle, at)),
        "share": indicator_word(build_indicator_analysis(district, SHARE)),
        "fact": indicator_word(build_indicator_analysis(district, FACT)),
    }
    if not protocol.missing:
        made["protocol"] = protocol_document(protocol)
    advice = advice_of(cycle, at)
    return made if advice.is_empty else made | {"advice": advice_word(advice)}


def every_workbook(cycle: MonitoringCycle, *, at: datetime) -> dict[str, bytes]:
    district = build_district(loaded(cycle), at=at)
    tables = workbook([table.sheet(district) for table in TABLES.values()], title="Таблицы")
    return {"registry": registry_workbook(district), "tables": tables}


def school_pdfs(expert_map: ExpertMap, *, at: datetime) -> dict[str, bytes]:
    """Of one school: its card filled and blank, its receipt and its result, as far as the map has come."""
    row = ExpertMap.objects.with_context().get(pk=expert_map.pk)
    result, submission = build_school_result(row, at=at), submission_of_round(row, 1)
    made = {
        "card": papers.card_paper(build_card(row, at=at, is_blank=False), PROOF),
        "blank": papers.card_paper(build_card(row, at=at, is_blank=True)),
    }
    if submission:
        made["receipt"] = papers.receipt_paper(build_receipt(row, submission, at=at))
    if result.result:
        made["school"] = papers.school_result_paper(result, PROOF)
    return made | _school_advice(result)


def school_docx(expert_map: ExpertMap, *, at: datetime) -> dict[str, bytes]:
    """Of one school that was sent its recommendations."""
    result = _result(expert_map, at)
    return {"school": school_result_word(result), "school_advice": school_advice_word(result)}
