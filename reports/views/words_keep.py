"""The figures changed; the person has seen the new drawn words and keeps the own ones."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reports.domain.words import keep_words
from reports.errors import StaleWords
from reports.forms import SeenForm
from reports.permissions import check_can_write_words
from reports.views.words_screen.place import Place, section_for


@require_POST
@section_for(check_can_write_words)
def words_keep(request: HttpRequest, *, place: Place) -> HttpResponse:
    """Refused, it leads to the section: both texts stand there as they are now."""
    form = SeenForm(request.POST)
    try:
        keep_words(section=place.drawn, seen_version=form.version_seen, by=request.user, at=place.at)
    except StaleWords as refusal:
        messages.error(request, f"{refusal} Посмотрите оба текста ещё раз.")
        return redirect(place.address)
    messages.success(request, f"Раздел «{place.section.title}» оставлен в вашей редакции.")
    return redirect("reports:words", place.cycle.pk, place.document.key)
