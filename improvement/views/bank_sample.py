"""The sample set is taken into the bank, after a look at what it holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import municipality_for
from improvement.domain.sample import missing_of_sample, take_sample
from improvement.permissions import check_can_keep_bank
from improvement.queries.bank import present_methodology
from improvement.views.bank_screen import sample_lines
from russian.plurals import Forms, counted
from schools.models import Municipality

RULES = Forms("правило", "правила", "правил")


@require_http_methods(["GET", "POST"])
@municipality_for(check_can_keep_bank)
def bank_sample(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    methodology = present_methodology(municipality.pk)
    if methodology is None:
        messages.error(request, "Сначала координатор откроет цикл мониторинга: тогда будет известна методика.")
        return redirect("improvement:bank", municipality.pk)
    if request.method == "POST":
        taken = take_sample(municipality=municipality, methodology=methodology, by=request.user, at=request.received_at)
        messages.success(
            request, f"В банк добавлено: {counted(len(taken), RULES)}. Изменяйте их под ваш муниципалитет."
        )
        return redirect("improvement:bank", municipality.pk)
    lines = sample_lines(missing_of_sample(municipality, methodology.code), methodology)
    return render(request, "improvement/bank_sample.html", {"municipality": municipality, "lines": lines})
