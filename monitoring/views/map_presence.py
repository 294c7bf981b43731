"""Who else of the school looks at the map now? Asked by the page's script twice a minute."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.presence import look_in
from monitoring.views.answering import parts
from monitoring.views.loading import expert_map_for


@require_POST
@expert_map_for(check_can_fill)
def map_presence(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    names = look_in(expert_map, request.user)
    return parts(request, "monitoring/_map_presence.html", {"names": names}, outcome="presence")
