"""What will the document say, section by section, and whose words are they?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from reports.contexts.worded import Worded, sections_of
from reports.permissions import can_write_words, check_can_read_district
from reports.queries.requisites import requisites_of
from reports.views.words_screen.place import document_for


@require_safe
@document_for(check_can_read_district)
def words(request: HttpRequest, *, cycle: MonitoringCycle, document: Worded) -> HttpResponse:
    sections = sections_of(cycle, document.key, request.received_at)
    context = {
        "cycle": cycle,
        "document": document,
        "sections": sections,
        "outdated": [section for section in sections if section.is_outdated],
        "requisites": requisites_of(cycle, document.key),
        "may_write": can_write_words(request.user, cycle),
    }
    return render(request, "reports/words.html", context)
