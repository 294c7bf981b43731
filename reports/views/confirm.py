"""Where does somebody without a telephone type in the code of a document?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.forms import ConfirmationForm


@login_not_required
@require_safe
def confirm(request: HttpRequest) -> HttpResponse:
    form = ConfirmationForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("reports:confirmation", confirmation_code=form.cleaned_data["code"])
    return render(request, "reports/confirm.html", {"form": form}, status=422 if form.errors else 200)
