"""Before which document or section does a person stand? Unknown ones answer 404 like foreign years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.sections import Section
from reports.contexts.worded import WORDED, Worded, sections_of
from reports.domain.words import DrawnSection


@dataclass(frozen=True, slots=True)
class Place:
    """A section of a document of a year, at a moment."""

    cycle: MonitoringCycle
    document: Worded
    section: Section
    at: datetime

    @property
    def address(self) -> str:
        return self.of("words_section")

    def of(self, view: str, **more: Any) -> str:
        names = {"cycle_id": self.cycle.pk, "document": self.document.key, "section": self.section.key}
        return reverse(f"reports:{view}", kwargs=names | more)

    def anew(self) -> Place:
        """As it stands now, after somebody else's save."""
        return replace(self, section=_section(self.cycle, self.document.key, self.section.key, self.at))

    @property
    def drawn(self) -> DrawnSection:
        """What every verb of words is told of the section."""
        return DrawnSection(self.cycle, self.document.key, self.section.key, self.section.title, self.section.drawn)


def document_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `cycle_id` and `document` into `cycle` and `document`, then checks permission."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @cycle_for(check)
        @wraps(view)
        def wrapped(request: HttpRequest, *, cycle: MonitoringCycle, document: str, **kwargs) -> HttpResponse:
            if document not in WORDED:
                raise Http404
            return view(request, cycle=cycle, document=WORDED[document], **kwargs)

        return wrapped

    return decorator


def section_for(check: Callable[..., None]) -> Callable:
    """Decorator: the same with `section`, all of it as one `place`."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @document_for(check)
        @wraps(view)
        def wrapped(
            request: HttpRequest, *, cycle: MonitoringCycle, document: Worded, section: str, **kwargs
        ) -> HttpResponse:
            at = request.received_at
            place = Place(cycle, document, _section(cycle, document.key, section, at), at)
            return view(request, place=place, **kwargs)

        return wrapped

    return decorator


def _section(cycle: MonitoringCycle, document: str, key: str, at: datetime) -> Section:
    found = [section for section in sections_of(cycle, document, at) if section.key == key]
    if not found:
        raise Http404
    return found[0]
