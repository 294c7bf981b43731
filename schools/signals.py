"""What does the register tell those above it? Sent inside its transaction: what follows stands or falls with it."""

from django.dispatch import Signal

# municipality, at: a municipality was founded.
municipality_founded = Signal()
# figures: ОО-1 of a school is new or was corrected.
figures_recorded = Signal()
