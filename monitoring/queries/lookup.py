"""Which rows may this person's request name at all?"""

from __future__ import annotations

from django.db.models import QuerySet

from monitoring.models import Evidence, ExpertMap, MonitoringCycle


def maps_for(user) -> QuerySet[ExpertMap]:
    return ExpertMap.objects.visible_to(user).with_context()


def cycles_for(user) -> QuerySet[MonitoringCycle]:
    return MonitoringCycle.objects.visible_to(user).with_terms()


def evidence_for(user) -> QuerySet[Evidence]:
    return Evidence.objects.visible_to(user).select_related("expert_map__school", "expert_map__cycle", "municipality")
