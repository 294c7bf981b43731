"""What is the district's page measured beside? One aggregate query, and the same template with constants."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Count, Sum

from bench.measuring.constants import rendering, request_of
from bench.measuring.district import coordinator
from bench.measuring.door import door_of
from bench.measuring.rounds import Round
from monitoring.models import IndicatorAnswer, MonitoringCycle
from monitoring.queries.cycle import years_of
from reports.contexts.district_page import build_district_page
from reports.forms import DistrictForm
from reports.views.district import PAGE_TABLES
from russian.dates import school_year
from scoring.queries.rubric import rubric


def page_and_floor(cycle: MonitoringCycle) -> tuple[Round, Round]:
    """The page as the coordinator gets it, and its floor."""
    person = coordinator()
    path = f"/results/{cycle.pk}/"
    door, request = door_of(person), request_of(person, path)
    form = DistrictForm({}, rubric=rubric(cycle.methodology_id))
    years = [(pk, school_year(first)) for pk, first in years_of(cycle.municipality)]
    page = build_district_page(cycle, form.chosen, at=datetime.now(UTC))
    context = {"form": form, "tables": PAGE_TABLES, "other_years": years, **page}
    rendered = rendering("reports/district.html", request, context)
    assert abs(len(door.get(path)) - len(rendered())) < 2000, "the floor is not the same page"

    def floor(_: int) -> None:
        answers = IndicatorAnswer.objects.filter(expert_map__cycle=cycle).order_by("code").values("code")
        assert len(answers.annotate(Count("pk"), Sum("final_points"))) == 23
        rendered()

    return lambda _: door.get(path), floor
