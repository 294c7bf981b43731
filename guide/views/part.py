"""One part of the manual, with its contents and the way to the other parts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guide import parts


@require_safe
def part(request: HttpRequest, part: str) -> HttpResponse:
    if part not in parts.FILES:
        raise Http404
    titles = [(key, parts.part(key).title) for key in parts.FILES]
    return render(request, "guide/part.html", {"key": part, "text": parts.part(part), "titles": titles})
