"""The file of a signature as the head attached it, for whoever sees the submission."""

from __future__ import annotations

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from monitoring.models import DetachedSignature, ExpertMap
from monitoring.permissions import check_can_read_map
from monitoring.queries.receipts import signature_of_round
from monitoring.views.loading import expert_map_for

SUFFIXES = {".sig", ".p7s", ".p7m", ".sgn"}


@require_safe
@expert_map_for(check_can_read_map)
def map_signature_file(request: HttpRequest, *, expert_map: ExpertMap, round_number: int) -> HttpResponse:
    signature = signature_of_round(expert_map, round_number)
    if signature is None:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(True, _name(signature)) or "",
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(signature.content), content_type="application/pkcs7-signature", headers=headers)


def _name(signature: DetachedSignature) -> str:
    """The name the head gave, ending as such files do."""
    name = signature.original_name
    return name if PurePath(name.lower()).suffix in SUFFIXES else f"{name}.sig"
