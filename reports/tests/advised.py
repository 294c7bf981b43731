"""How is a year advised in these tests? By a few rules of its own, or by everything the sample bank has to say."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from improvement.domain.bank import RuleWords, add_rule
from improvement.domain.deciding import accept_all, drop
from improvement.domain.drawing import draw_recommendations
from improvement.domain.own import OwnAdvice, add_own
from improvement.domain.sample import take_sample
from improvement.domain.sending import hand_out
from improvement.domain.words import Words
from improvement.models import Recommendation
from monitoring.models import MonitoringCycle
from monitoring.tests.cast import NOW
from reports.tests.conftest import PlayedYear

RULES = (
    {"code": "4.2", "addressee": "group", "schools_from": 2, "audience": "centre", "action": "Провести семинар."},
    {"code": "", "addressee": "group", "schools_from": 2, "bands": ("low",), "audience": "deputies", "action": "План."},
    {"code": "4.2", "action": "Заключить договор."},
    {"code": "4.2", "action": "Снятая.", "audience": "psychologists"},
)


def drawn(year: PlayedYear, rules=RULES) -> PlayedYear:
    """Every rule drawn, nothing decided."""
    by = {"by": year.methodologist, "at": NOW}
    for said in rules:
        add_rule(
            municipality=year.cycle.municipality, methodology_code=year.cycle.methodology.code,
            words=RuleWords(**{"term_month": 5, "term_day": 31} | said), **by,
        )  # fmt: skip
    draw_recommendations(cycle=year.cycle, **by)
    return year


def decided(year: PlayedYear) -> PlayedYear:
    """The psychologists' dropped, the rest accepted."""
    by = {"by": year.methodologist, "at": NOW}
    for row in Recommendation.objects.filter(audience="psychologists"):
        drop(recommendation=row, reason="Специалиста нет", **by)
    accept_all(cycle=year.cycle, ids=list(Recommendation.objects.values_list("pk", flat=True)), **by)
    return year


def advise(year: PlayedYear) -> PlayedYear:
    """Drawn, decided, and one own word to two schools."""
    decided(drawn(year))
    words = Words("Собрать опыт.", "Методический центр", "Сборник издан", date(2027, 3, 1))
    schools = frozenset({year.full.pk, year.absent.pk})
    own = OwnAdvice(schools, "heads", "", "Опыт не собран", words)
    add_own(cycle=year.cycle, advice=own, by=year.methodologist, at=NOW)
    return year


def advise_by_the_sample(cycle: MonitoringCycle, by: User) -> None:
    """Everything the sample bank has to say, accepted; sent, where the year is approved."""
    take_sample(municipality=cycle.municipality, methodology=cycle.methodology, by=by, at=NOW)
    draw_recommendations(cycle=cycle, by=by, at=NOW)
    accept_all(cycle=cycle, ids=list(Recommendation.objects.of(cycle).values_list("pk", flat=True)), by=by, at=NOW)
    if cycle.is_approved:
        hand_out(cycle=cycle, by=by, at=NOW)
