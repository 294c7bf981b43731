"""Who wrote a section, when, and what did every version say?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.permissions import can_write_words, check_can_read_district
from reports.queries.words import versions_of
from reports.views.words_screen.place import Place, section_for

PAGE = 20


@require_safe
@section_for(check_can_read_district)
def words_history(request: HttpRequest, *, place: Place) -> HttpResponse:
    versions = versions_of(place.cycle, place.document.key, place.section.key)
    context = {
        "place": place,
        "section": place.section,
        "page": Paginator(versions, PAGE).get_page(request.GET.get("page")),
        "may_write": can_write_words(request.user, place.cycle),
    }
    return render(request, "reports/words_history.html", context)
