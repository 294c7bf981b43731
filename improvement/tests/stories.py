"""How far have the recommendations of a year come? Each function carries them one step on, by the product's verbs."""

from __future__ import annotations

from improvement.domain.bank import RuleWords, add_rule, ship_rules
from improvement.domain.deciding import accept_all
from improvement.domain.drawing import draw_recommendations
from improvement.domain.sending import send_recommendations
from improvement.models import AdviceRule, Recommendation
from monitoring.models import MonitoringCycle
from monitoring.tests.cast import NOW

# What СОШ № 2 of the cast misses, see monitoring.tests.stories.ANSWERS.
MISSED = ["1.1", "1.7", "4.2", "4.4", "5.1", "6.2", "7.1"]


def shipped(cycle: MonitoringCycle, *, by) -> None:
    ship_rules(municipality=cycle.municipality, methodology=cycle.methodology, by=by, at=NOW)


def rule(cycle: MonitoringCycle, *, by, **words) -> AdviceRule:
    said = RuleWords(**{"action": "Сделать.", "term_days": 100} | words)
    return add_rule(municipality=cycle.municipality, methodology_code=cycle.methodology.code, words=said, by=by, at=NOW)


def drawn(cycle: MonitoringCycle, *, by, at=NOW) -> list[Recommendation]:
    shipped(cycle, by=by)
    draw_recommendations(cycle=cycle, by=by, at=at)
    return list(Recommendation.objects.of(cycle).order_by("position", "pk"))


def accepted(cycle: MonitoringCycle, *, by, at=NOW) -> list[Recommendation]:
    accept_all(cycle=cycle, ids=[row.pk for row in drawn(cycle, by=by, at=at)], by=by, at=at)
    return list(Recommendation.objects.of(cycle).order_by("position", "pk"))


def sent(cycle: MonitoringCycle, *, by, at=NOW) -> list[Recommendation]:
    accepted(cycle, by=by, at=at)
    send_recommendations(cycle=cycle, by=by, at=at)
    return list(Recommendation.objects.of(cycle).order_by("position", "pk"))
