"""The maps of the person's schools, year by year, with where each of them leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.queries.my_maps import own_maps


@require_safe
def my_maps(request: HttpRequest) -> HttpResponse:
    return render(request, "monitoring/my_maps.html", {"maps": own_maps(request.user)})
