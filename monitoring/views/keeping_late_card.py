"""What is answered to a workbook for a closed map? That its answers are kept beside the map and do not count."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from monitoring.domain.late_entry import LateText, keep_late_entries
from monitoring.models import ExpertMap
from monitoring.policies import is_after_term
from russian.plurals import Forms, counted, plural

ANSWERS = Forms("ответ", "ответа", "ответов")
KEPT = Forms("сохранён отдельно и не учитывается", "сохранены отдельно и не учитываются",
             "сохранены отдельно и не учитываются")  # fmt: skip
NOTHING = "Книга совпадает с тем, что сохранено на сайте: сохранять отдельно нечего."


def keep_card_late(request: HttpRequest, expert_map: ExpertMap, texts: Sequence[LateText]) -> HttpResponse:
    """Raises MonitoringError when the term was extended this very moment: the workbook then counts."""
    if not texts:
        messages.info(request, NOTHING)
        return redirect("monitoring:expert_map", map_id=expert_map.pk)
    at = request.received_at
    keep_late_entries(expert_map=expert_map, texts=texts, by=request.user, at=at)
    why = "Срок прошёл" if is_after_term(expert_map, at) else "Карта закрыта"
    codes = ", ".join(text.code for text in texts)
    said = f"{counted(len(texts), ANSWERS)} из книги {plural(len(texts), KEPT)}: {codes}"
    messages.warning(request, f"{why}. {said}. Они показаны у показателей, их можно скачать.")
    return redirect("monitoring:expert_map", map_id=expert_map.pk)
