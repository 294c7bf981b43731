"""Prints the state machine of a map as a Mermaid diagram, from the one transition table."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from monitoring.states import STATE_OWNERS, TRANSITIONS, MapState

OWNER_TITLES = {
    "school": "школа",
    "reviewer": "специалист отдела",
    "methodologist": "методист",
    "coordinator": "координатор",
}


def diagram() -> str:
    """The whole text of docs/states.md."""
    lines = [
        "# Состояния экспертной карты",
        "",
        "Напечатано командой `manage.py print_states` из `monitoring/states.py`.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {MapState.FILLING.value}"]
    for state in MapState:
        owner = STATE_OWNERS[state]
        whose = f": ход — {OWNER_TITLES[owner]}" if owner else ""
        lines.append(f'    state "{state.label}{whose}" as {state.value}')
    lines += [f"    {before.value} --> {after.value}: {step.label}" for (before, step), after in TRANSITIONS.items()]
    lines += [f"    {state.value} --> [*]" for state, owner in STATE_OWNERS.items() if owner is None]
    return "\n".join([*lines, "```", ""])


class Command(BaseCommand):
    help = "Print the state machine of an expert map as Mermaid (docs/states.md is made of it)."

    def handle(self, **options) -> None:
        self.stdout.write(diagram(), ending="")
