"""The section goes back to what the data say; asked once more, because the person's words leave the document."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports.domain.words import return_to_drawn
from reports.errors import StaleWords
from reports.forms import SeenForm
from reports.permissions import check_can_write_words
from reports.views.words_screen.place import Place, section_for


@require_http_methods(["GET", "HEAD", "POST"])
@section_for(check_can_write_words)
def words_return(request: HttpRequest, *, place: Place) -> HttpResponse:
    form = SeenForm(request.POST or None, initial={"version": place.section.version})
    if not form.is_valid():
        return _show(request, place, form, status=422 if form.is_bound else 200)
    try:
        made = return_to_drawn(
            section=place.drawn, seen_version=form.cleaned_data["version"], by=request.user, at=place.at
        )
    except StaleWords as refusal:
        fresh = place.anew()
        form = SeenForm(initial={"version": fresh.section.version})
        return _show(request, fresh, form, refusal=str(refusal), status=409)
    said = "Раздел снова составлен по данным. Прежний текст есть в истории." if made else "Раздел и так по данным."
    messages.success(request, said)
    return redirect("reports:words", place.cycle.pk, place.document.key)


def _show(request: HttpRequest, place: Place, form: SeenForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"place": place, "section": place.section, "form": form, "refusal": refusal}
    return render(request, "reports/words_return.html", context, status=status)
