"""Decided recommendations go out to the schools: how many is shown, then confirmed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement.domain.sending import SentOut, send_recommendations
from improvement.errors import ImprovementError
from improvement.permissions import check_can_send
from improvement.queries.recommendations import counts_of
from monitoring.models import MonitoringCycle
from monitoring.views.cycle_remind import LETTERS, ONLY_LOG
from monitoring.views.loading import cycle_for
from russian.plurals import RECOMMENDATIONS, Forms, counted

TO_SCHOOLS = Forms("школе", "школам", "школам")


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_send)
def recommendations_send(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "GET":
        context = {
            "cycle": cycle,
            "counts": counts_of(cycle, cycle.municipality.today(request.received_at)),
            "only_log": settings.EMAIL_BACKEND == ONLY_LOG,
        }
        return render(request, "improvement/recommendations_send.html", context)
    try:
        sent = send_recommendations(cycle=cycle, by=request.user, at=request.received_at)
    except ImprovementError as refusal:
        messages.error(request, str(refusal))
        return redirect("improvement:recommendations", cycle.pk)
    tell(request, sent)
    return redirect("improvement:receipts", cycle.pk)


def tell(request: HttpRequest, sent: SentOut) -> None:
    if sent.recommendations and not sent.schools:
        messages.success(request, f"Направлено методическому центру: {counted(sent.recommendations, RECOMMENDATIONS)}.")
    elif sent.recommendations:
        what = f"{counted(sent.recommendations, RECOMMENDATIONS)} {counted(sent.schools, TO_SCHOOLS)}"
        messages.success(request, f"Отправлено: {what}.")
    elif not sent.schools:
        messages.info(request, "Отправлять нечего: всё, что решено, уже у школ.")
    if sent.letters:
        messages.success(request, f"Отправлено: {counted(sent.letters, LETTERS)}.")
    if sent.failed:
        messages.error(
            request,
            f"Не отправлено: {counted(sent.failed, LETTERS)}. {sent.failure}. Рекомендации школам всё равно видны; "
            "напишите школам ещё раз, когда почта заработает.",
        )
