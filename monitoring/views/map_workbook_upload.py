"""A filled card comes back: what it would change, the «да», and what it has changed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring.domain.card_draft import apply_card_draft, keep_card_draft
from monitoring.errors import MonitoringError
from monitoring.forms.card import MINE, THEIRS, CardForm, ConfirmForm
from monitoring.models import CardDraft, ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.card_draft import card_draft_of
from monitoring.views.card_book.card import Card, read_card
from monitoring.views.card_book.late import late_texts, late_texts_of, misplaced
from monitoring.views.card_book.preview import Preview, applied_in_words, contradictions, preview_of
from monitoring.views.card_book.reading import open_workbook, read_workbook
from monitoring.views.keeping_late_card import keep_card_late
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "HEAD", "POST"])
@expert_map_for(check_can_fill)
def map_workbook_upload(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    asked = (request.POST if request.method == "POST" else request.GET).get("draft")
    if asked is None:
        return _upload(request, expert_map)
    draft = card_draft_of(expert_map, asked, request.user)
    if draft is None:
        raise Http404
    return _confirm(request, expert_map, draft) if request.method == "POST" else _preview(request, expert_map, draft)


def _upload(request: HttpRequest, expert_map: ExpertMap) -> HttpResponse:
    card = read_card(expert_map, at=request.received_at)
    if request.method != "POST":
        return _form(request, card, CardForm(), status=200)
    form = CardForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, card, form, status=422)
    try:
        return (_keep_aside if card.closed else _keep_draft)(request, card, form)
    except MonitoringError as refusal:
        form.add_error("file", str(refusal))
        return _form(request, card, form, status=422)


def _keep_aside(request: HttpRequest, card: Card, form: CardForm) -> HttpResponse:
    """The map is closed: nothing of the workbook counts, nothing of it is lost."""
    opened = open_workbook(form.cleaned_data["book"], card)
    problems = (*opened.problems, *misplaced(opened, card))
    if problems:
        return _form(request, card, CardForm(), status=422, problems=problems)
    return keep_card_late(request, card.expert_map, late_texts(opened, card))


def _keep_draft(request: HttpRequest, card: Card, form: CardForm) -> HttpResponse:
    read = read_workbook(form.cleaned_data["book"], card)
    problems = read.problems or contradictions(card, read)
    if problems:
        return _form(request, card, CardForm(), status=422, problems=problems)
    draft = keep_card_draft(
        expert_map=card.expert_map,
        file_name=form.cleaned_data["file"].name,
        rows=read.changed,
        by=request.user,
        at=request.received_at,
    )
    return redirect(_address(draft))


def _confirm(request: HttpRequest, expert_map: ExpertMap, draft: CardDraft) -> HttpResponse:
    if draft.applied_at is not None:  # the answer to the first press was lost on the way
        return redirect(_address(draft))
    card = read_card(expert_map, at=request.received_at)
    preview = preview_of(draft, card)
    if card.closed:
        return _confirm_late(request, draft, card, preview)
    form = ConfirmForm(
        request.POST,
        changes=[change.code for change in preview.changes],
        conflicts=[change.code for change in preview.conflicts],
    )
    if not form.is_valid():
        return _preview(request, expert_map, draft, form=form, status=422)
    try:
        apply_card_draft(
            draft=draft, expert_map=expert_map, versions=form.taken, by=request.user, at=request.received_at
        )
    except MonitoringError as refusal:
        return _preview(request, expert_map, draft, refusal=str(refusal), status=409)
    return redirect(_address(draft))


def _confirm_late(request: HttpRequest, draft: CardDraft, card: Card, preview: Preview) -> HttpResponse:
    """The term passed between the preview and the press: what the person wanted in the map is kept beside it."""
    shown = [change.code for change in (*preview.changes, *preview.conflicts)]
    codes = [code for code in shown if request.POST.get(f"choice_{code}") != THEIRS]
    try:
        return keep_card_late(request, card.expert_map, late_texts_of(draft, codes, card))
    except MonitoringError as refusal:
        return _preview(request, card.expert_map, draft, refusal=str(refusal), status=409)


def _preview(
    request: HttpRequest,
    expert_map: ExpertMap,
    draft: CardDraft,
    *,
    form: ConfirmForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"expert_map": expert_map, "draft": draft}
    if draft.applied_at is not None:
        context["said"] = applied_in_words(draft)
        return render(request, "monitoring/card_result.html", context)
    card = read_card(expert_map, at=request.received_at)
    preview = preview_of(draft, card)
    chosen = {
        kept: [change.code for change in preview.conflicts if request.POST.get(f"choice_{change.code}") == kept]
        for kept in (MINE, THEIRS)
    }
    context |= {"card": card, "preview": preview, "form": form, "chosen": chosen, "refusal": refusal}
    return render(request, "monitoring/card_preview.html", context, status=status)


def _form(request: HttpRequest, card: Any, form: CardForm, *, status: int, problems: tuple = ()) -> HttpResponse:
    context = {"expert_map": card.expert_map, "card": card, "form": form, "problems": problems}
    return render(request, "monitoring/card_upload.html", context, status=status)


def _address(draft: CardDraft) -> str:
    return f"{reverse('monitoring:map_workbook_upload', args=[draft.expert_map_id])}?draft={draft.pk}"
