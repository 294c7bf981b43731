"""What has a reviewer to read a second time, and which differences to settle?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_review_cycle
from monitoring.queries.second_reading import entrusted_to, own_readings
from monitoring.views.loading import cycle_for
from monitoring.views.reading_screen.sample import in_words
from scoring.queries.rubric import rubric

PAGE = 50


@require_safe
@cycle_for(check_can_review_cycle)
def review_readings(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    page = Paginator(own_readings(cycle, request.user), PAGE).get_page(request.GET.get("page"))
    titles = rubric(cycle.methodology_id).by_code
    context = {
        "cycle": cycle,
        "page": page,
        "rows": [(row, titles[row.answer.code], in_words(row) if row.read_at else "") for row in page],
        "entrusted": [(row, titles[row.answer.code]) for row in entrusted_to(cycle, request.user)],
    }
    return render(request, "monitoring/review_readings.html", context)
