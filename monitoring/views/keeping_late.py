"""What is answered to text for a closed indicator? That it is kept beside the map and does not count."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from monitoring.domain.late_entry import keep_late_entry
from monitoring.errors import MonitoringError
from monitoring.forms.answer import AnswerForm
from monitoring.models import ExpertMap
from monitoring.views.map_screen.words import NOTHING, in_words
from monitoring.views.refusing import refuse
from scoring.queries.rubric_tree import RubricIndicator

KEPT = {
    True: "После срока: сохранено отдельно, не учитывается",
    False: "Карта закрыта: сохранено отдельно, не учитывается",
}
TOO_LONG = 8000  # more than the longest answer the page can send


def keep_late(
    request: HttpRequest, expert_map: ExpertMap, indicator: RubricIndicator, form: AnswerForm
) -> HttpResponse:
    """Keeps the text, then says so: the browser may forget its draft only by this word."""
    words = in_words(indicator, form.values) if form.is_valid() else _as_typed(form)
    try:
        entry = keep_late_entry(
            expert_map=expert_map,
            code=indicator.code,
            typed=_typed(form),
            words=words,
            by=request.user,
            at=request.received_at,
        )
    except MonitoringError as refusal:  # the term was extended this very moment
        return refuse(request, expert_map, indicator, outcome="closed", status=403, refusal=str(refusal))
    expert_map.has_late = True
    said = f"{KEPT[entry.after_term]}: {entry.words}. {entry.reason}"
    return refuse(request, expert_map, indicator, outcome="late", status=403, refusal=said)


def _typed(form: AnswerForm) -> dict[str, str]:
    """The inputs that were sent, as typed; the form names which there are."""
    sent = {name: str(form.data[name]) for name in form.fields if name in form.data}
    return {name: text.replace("\x00", "")[:TOO_LONG] for name, text in sent.items()}


def _as_typed(form: AnswerForm) -> str:
    """What could not be understood, word for word."""
    return ", ".join(text.strip() for text in _typed(form).values() if text.strip()) or NOTHING
