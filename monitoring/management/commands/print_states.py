"""Prints the state machine of a map as a Mermaid diagram and as tables, from the one transition table."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from monitoring.states import STATE_OWNERS, TRANSITIONS, WHY_NOT, MapState, Step

OWNER_TITLES = {
    "school": "школа",
    "reviewer": "специалист отдела",
    "methodologist": "методист",
    "coordinator": "координатор",
}


def diagram() -> str:
    """The whole text of docs/states.md: the diagram, then both tables."""
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
    return "\n".join([*lines, "```", "", *table(), ""])


def table() -> list[str]:
    """Every state with every step: where it leads, or that it is refused; then the reason of the refusals."""
    lines = [
        "## Каждое состояние с каждым действием",
        "",
        "«—» — действие отклоняется с причиной из второй таблицы.",
        "",
        f"| состояние | {' | '.join(step.label for step in Step)} |",
        f"| --- |{' --- |' * len(Step)}",
    ]
    for state in MapState:
        leads = (TRANSITIONS.get((state, step)) for step in Step)
        lines.append(f"| {state.label} | {' | '.join(to.label if to else '—' for to in leads)} |")
    lines += [
        "",
        "## Чей ход и почему остальное нельзя",
        "",
        "| состояние | чей ход | причина отказа |",
        "| --- | --- | --- |",
    ]
    for state in MapState:
        owner = STATE_OWNERS[state]
        lines.append(f"| {state.label} | {OWNER_TITLES[owner] if owner else 'ничей'} | {WHY_NOT[state]} |")
    return lines


class Command(BaseCommand):
    help = "Print the state machine of an expert map as Mermaid (docs/states.md is made of it)."

    def handle(self, **options) -> None:
        self.stdout.write(diagram(), ending="")
