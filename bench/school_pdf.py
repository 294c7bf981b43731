"""How long does the PDF of one school take? Floor: WeasyPrint on the same content as one static HTML string.

The floor prints in this warmed process. The product asks its press, a program apart, whose time is counted; both are
warm when the rounds begin.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.template.loader import render_to_string

from bench.measuring.district import coordinator, past_cycle
from bench.measuring.door import door_of
from bench.measuring.plain_print import printing_of
from bench.measuring.rounds import compare
from monitoring.models import ExpertMap
from reports.contexts.school_result import build_school_result


def main() -> None:
    school = past_cycle().expert_maps.order_by("-final_points", "pk")[0]
    expert_map = ExpertMap.objects.with_context().get(pk=school.pk)
    door, path = door_of(coordinator()), f"/results/maps/{expert_map.pk}/result.pdf"
    result = build_school_result(expert_map, at=datetime.now(UTC))
    context = {"result": result, "letterhead": result.letterhead, "approved": result.approved}
    floor = printing_of(render_to_string("documents/school_result.html", context), result.letterhead)
    assert 0.9 < len(door.get(path)) / len(floor(0)) < 1.1, "the floor is not the same document"
    compare(
        "school report, PDF", product=lambda _: door.get(path), floor=floor,
        at_most=1.2, rounds=15, computes=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
