"""An earlier version of a section, read once more before it becomes the last one again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from reports.contexts.passages import blocks
from reports.domain.words import restore_words
from reports.errors import StaleWords
from reports.forms import SeenForm
from reports.models import SectionWords
from reports.permissions import check_can_write_words
from reports.queries.words import versions_of
from reports.views.words_screen.place import Place, section_for


@require_http_methods(["GET", "HEAD", "POST"])
@section_for(check_can_write_words)
def words_restore(request: HttpRequest, *, place: Place, version: int) -> HttpResponse:
    earlier = get_object_or_404(versions_of(place.cycle, place.document.key, place.section.key), version=version)
    form = SeenForm(request.POST or None, initial={"version": place.section.version})
    if not form.is_valid():
        return _show(request, place, earlier, form, status=422 if form.is_bound else 200)
    seen = form.cleaned_data["version"]
    try:
        restore_words(section=place.drawn, version=version, seen_version=seen, by=request.user, at=place.at)
    except StaleWords as refusal:
        fresh = place.anew()
        form = SeenForm(initial={"version": fresh.section.version})
        return _show(request, fresh, earlier, form, refusal=str(refusal), status=409)
    messages.success(request, f"Раздел «{place.section.title}» снова в редакции {version}.")
    return redirect("reports:words", place.cycle.pk, place.document.key)


def _show(
    request: HttpRequest, place: Place, earlier: SectionWords, form: SeenForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "place": place,
        "section": place.section,
        "earlier": earlier,
        "earlier_blocks": blocks(earlier.text or place.section.drawn),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "reports/words_restore.html", context, status=status)
