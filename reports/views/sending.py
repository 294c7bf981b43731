"""How does a document leave: under which name and type?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from monitoring.models import MonitoringCycle
from reports.errors import NoPaper, NotYet

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": WORKBOOK,
}
# What Windows does not take in a file name.
FORBIDDEN = dict.fromkeys(map(ord, '/\\:*?"<>|«»'), " ") | {ord("/"): "-"}


def says_why_no_paper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: a document that could not be printed is a page that says so, never a broken file."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoPaper as refusal:
            return render(request, "reports/no_paper.html", {"refusal": str(refusal)}, status=503)

    return wrapped


def leads_back(to: str) -> Callable[..., Callable[..., HttpResponse]]:
    """Decorator: while there is nothing to print of the year, the screen where that is changed says so."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, cycle: MonitoringCycle, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, cycle=cycle, **kwargs)
            except NotYet as refusal:
                messages.error(request, str(refusal))
                return redirect(to, cycle.pk)

        return wrapped

    return decorator


def file_name(title: str, extension: str) -> str:
    """«Результаты 2025-2026, МАОУ СОШ № 12.pdf»; long names of schools are cut."""
    return f"{' '.join(title.translate(FORBIDDEN).split())[:120].strip()}.{extension}"


def pdf_response(pdf: bytes, title: str) -> HttpResponse:
    """Shown by the browser, saved under the title."""
    return _response(pdf, "application/pdf", file_name(title, "pdf"), as_attachment=False)


def document_response(document: bytes, title: str) -> HttpResponse:
    """A text people edit before signing."""
    return _response(document, DOCUMENT, file_name(title, "docx"), as_attachment=True)


def workbook_response(workbook: bytes, title: str) -> HttpResponse:
    return _response(workbook, WORKBOOK, file_name(title, "xlsx"), as_attachment=True)


def delimited_response(content: bytes, title: str) -> HttpResponse:
    return _response(content, "text/csv; charset=utf-8", file_name(title, "csv"), as_attachment=True)


def _response(content: bytes, content_type: str, name: str, *, as_attachment: bool) -> HttpResponse:
    disposition = content_disposition_header(as_attachment, name)
    assert disposition is not None  # there is a name
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
