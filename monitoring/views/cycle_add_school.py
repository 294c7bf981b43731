"""A school that joined the register after the year was opened gets its map."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring.domain.cycle import add_school
from monitoring.errors import MonitoringError
from monitoring.forms.cycle import AddSchoolForm
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.cycle import schools_without_map
from monitoring.views.loading import cycle_for
from russian.dates import until_day


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_add_school(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "GET":  # where signing in again leads back to
        return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)
    form = AddSchoolForm(request.POST, schools=schools_without_map(cycle))
    if not form.is_valid():
        messages.error(request, str(form.errors["school"][0]))
        return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)
    try:
        added = add_school(cycle=cycle, school=form.cleaned_data["school"], by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
        return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)
    return _lead_on(request, cycle, added)


def _lead_on(request: HttpRequest, cycle: MonitoringCycle, added: ExpertMap) -> HttpResponse:
    """A school added after the term needs a longer one at once, so the next page is that form."""
    if request.received_at >= added.fill_ends_at:
        messages.warning(
            request, f"Карта школы «{added.school}» создана, но общий срок уже прошёл: продлите его этой школе."
        )
        return redirect(f"{reverse('monitoring:cycle_extend', args=[cycle.pk])}?map={added.pk}")
    messages.success(
        request, f"Карта школы «{added.school}» создана: заполнить её можно до {until_day(added.fill_last_day)}."
    )
    return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)
