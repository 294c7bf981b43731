"""The card of a map on paper, to be filled with a pen?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.views.loading import expert_map_for
from reports.contexts.card import build_card
from reports.documents.papers import card_paper
from reports.permissions import check_can_read_result
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@expert_map_for(check_can_read_result)
def blank_card_pdf(request: HttpRequest, expert_map: ExpertMap) -> HttpResponse:
    card = build_card(expert_map, at=request.received_at, is_blank=True)
    return pdf_response(card_paper(card), f"Бланк карты {card.year_title}, {expert_map.school}")
