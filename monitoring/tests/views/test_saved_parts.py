"""Do the parts of a save show what the templates of the page show?"""

from __future__ import annotations

from django.template.loader import render_to_string

from monitoring.domain.sheet import read_sheet
from monitoring.queries.figures import figures_of, map_with_figures
from monitoring.tests.stories import fill
from monitoring.views.map_screen.page import blocks_of
from monitoring.views.map_screen.row import row_of
from monitoring.views.map_screen.saved import ROW, saved_row, totals_of
from monitoring.views.map_screen.standing import standing_of


def test_rows_are_those_of_the_page(expert_map, head, figures):
    """Reached, missed and unfilled ones, with ОО-1 and without, in agreement with it and at odds."""
    fill(expert_map, by=head, i1_1={"numerator": 5, "denominator": 900}, i1_8={"fact": False})
    loaded = map_with_figures(head, expert_map.pk)
    sheet = read_sheet(loaded)
    known = figures_of(loaded, sheet.rubric)
    rows = [row_of(sheet, code, outcome, known, is_open=True) for code, outcome in sheet.outcomes().items()]
    assert [saved_row(row) for row in rows] == [render_to_string(ROW.name, {"row": row}) for row in rows]
    assert {(row.working.kind, bool(row.gap)) for row in rows} >= {
        ("reached", True),
        ("missed", True),
        ("missed", False),
    }


def test_totals_are_those_of_the_page_and_kept_only_as_long(expert_map, head):
    for numerator in (40, 41, 160, 40):
        fill(expert_map, by=head, i1_2={"numerator": numerator, "denominator": 180})
        sheet = read_sheet(map_with_figures(head, expert_map.pk))
        tree, policy, outcomes = sheet.rubric, sheet.policy, sheet.outcomes()
        standing = standing_of(tree, policy, outcomes)
        context = {"standing": standing, "blocks": blocks_of(tree, policy, {}, outcomes)}
        shown = render_to_string("monitoring/_map_totals.html", context)
        assert totals_of(tree, policy, outcomes) == (standing.total, shown)
