"""How is a file served at the least, behind the product's own door? To whoever may see its year, with a line written.

Session, sign-in, roles and the year are the product's; the file is any file, the line a row of the floor's own table.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from bench.floor.models import FloorAnswer, FloorEntry
from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.permissions import check_can_read_documents


@require_GET
@cycle_for(check_can_read_documents)
def taken(request: HttpRequest, cycle: MonitoringCycle, name: str) -> FileResponse:
    answer = FloorAnswer.objects.latest("pk")
    FloorEntry.objects.create(answer=answer, by=request.user, at=datetime.now(UTC), new={"file": name})
    return FileResponse((Path(settings.DOCUMENT_ROOT) / name).open("rb"), as_attachment=True)
