"""Where does the manual open for this person: at the part of the own role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from guide.parts import part_of


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    return redirect("guide:part", part_of(request.user))
