"""Which year is it, as it is now?"""

from __future__ import annotations

from monitoring.models import MonitoringCycle


def cycle_as_it_is(cycle_id: int) -> MonitoringCycle:
    """With municipality, methodology and stages, as a view gets it."""
    return MonitoringCycle.objects.with_terms().get(pk=cycle_id)
