"""How long does the district's page of 165 × 23 take? Floor: one aggregate query, the same template with constants."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Count, Sum

from bench.measuring.constants import rendering, request_of
from bench.measuring.district import coordinator, past_cycle
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.models import IndicatorAnswer
from monitoring.queries.cycle import years_of
from reports.contexts.district_page import build_district_page
from reports.forms import DistrictForm
from reports.views.district import PAGE_TABLES
from russian.dates import school_year
from scoring.queries.rubric import rubric


def main() -> None:
    person, cycle = coordinator(), past_cycle()
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

    compare("district page, 165 × 23", product=lambda _: door.get(path), floor=floor, at_most=2, rounds=40)


if __name__ == "__main__":
    main()
