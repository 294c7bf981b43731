"""Which year do the tests look at? СОШ № 2 evaluated with 16 of 23; and the same year approved."""

from __future__ import annotations

import pytest

from monitoring.models import MonitoringCycle
from monitoring.tests import stories


@pytest.fixture
def evaluated_year(cycle, expert_map, head, reviewer, methodologist) -> MonitoringCycle:
    stories.evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    return cycle


@pytest.fixture
def approved_year(evaluated_year, coordinator) -> MonitoringCycle:
    stories.approved(evaluated_year, by=coordinator)
    return MonitoringCycle.objects.with_terms().get(pk=evaluated_year.pk)
