"""How long does the аналитическая справка of 165 schools take? Floor: WeasyPrint on the same HTML without the matrix.

Schools × indicators were once five of seven seconds: the bar holds that table to half of the rest.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.template.loader import render_to_string

from bench.measuring.district import coordinator, past_cycle
from bench.measuring.door import door_of
from bench.measuring.plain_print import printing_of
from bench.measuring.rounds import compare
from monitoring.models import MonitoringCycle
from reports.contexts.district import build_district
from reports.contexts.statement import build_statement
from reports.contexts.worded import STATEMENT
from reports.queries.words import words_of

MATRIX = '<table class="matrix">'


def main() -> None:
    cycle = past_cycle()
    door, path = door_of(coordinator()), f"/results/{cycle.pk}/report.pdf"
    whole, head = _written(cycle)
    bare = printing_of(_without_matrix(whole), head)
    assert 0.9 < len(door.get(path)) / len(printing_of(whole, head)(0)) < 1.1, "the floor is not the same document"
    compare(
        "справка of 165 schools, PDF", product=lambda _: door.get(path), floor=bare,
        at_most=1.5, rounds=9, computes=True,
    )  # fmt: skip


def _written(cycle: MonitoringCycle) -> tuple:
    """The справка's HTML with its matrix, and its letterhead."""
    district = build_district(cycle, at=datetime.now(UTC))
    statement = build_statement(district, words_of(cycle, STATEMENT))
    context = {"district": district, "statement": statement, "letterhead": district.letterhead}
    html = render_to_string("documents/district.html", context | {"approved": district.approved})
    return html, district.letterhead


def _without_matrix(html: str) -> str:
    before, table, after = html.partition(MATRIX)
    assert table, "the справка has no matrix"
    return before + after.partition("</table>")[2]


if __name__ == "__main__":
    main()
