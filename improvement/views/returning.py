"""Where does a button of the list lead back to: the same filters, the same row?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from improvement.models import Recommendation

LONGEST = 500


def back_to_list(request: HttpRequest, row: Recommendation) -> HttpResponse:
    """The list as it was, when the button stood in it (its address travels in `list`); else the recommendation."""
    if "list" not in request.POST:
        return redirect("improvement:recommendation", row.pk)
    query = QueryDict(request.POST["list"][:LONGEST]).urlencode()
    return redirect(f"{reverse('improvement:recommendations', args=[row.cycle_id])}?{query}#advice-{row.pk}")
