"""The card of a map as a workbook to fill without a connection."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.views.card_book.card import read_card
from monitoring.views.card_book.writing import card_workbook
from monitoring.views.loading import expert_map_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What Windows does not take in a file name.
FORBIDDEN = dict.fromkeys(map(ord, '\\:*?"<>|«»'), " ") | {ord("/"): "-"}


@require_safe
@expert_map_for(check_can_fill)
def map_workbook(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    card = read_card(expert_map, at=request.received_at)
    name = " ".join(f"Карта {card.expert_map.cycle.year_title}, {expert_map.school}".translate(FORBIDDEN).split())
    disposition = content_disposition_header(True, f"{name[:120].strip()}.xlsx")
    return HttpResponse(card_workbook(card), content_type=XLSX, headers={"Content-Disposition": disposition or ""})
