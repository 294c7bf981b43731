"""Where does the person's work lie? One place opens at once, several are shown to choose from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from monitoring.views.map_screen.tiles import tiles_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    tiles = tiles_of(request.user, request.received_at)
    if len(tiles) == 1 and tiles[0].address:
        return redirect(tiles[0].address)
    return render(request, "monitoring/home.html", {"tiles": tiles})
