"""What a school typed once its map was closed, as a sheet to take away."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap, LateEntry
from monitoring.permissions import check_can_fill
from monitoring.queries.expert_map import late_entries_of
from monitoring.views.loading import expert_map_for
from monitoring.views.tables import as_text
from russian.dates import short_date, utc_offset
from scoring.queries.rubric import rubric

HEADERS = ("Показатель", "Название", "Введено", "Кто", "Когда получено", "Почему не учитывается")
OF_EVIDENCE = ("Вид", "Адрес или имя файла", "Размер, байт", "SHA-256")


@require_safe
@expert_map_for(check_can_fill)
def late_entries(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    """Semicolons and a byte order mark: Excel with Russian settings opens it as a table."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="late-{expert_map.pk}.csv"'
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow(HEADERS + OF_EVIDENCE)
    for entry in late_entries_of(expert_map):
        sheet.writerow([as_text(cell) for cell in _cells(expert_map, entry)])
    return response


def _cells(expert_map: ExpertMap, entry: LateEntry) -> tuple[str, ...]:
    indicator = rubric(expert_map.cycle.methodology_id).by_code[entry.code]
    local = expert_map.municipality.local(entry.received_at)
    at = f"{short_date(local)} {local:%H:%M:%S} ({utc_offset(local)})"
    return (entry.code, indicator.short_title, entry.words, entry.typed_by.full_name, at, entry.reason, *_thing(entry))


def _thing(entry: LateEntry) -> tuple[str, ...]:
    """A file by its name, size and hash; a link by its address; a text has none."""
    if entry.is_file:
        return (entry.get_kind_display(), entry.original_name, str(entry.size), entry.mark)
    return (entry.get_kind_display(), entry.typed.get("url", ""), "", "")
