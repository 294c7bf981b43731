"""How does a map answer what was sent: with parts for the script that asked for them, with a page otherwise?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitoring.models import ExpertMap
from monitoring.views.map_screen.page import read_page
from monitoring.views.map_screen.row import Typed
from monitoring.views.map_screen.standing import slug_of
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricIndicator

# The script trusts a response only with this header: a captive portal's «200 OK» is not «Сохранено».
OUTCOME = "X-Map-Parts"
ASKED = "map-parts"


def wants_parts(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == ASKED


def parts(
    request: HttpRequest, template: str, context: dict[str, Any], *, outcome: str, status: int = 200
) -> HttpResponse:
    """Elements to replace by their ids, marked as ours."""
    response = render(request, template, context, status=status)
    response.headers[OUTCOME] = outcome
    return response


def bare_parts(elements: Iterable[str], *, outcome: str) -> HttpResponse:
    """Parts that show nothing of the person who asks: neither menu nor appearance is worked out for them."""
    return HttpResponse("".join(elements), headers={OUTCOME: outcome})


def show_map(
    request: HttpRequest,
    expert_map: ExpertMap,
    *,
    typed: Mapping[str, Typed] | None = None,
    adding: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; `typed` and `adding` bring back what a refused form held."""
    page = read_page(expert_map, user=request.user, at=request.received_at, typed=typed)
    return render(request, "monitoring/map.html", {"page": page, "adding": adding}, status=status)


def place_of(expert_map: ExpertMap, code: str) -> str:
    """The address of one indicator on the page of its map."""
    return f"{reverse('monitoring:expert_map', args=[expert_map.pk])}#i{slug_of(code)}"


def indicator_or_404(expert_map: ExpertMap, code: str) -> RubricIndicator:
    try:
        return rubric(expert_map.cycle.methodology_id).by_code[code]
    except KeyError:
        raise Http404 from None
