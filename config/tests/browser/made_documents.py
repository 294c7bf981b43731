"""How does the demonstration district get documents in every state: made, failed, still waiting?"""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from monitoring.models import ExpertMap, MonitoringCycle
from reports.documents.making import make
from reports.domain.asking import Wanted, ask, ask_for_all
from reports.domain.finishing import fail
from reports.models import MadeDocument


def make_documents(cycle: MonitoringCycle, by: User) -> dict[str, object]:
    """Of an approved year: the справка twice, results of one school, those of another failed; all cards wait."""
    maps = ExpertMap.objects.of(cycle).filter(state="approved").in_natural_order()
    first, second = maps[:2]
    _made(cycle, Wanted("statement", "pdf"), by)
    document = _made(cycle, Wanted("statement", "pdf", reason="Исправлены реквизиты бланка"), by)
    _made(cycle, Wanted("school_result", "pdf", first.school_id), by)
    lost = ask(cycle=cycle, wanted=Wanted("school_result", "pdf", second.school_id), by=by, at=timezone.now())
    fail(document_id=lost.pk, failure="Документ составляется слишком долго, и работа остановлена.", at=timezone.now())
    wanted = [Wanted("card", "pdf", row.school_id) for row in maps]
    batch = ask_for_all(cycle=cycle, wanted=wanted, kinds=["card.pdf"], by=by, at=timezone.now())
    _make(batch.documents.order_by("pk").first())
    return {"document": document.pk, "document_code": document.code, "batch": batch.pk}


def _made(cycle: MonitoringCycle, wanted: Wanted, by: User) -> MadeDocument:
    return _make(ask(cycle=cycle, wanted=wanted, by=by, at=timezone.now()))


def _make(document: MadeDocument) -> MadeDocument:
    assert make(document_id=document.pk, now=timezone.now) is True
    return document
