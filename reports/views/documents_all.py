"""Documents of all schools are asked for at once."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.kinds import full_title, makers, name_of
from reports.domain.asking import Wanted, ask_for_all
from reports.errors import NothingToMake
from reports.forms import MakeAllForm
from reports.permissions import check_can_make_documents
from reports.views.documents_screen.board import Board, Row, board_of
from russian.plurals import DOCUMENTS, counted


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_make_documents)
def documents_all(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    board = board_of(cycle)
    choices = [(name, _told(title, board, name)) for name, title in _makers()]
    if request.method == "GET":
        return _show(request, cycle, MakeAllForm(choices=choices, initial={"what": request.GET.getlist("what")}))
    form = MakeAllForm(request.POST, choices=choices)
    if not form.is_valid():
        return _show(request, cycle, form, status=422)
    names = form.cleaned_data["what"]
    wanted = _wanted(board, names, anew=form.cleaned_data["anew"])
    try:
        batch = ask_for_all(cycle=cycle, wanted=wanted, kinds=names, by=request.user, at=request.received_at)
    except NothingToMake as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, form, status=409)
    messages.success(request, f"Поручено составить: {counted(batch.total, DOCUMENTS)}. Страницу можно закрыть.")
    return redirect("reports:documents", cycle_id=cycle.pk)


def _makers() -> list[tuple[str, str]]:
    return [(name_of(*pair), full_title(*pair)) for pair in makers() if pair[0].is_of_school]


def _told(title: str, board: Board, name: str) -> str:
    """«Результаты школы, PDF: не составлены 12, результаты изменились у 3»."""
    counts = {state: len(board.of(name, state)) for state in ("none", "failed", "changed", "early")}
    lacking = counts["none"] + counts["failed"]
    said = [f"предстоит составить {lacking}"]
    if counts["changed"]:
        said.append(f"результаты изменились у {counts['changed']}")
    if counts["early"]:
        said.append(f"не из чего у {counts['early']}")
    return f"{title}: {', '.join(said)}"


def _wanted(board: Board, names: Collection[str], *, anew: bool) -> list[Wanted]:
    """School by school, so that the first schools are done first; a changed one with its reason."""
    rows = [row for name in names for row in board.rows[name]]
    order = {row.school.pk: place for place, row in enumerate(rows) if row.school}
    rows.sort(key=lambda row: order[row.school.pk] if row.school else 0)
    return [_of(row) for row in rows if row.can_be_asked or (anew and row.state == "changed")]


def _of(row: Row) -> Wanted:
    reason = MakeAllForm.CHANGED if row.state == "changed" else ""
    return Wanted(row.kind.key, row.file_format.value, row.school.pk if row.school else None, reason)


def _show(request: HttpRequest, cycle: MonitoringCycle, form: MakeAllForm, *, status: int = 200) -> HttpResponse:
    return render(request, "reports/documents_all.html", {"cycle": cycle, "form": form}, status=status)
