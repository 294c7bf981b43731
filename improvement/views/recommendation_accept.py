"""A recommendation goes out as it is drawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from improvement.domain.deciding import accept
from improvement.errors import ImprovementError
from improvement.models import Recommendation
from improvement.permissions import check_can_decide
from improvement.views.loading import recommendation_for
from improvement.views.returning import back_to_list


@require_POST
@recommendation_for(check_can_decide)
def recommendation_accept(request: HttpRequest, *, recommendation: Recommendation) -> HttpResponse:
    try:
        accept(recommendation=recommendation, by=request.user, at=request.received_at)
    except ImprovementError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Рекомендация принята.")
    return back_to_list(request, recommendation)
