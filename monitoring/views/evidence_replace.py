"""A newer file takes the place of an older one behind the open answers; the older stays as its earlier revision."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.evidence_revision import replace_file
from monitoring.forms.evidence import FileForm
from monitoring.models import Evidence, ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.expert_map import piece_of
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import indicator_or_404, place_of
from monitoring.views.evidence_answering import Adding, refused, show_form, with_errors
from monitoring.views.evidence_sending import send_file
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def evidence_replace(request: HttpRequest, *, expert_map: ExpertMap, code: str, evidence_id: int) -> HttpResponse:
    indicator_or_404(expert_map, code)
    piece = piece_of(expert_map, evidence_id)
    if piece is None or not piece.is_file:
        if request.method == "GET":  # where signing in again leads back to
            return redirect(place_of(expert_map, code))
        raise Http404
    if request.method == "GET":
        return show_form(request, expert_map, Adding(code, "replace", _known(piece), pieces=(piece,)))
    form = FileForm(request.POST, request.FILES)
    adding = Adding(code, "replace", request.POST.dict(), pieces=(piece,))
    if not form.is_valid():
        return refused(request, expert_map, with_errors(adding, form))
    verb = partial(replace_file, evidence=piece)
    return send_file(request, expert_map, form, adding, verb, "Файл заменён: «{}», прежняя редакция сохранена.")


def _known(piece: Evidence) -> dict[str, str]:
    """What was said of the older file; its date is asked anew."""
    return {"title": "" if piece.title == piece.original_name else piece.title}
