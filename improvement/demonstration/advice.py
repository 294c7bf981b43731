"""What was the demonstration district advised after its last complete year, and who has read it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from improvement.domain.deciding import accept_all, change, drop
from improvement.domain.drawing import draw_recommendations
from improvement.domain.own import OwnAdvice, add_own
from improvement.domain.receipt import confirm_receipt
from improvement.domain.sample import take_sample
from improvement.domain.sending import hand_out, mark
from improvement.domain.words import Words
from improvement.models import Recommendation
from improvement.states import Addressee, AdviceState, Audience
from monitoring.demonstration.district import District
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import StageKind

# One school in so many has not confirmed; one in so many answered on the day.
UNREAD_EVERY = 4
CHANGED, DONE = "Срок и порядок согласованы со школой. ", "Школа уже выполняет эту работу по плану на год"
REPEATS, FEW = "Эту работу ведёт другая целевая группа: ей дана своя рекомендация", 8
OWN = "Провести общешкольное родительское собрание о выборе профиля и профессии, пригласить на него колледжи района."


@dataclass(frozen=True, slots=True)
class Days:
    """When what was done: after the approval on 31 October, a working day for each step."""

    district: District
    first: date

    def moment(self, later: int, hour: int, minute: int = 0) -> datetime:
        day = self.first + timedelta(days=later)
        return datetime.combine(day, time(hour, minute), tzinfo=self.district.municipality.zone)


def tell_advice(district: District, year: int) -> MonitoringCycle:
    """Drawn from the bank on 5 November, decided in a week, sent on the 12th; most schools have confirmed."""
    cycle = MonitoringCycle.objects.with_terms().get(municipality=district.municipality, school_year=year)
    days = Days(district, cycle.stage(StageKind.EVALUATION).last_day + timedelta(days=4))
    by, begun = district.methodologist, days.moment(0, 10)
    take_sample(municipality=district.municipality, methodology=cycle.methodology, by=by, at=begun)
    draw_recommendations(cycle=cycle, by=by, at=begun + timedelta(minutes=20))
    _decide(cycle, days)
    _advise_alone(cycle, days)
    # Letters of a made-up district are kept as sent, and nobody is written to.
    _, _, letters = hand_out(cycle=cycle, by=by, at=days.moment(7, 11))
    mark(letters, {})
    _confirm(cycle, district, days)
    return cycle


def _decide(cycle: MonitoringCycle, days: Days) -> None:
    """One in the methodologist's own words, one dropped; one still to be decided, the rest accepted."""
    by = days.district.methodologist
    drawn = list(Recommendation.objects.of(cycle).order_by("addressee", "position", "pk"))
    to_schools = [row for row in drawn if row.addressee == Addressee.SCHOOL]
    if len(to_schools) >= 3:
        own, other = to_schools[0], to_schools[1]
        words = Words(f"{CHANGED}{own.action}", own.helper, own.target, own.due + timedelta(days=14))
        change(recommendation=own, words=words, version=own.version, by=by, at=days.moment(1, 12))
        drop(recommendation=other, reason=DONE, by=by, at=days.moment(1, 12, 10))
    _drop_repeated(drawn, days)
    left = [row.pk for row in drawn if row.state == AdviceState.PROPOSED and row not in to_schools[-1:]]
    accept_all(cycle=cycle, ids=left, by=by, at=days.moment(3, 16))


def _drop_repeated(drawn: list[Recommendation], days: Days) -> None:
    """What the bank says to heads of a group, where another target group is told more, or the schools are few."""
    groups = [row for row in drawn if row.addressee == Addressee.GROUP and row.code]
    told = {row.code for row in groups if row.audience != Audience.HEADS}
    for row in groups:
        if row.audience == Audience.HEADS and (row.code in told or row.grounds["missed"] < FEW):
            reason = REPEATS if row.code in told else "Школ немного: каждой дана своя рекомендация"
            drop(recommendation=row, reason=reason, by=days.district.methodologist, at=days.moment(2, 11))


def _advise_alone(cycle: MonitoringCycle, days: Days) -> None:
    """To two schools with a basic level, without a rule of the bank."""
    maps = ExpertMap.objects.of(cycle).filter(school__has_ooo=True).in_natural_order()[:2]
    add_own(
        cycle=cycle,
        advice=OwnAdvice(
            map_ids=frozenset(row.pk for row in maps),
            audience=Audience.DEPUTIES.value,
            code="",
            observed="По итогам бесед с руководителями: родители 8–9 классов мало знают о колледжах района",
            words=Words(OWN, cycle.municipality.methodical_centre, "Собрание проведено", days.first.replace(day=28)),
        ),
        by=days.district.methodologist,
        at=days.moment(4, 10),
    )


def _confirm(cycle: MonitoringCycle, district: District, days: Days) -> None:
    heads = {demo.school.pk: demo.head for demo in district.schools}
    maps = ExpertMap.objects.with_context().filter(cycle=cycle).in_natural_order()
    for place, expert_map in enumerate(maps, start=1):
        if place % UNREAD_EVERY:
            at = days.moment(8 + place % 6, 9 + place % 8, place % 60)
            confirm_receipt(expert_map=expert_map, by=heads[expert_map.school_id], at=at)
