"""An empty bank is filled with what the methodology itself advises."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import municipality_for
from improvement.domain.bank import ship_rules
from improvement.permissions import check_can_keep_bank
from improvement.queries.bank import present_methodology
from schools.models import Municipality


@require_POST
@municipality_for(check_can_keep_bank)
def bank_ship(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    methodology = present_methodology(municipality.pk)
    if methodology is None:
        messages.error(request, "Сначала координатор откроет цикл мониторинга: тогда будет известна методика.")
    else:
        ship_rules(municipality=municipality, methodology=methodology, by=request.user, at=request.received_at)
        messages.success(request, "Банк заполнен рекомендациями методики. Изменяйте их под ваш муниципалитет.")
    return redirect("improvement:bank", municipality.pk)
