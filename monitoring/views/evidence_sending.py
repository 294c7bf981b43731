"""How is a link or a file answered that was sent: put behind the answer, asked about, or kept aside as too late?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from monitoring.domain.late_evidence import keep_late_file, keep_late_link
from monitoring.errors import InvalidAnswer, LooksLikeList, MonitoringError, RefusedFile, StageClosed
from monitoring.forms.evidence import FileForm, LinkForm
from monitoring.models import Evidence, ExpertMap, LateEntry
from monitoring.queries.expert_map import codes_behind
from monitoring.views.answering import show_map, wants_parts
from monitoring.views.evidence_answering import Adding, changed, evidence_parts, refused, with_errors

SENT_LATE = {
    True: "Прислано после срока: сохранено отдельно, не учитывается",
    False: "Карта закрыта: присланное сохранено отдельно, не учитывается",
}


def send_link(
    request: HttpRequest, expert_map: ExpertMap, form: LinkForm, adding: Adding, verb: Callable[..., Evidence]
) -> HttpResponse:
    values = form.cleaned_data
    late = {name: values[name] for name in ("url", "title", "dated")}
    said = "Добавлена ссылка «{}»."
    return _send(request, expert_map, form, adding, verb=verb, values=values, said=said, keep=keep_late_link, late=late)


def send_file(
    request: HttpRequest,
    expert_map: ExpertMap,
    form: FileForm,
    adding: Adding,
    verb: Callable[..., Evidence],
    said: str = "Добавлен файл «{}».",
) -> HttpResponse:
    values = dict(form.cleaned_data)
    values["upload"] = values.pop("file")
    late = {name: values[name] for name in ("upload", "title", "dated")}
    return _send(request, expert_map, form, adding, verb=verb, values=values, said=said, keep=keep_late_file, late=late)


def _send(
    request: HttpRequest,
    expert_map: ExpertMap,
    form: LinkForm | FileForm,
    adding: Adding,
    *,
    verb: Callable[..., Evidence],
    values: dict[str, Any],
    said: str,
    keep: Callable[..., LateEntry],
    late: dict[str, Any],
) -> HttpResponse:
    named = {"expert_map": expert_map, "code": adding.code, "by": request.user, "at": request.received_at}
    try:
        piece = verb(**named, **values)
    except LooksLikeList as warned:
        return refused(request, expert_map, _asked(adding, warned))
    except (InvalidAnswer, RefusedFile) as invalid:
        return _refuse(request, expert_map, form, adding, invalid)
    except StageClosed:
        try:
            entry = keep(**named, **late)
        except MonitoringError as invalid:
            return _refuse(request, expert_map, form, adding, invalid, status=403)
        return _kept_late(request, expert_map, adding.code, entry)
    return changed(request, expert_map, adding.code, _told(piece, adding.code, said))


def _asked(adding: Adding, warned: LooksLikeList) -> Adding:
    """The form again with the question whose names these are; nothing typed is lost, nothing is answered for one."""
    about = {"child_names": "", "asked_of": warned.upload_sha256, "people_found": str(warned.people)}
    return replace(adding, values={**adding.values, **about}, errors={"people": str(warned)})


def _refuse(
    request: HttpRequest,
    expert_map: ExpertMap,
    form: LinkForm | FileForm,
    adding: Adding,
    refusal: MonitoringError,
    *,
    status: int = 422,
) -> HttpResponse:
    name = getattr(refusal, "field", "file" if isinstance(refusal, RefusedFile) else "")
    form.add_error(name if name in form.fields else None, str(refusal))
    return refused(request, expert_map, with_errors(adding, form), status=status)


def _told(piece: Evidence, code: str, said: str) -> str:
    """What was added; or where the same page or file stands already."""
    if not piece.was_here:
        return said.format(piece.title)
    what = "Этот файл уже приложен" if piece.is_file else "Эта страница уже приложена"
    others = [other for other in codes_behind(piece) if other != code]
    where = f"к {', '.join(others)}" if others else "к этому показателю"
    return f"{what} {where}: здесь {'тот же файл' if piece.is_file else 'та же ссылка'} «{piece.title}»."


def _kept_late(request: HttpRequest, expert_map: ExpertMap, code: str, entry: LateEntry) -> HttpResponse:
    """403, as for text that came too late: it is kept, and it is not taken."""
    expert_map.has_late = True
    said = f"{SENT_LATE[entry.after_term]}: {entry.words}. {entry.reason}"
    if wants_parts(request):
        return evidence_parts(request, expert_map, code, said=said, outcome="late", status=403)
    messages.warning(request, said)
    return show_map(request, expert_map, status=403)
