"""The receipt of a signed map, on paper?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.queries.receipts import submission_of_round
from monitoring.views.loading import expert_map_for
from reports.contexts.receipt import build_receipt
from reports.documents.papers import receipt_paper
from reports.permissions import check_can_read_result
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@expert_map_for(check_can_read_result)
def receipt_pdf(request: HttpRequest, expert_map: ExpertMap, round_number: int) -> HttpResponse:
    submission = submission_of_round(expert_map, round_number)
    if submission is None:
        raise Http404
    receipt = build_receipt(expert_map, submission, at=request.received_at)
    return pdf_response(receipt_paper(receipt), f"Квитанция {receipt.number}")
