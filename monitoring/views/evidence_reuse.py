"""A piece the map already has is put behind one more answer: chosen by GET, put by POST."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.evidence import reuse
from monitoring.forms.evidence import ReuseForm
from monitoring.models import Evidence, ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.expert_map import pieces_behind, pieces_of
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import indicator_or_404
from monitoring.views.evidence_answering import Adding, carry_out, refused, show_form, with_errors
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def evidence_reuse(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator_or_404(expert_map, code)
    pieces = _others(expert_map, code)
    adding = Adding(code, "reuse", request.POST.dict(), pieces=tuple(pieces))
    if request.method == "GET":
        return show_form(request, expert_map, adding)
    # A second press finds the piece behind the answer already: the verb then changes nothing.
    form = ReuseForm(request.POST, pieces=_in_use(expert_map))
    if not form.is_valid():
        return refused(request, expert_map, with_errors(adding, form))
    piece = next(piece for piece in _in_use(expert_map) if piece.pk == form.cleaned_data["evidence"])
    return carry_out(request, expert_map, form, adding, reuse, "Добавлено «{}».", evidence=piece)


def _in_use(expert_map: ExpertMap) -> list[Evidence]:
    return [piece for piece in pieces_of(expert_map) if piece.is_in_use]


def _others(expert_map: ExpertMap, code: str) -> list[Evidence]:
    behind = pieces_behind(expert_map, code)
    return [piece for piece in _in_use(expert_map) if piece.pk not in behind]
