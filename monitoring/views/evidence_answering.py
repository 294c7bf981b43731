"""How is a change of evidence answered: the list of that indicator for the script, the page at its place otherwise?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from monitoring.errors import InvalidAnswer, MonitoringError, StageClosed
from monitoring.models import Evidence, ExpertMap
from monitoring.queries.expert_map import piece_of
from monitoring.views.answering import parts, place_of, show_map, wants_parts
from monitoring.views.map_screen.page import read_page


@dataclass(frozen=True, slots=True)
class Adding:
    """A form of evidence that stands open: whose, which, with what was typed and its sentences."""

    code: str
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[Evidence, ...] = ()


def show_form(request: HttpRequest, expert_map: ExpertMap, adding: Adding) -> HttpResponse:
    """An open form at its indicator: for those who came by address, and after signing in again."""
    if wants_parts(request):
        return evidence_parts(request, expert_map, adding.code, adding=adding, outcome="shown")
    return show_map(request, expert_map, adding={"form": adding})


def changed(request: HttpRequest, expert_map: ExpertMap, code: str, said: str) -> HttpResponse:
    """What was done, in words, beside the list as it now is."""
    if wants_parts(request):
        return evidence_parts(request, expert_map, code, said=said, outcome="saved")
    messages.success(request, said)
    return redirect(place_of(expert_map, code))


def refused(request: HttpRequest, expert_map: ExpertMap, adding: Adding, *, status: int = 422) -> HttpResponse:
    if wants_parts(request):
        outcome = "closed" if status == 403 else "invalid"
        # A closed indicator shows no form any more: its sentence is said beside the list.
        said = adding.errors.get("whole", "") if status == 403 else ""
        return evidence_parts(
            request, expert_map, adding.code, adding=adding, said=said, outcome=outcome, status=status
        )
    return show_map(request, expert_map, adding={"form": adding}, status=status)


def evidence_parts(
    request: HttpRequest,
    expert_map: ExpertMap,
    code: str,
    *,
    outcome: str,
    said: str = "",
    adding: Adding | None = None,
    status: int = 200,
) -> HttpResponse:
    page = read_page(expert_map, user=request.user, at=request.received_at)
    [row] = [row for block in page.blocks for row in block.rows if row.code == code]
    context: dict[str, Any] = {"page": page, "row": row, "said": said, "adding": {"form": adding} if adding else None}
    return parts(request, "monitoring/map_evidence_parts.html", context, outcome=outcome, status=status)


def carry_out(
    request: HttpRequest,
    expert_map: ExpertMap,
    form: forms.Form,
    adding: Adding,
    verb: Callable[..., Evidence],
    said: str,
    **values: Any,
) -> HttpResponse:
    """Runs one verb for one indicator; a refusal goes to its field, «срок истёк» answers 403."""
    try:
        piece = verb(expert_map=expert_map, code=adding.code, by=request.user, at=request.received_at, **values)
    except StageClosed as closed:
        form.add_error(None, str(closed))
        return refused(request, expert_map, with_errors(adding, form), status=403)
    except InvalidAnswer as invalid:
        name = invalid.field
        form.add_error(name if name in form.fields else None, str(invalid))
        return refused(request, expert_map, with_errors(adding, form))
    return changed(request, expert_map, adding.code, said.format(piece.title))


def with_errors(adding: Adding, form: forms.Form) -> Adding:
    errors = {"whole" if name == NON_FIELD_ERRORS else name: str(said[0]) for name, said in form.errors.items()}
    return Adding(adding.code, adding.kind, adding.values, errors, adding.pieces)


def act_on(request: HttpRequest, expert_map: ExpertMap, code: str, evidence_id: int, verb, said: str) -> HttpResponse:
    """One press on one piece of the map: no form to return, so a refusal is said on top of the page."""
    piece = piece_of(expert_map, evidence_id)
    if piece is None:
        raise Http404
    try:
        verb(expert_map=expert_map, code=code, evidence=piece, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        return say_no(request, expert_map, code, str(refusal), outcome="closed", status=403)
    return changed(request, expert_map, code, said.format(piece.title))


def say_no(
    request: HttpRequest, expert_map: ExpertMap, code: str, said: str, *, outcome: str, status: int
) -> HttpResponse:
    """A refusal in words: beside the list for the script, on top of the page otherwise."""
    if wants_parts(request):
        return evidence_parts(request, expert_map, code, said=said, outcome=outcome, status=status)
    messages.error(request, said)
    return redirect(place_of(expert_map, code))
