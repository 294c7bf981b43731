"""What is the school advised: what was sent to it, or, until something was, what its missed indicators suggest?"""

from __future__ import annotations

from collections.abc import Collection

from improvement.models import Delivery
from improvement.models import Recommendation as Advice
from improvement.queries.editions import sent_to
from improvement.states import Audience
from monitoring.models import ExpertMap
from monitoring.states import ONCE_APPROVED
from reports.contexts.school_indicators import IndicatorResult, Recommendation, recommendations
from reports.contexts.wording import glued
from scoring.queries.rubric_tree import Rubric, RubricIndicator

WHOLE = "Итог в целом"


def advice_for(expert_map: ExpertMap, tree: Rubric, results: Collection[IndicatorResult]) -> tuple[Recommendation, ...]:
    """One query of an approved year; nothing is sent before, so nothing is asked."""
    deliveries = sent_to(expert_map) if expert_map.state in ONCE_APPROVED else []
    return tuple(_sent(delivery, tree) for delivery in deliveries) or recommendations(results)


def _sent(delivery: Delivery, tree: Rubric) -> Recommendation:
    edition, row = delivery.edition, delivery.edition.recommendation
    indicator = tree.by_code.get(row.code)
    return Recommendation(
        code=row.code,
        title=_title(row, indicator),
        observed=glued(edition.observed),
        advice=edition.action,
        clarification=indicator.clarification if indicator else "",
        helper=edition.helper,
        target=edition.target,
        due=edition.due,
        changed=f"Редакция {edition.number}: {edition.reason}" if edition.number > 1 else "",
        is_read=delivery.confirmed_at is not None,
    )


def _title(row: Advice, indicator: RubricIndicator | None) -> str:
    """«Открытые онлайн-уроки (классным руководителям, группе школ)»: heads read what is theirs without being named."""
    about = "" if indicator is None and row.code else indicator.short_title if indicator else WHOLE
    to = "" if row.audience == Audience.HEADS else row.get_audience_display()
    named = ", ".join(filter(None, [f"{to[:1].lower()}{to[1:]}", "группе школ" if row.is_group else ""]))
    return f"{about} ({named})" if named else about
