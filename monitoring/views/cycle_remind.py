"""The coordinator reminds schools that have not submitted: chosen, shown with the letter, confirmed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.reminder_letter import letter_of
from monitoring.domain.reminding import Sent, people_of, remind
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.cycle import RemindForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.reminders import (
    AwaitedRow,
    awaited_counts,
    awaited_filters,
    awaited_maps,
    awaited_row,
    last_reminded,
)
from monitoring.views.cycle_screen.choice import choices_of, known, search_text
from monitoring.views.loading import cycle_for
from russian.plurals import Forms, counted

PAGE = 200
LETTERS = Forms("письмо", "письма", "писем")
ONLY_LOG = "django.core.mail.backends.console.EmailBackend"


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_remind(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "GET":
        return _show(request, cycle, None)
    rows = _rows(cycle, list(awaited_maps(cycle, state="", text="", at=request.received_at)), request.received_at)
    form = RemindForm(request.POST, maps=[row.expert_map for row in rows])
    if not form.is_valid():
        return _show(request, cycle, form, status=422)
    chosen = [row for row in rows if row.expert_map.pk in form.map_ids]
    if "confirmed" not in request.POST and any(row.can_be_reminded for row in chosen):
        return _confirm(request, cycle, chosen)
    try:
        sent = remind(cycle=cycle, map_ids=form.map_ids, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, cycle, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, form, status=409)
    _tell(request, sent)
    return redirect("monitoring:cycle_remind_sent", cycle_id=cycle.pk)


def _tell(request: HttpRequest, sent: Sent) -> None:
    if sent.sent:
        messages.success(request, f"Отправлено: {counted(sent.sent, LETTERS)}.")
    if sent.failed:
        messages.error(
            request,
            f"Не отправлено: {counted(sent.failed, LETTERS)}. {sent.failure}. Письма сохранены в списке: "
            "отправьте их ещё раз, когда почта заработает.",
        )


def _confirm(request: HttpRequest, cycle: MonitoringCycle, chosen: list[AwaitedRow]) -> HttpResponse:
    able = [row for row in chosen if row.can_be_reminded]
    first = able[0]
    first.expert_map.cycle, first.expert_map.municipality = cycle, cycle.municipality
    role = first.people[0].role
    context = {
        "cycle": cycle,
        "rows": able,
        "left_out": [row for row in chosen if not row.can_be_reminded],
        "letters": counted(sum(len(row.people) for row in able), LETTERS),
        "first": first,
        "letter": letter_of(first.expert_map, role=role, by=request.user, at=request.received_at),
        "only_log": settings.EMAIL_BACKEND == ONLY_LOG,
    }
    return render(request, "monitoring/cycle_remind_confirm.html", context)


def _rows(cycle: MonitoringCycle, maps: list, at) -> list[AwaitedRow]:
    """Two queries beside the maps."""
    people, last, today = people_of(row.school_id for row in maps), last_reminded(cycle), cycle.municipality.today(at)
    return [awaited_row(row, people, last, today) for row in maps]


def _show(request: HttpRequest, cycle: MonitoringCycle, form: RemindForm | None, *, status: int = 200) -> HttpResponse:
    at = request.received_at
    state, text = known(request.GET.get("state"), awaited_filters(at)), search_text(request.GET.get("q", ""))
    page = Paginator(awaited_maps(cycle, state=state, text=text, at=at), PAGE).get_page(request.GET.get("page"))
    titles = {key: title for key, (title, _) in awaited_filters(at).items()}
    context = {
        "cycle": cycle,
        "form": form,
        "filters": choices_of(titles, awaited_counts(cycle, at), state),
        "state": state,
        "text": text,
        "page": page,
        "rows": _rows(cycle, list(page), at),
        "only_log": settings.EMAIL_BACKEND == ONLY_LOG,
    }
    return render(request, "monitoring/cycle_remind.html", context, status=status)
