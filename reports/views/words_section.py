"""One section: its words are written here, looked at before they are kept, and saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports.contexts.passages import blocks
from reports.domain.words import write_words
from reports.errors import StaleWords, WordsError
from reports.forms import WordsForm
from reports.permissions import check_can_write_words
from reports.views.words_screen.place import Place, section_for


@require_http_methods(["GET", "HEAD", "POST"])
@section_for(check_can_write_words)
def words_section(request: HttpRequest, *, place: Place) -> HttpResponse:
    initial = {"text": place.section.text, "version": place.section.version}
    form = WordsForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _show(request, place, form, status=422 if form.is_bound else 200)
    if "preview" in request.POST:
        return _show(request, place, form, preview=blocks(form.cleaned_data["text"]))
    return _save(request, place, form)


def _save(request: HttpRequest, place: Place, form: WordsForm) -> HttpResponse:
    text, version = form.cleaned_data["text"], form.cleaned_data["version"]
    try:
        made = write_words(section=place.drawn, text=text, seen_version=version, by=request.user, at=place.at)
    except StaleWords:
        fresh = place.anew()
        # The next press is made knowing the other text: it carries the version shown here.
        form = WordsForm(initial={"text": text, "version": fresh.section.version})
        return _show(request, fresh, form, typed=blocks(text), status=409)
    except WordsError as refusal:
        form.add_error("text", str(refusal))
        return _show(request, place, form, status=422)
    messages.success(request, f"Раздел «{place.section.title}» сохранён." if made else "Текст не изменился.")
    return redirect("reports:words", place.cycle.pk, place.document.key)


def _show(request: HttpRequest, place: Place, form: WordsForm, *, status: int = 200, **more) -> HttpResponse:
    context = {"place": place, "section": place.section, "form": form, **more}
    return render(request, "reports/words_section.html", context, status=status)
