"""One recommendation: to whom, on what grounds, in which words, what became of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement.models import Recommendation
from improvement.permissions import can_decide, can_decide_on, check_can_read_recommendations
from improvement.queries.editions import editions_of
from improvement.queries.recommendations import schools_of_group
from improvement.views.bank_screen import title_in
from improvement.views.loading import recommendation_for
from improvement.views.year_screen import held, titles_of


@require_safe
@recommendation_for(check_can_read_recommendations)
def recommendation(request: HttpRequest, *, recommendation: Recommendation) -> HttpResponse:
    cycle = recommendation.cycle
    context = {
        "cycle": cycle,
        "row": recommendation,
        "title": title_in(titles_of(cycle), recommendation.code),
        "held": held(recommendation, cycle.municipality.today(request.received_at)),
        "editions": editions_of(recommendation),
        "schools": schools_of_group(recommendation) if recommendation.is_group else [],
        "may_decide": can_decide(request.user, cycle) and can_decide_on(request.user, recommendation),
    }
    return render(request, "improvement/recommendation.html", context)
