"""How does a view get its rule or recommendation: what a stranger may not see answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from django.shortcuts import get_object_or_404

from improvement.models import Recommendation
from improvement.queries.bank import rules_visible_to
from improvement.queries.recommendations import recommendations_visible_to
from monitoring.queries.lookup import cycles_for
from schools.access import among, found_for, municipality_of


def rule_for(check: Callable[..., None]) -> Callable:
    """Decorator: `rule_id` becomes `rule`; `check(user, municipality_id)` raises PermissionDenied."""
    return found_for("rule", among(rules_visible_to), check, of=municipality_of)


def recommendation_for(check: Callable[..., None]) -> Callable:
    """Decorator: `recommendation_id` becomes `recommendation` with its school and cycle.

    `check(user, cycle)` raises PermissionDenied.
    """
    return found_for("recommendation", _recommendation, check, of=attrgetter("cycle"))


def _recommendation(user, recommendation_id: int) -> Recommendation:
    """Its year as this person may see it."""
    found = get_object_or_404(recommendations_visible_to(user), pk=recommendation_id)
    found.cycle = get_object_or_404(cycles_for(user), pk=found.cycle_id)
    return found
