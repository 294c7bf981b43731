"""The content a receipt's digest was computed from, byte for byte: to be checked, or signed elsewhere."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.models.submission import canonical
from monitoring.permissions import check_can_read_map
from monitoring.queries.receipts import submission_of_round
from monitoring.views.loading import expert_map_for


@require_safe
@expert_map_for(check_can_read_map)
def map_signed_content(request: HttpRequest, *, expert_map: ExpertMap, round_number: int) -> HttpResponse:
    """The SHA-256 of the file is the digest on the receipt."""
    submission = submission_of_round(expert_map, round_number)
    if submission is None:
        raise Http404
    disposition = content_disposition_header(True, f"{submission.number}.json") or ""
    return HttpResponse(
        canonical(submission.content), content_type="application/json", headers={"Content-Disposition": disposition}
    )
