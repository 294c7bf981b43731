"""Does docs/states.md still say what the transition table says?"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from monitoring.management.commands.print_states import diagram
from monitoring.states import TRANSITIONS, MapState, Step


def test_the_tables_hold_every_state_with_every_step():
    text = diagram()
    rows = [line for line in text.splitlines() if line.startswith("| ") and line.count("|") == len(Step) + 2]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    titles, leads = cells[0][1:], {row[0]: row[1:] for row in cells[2:]}
    assert titles == [step.label for step in Step]
    assert leads == {
        state.label: [TRANSITIONS[state, step].label if (state, step) in TRANSITIONS else "—" for step in Step]
        for state in MapState
    }


def test_the_document_is_printed_from_the_table():
    assert (Path(settings.BASE_DIR) / "docs/states.md").read_text(encoding="utf-8") == diagram()
