"""A page is put behind an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.evidence import add_link
from monitoring.forms.evidence import LinkForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import indicator_or_404
from monitoring.views.evidence_answering import Adding, refused, show_form, with_errors
from monitoring.views.evidence_sending import send_link
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def evidence_link(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator_or_404(expert_map, code)
    if request.method == "GET":
        return show_form(request, expert_map, Adding(code, "link"))
    form = LinkForm(request.POST)
    adding = Adding(code, "link", request.POST.dict())
    if not form.is_valid():
        return refused(request, expert_map, with_errors(adding, form))
    return send_link(request, expert_map, form, adding, add_link)
