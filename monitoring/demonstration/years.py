"""How did the demonstration district's years go? Two complete ones, and the present one in the middle of stage 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from accounts.queries.staff import schools_of
from monitoring.demonstration.answers import invent_answers
from monitoring.demonstration.district import DemoSchool, District
from monitoring.demonstration.links import tell_looks
from monitoring.domain.cycle import STAGE_ORDER, default_terms, extend_filling, open_cycle
from monitoring.domain.division import Way, assign
from monitoring.domain.evaluation import approve_results, complete_evaluation, set_final
from monitoring.domain.even_spread import spread
from monitoring.domain.evidence import add_link
from monitoring.domain.expert_map import record_answer, record_answers
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, complete_verification, give_verdict, return_to_school
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import VerdictKind
from schools.models import ReferenceFigures
from scoring.engine.types import Policy
from scoring.models import Methodology
from scoring.queries.rubric import rubric

CORRECTED, RETURNED = 0.07, 0.02
LATE_EVERY, ABSENT_EVERY = 11, 23


@dataclass(slots=True)
class Story:
    """One year being told: who, by which rules, with which dice."""

    district: District
    plan: dict[str, Any]
    cycle: MonitoringCycle
    seed: int
    progress: float

    def dice(self, demo: DemoSchool, chapter: str) -> Random:
        return Random(f"{self.seed}:{self.cycle.school_year}:{demo.school.code}:{chapter}")  # noqa: S311 made-up data

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=self.district.municipality.zone)

    def map_of(self, demo: DemoSchool) -> ExpertMap:
        return ExpertMap.objects.with_context().get(cycle=self.cycle, school=demo.school)


def tell_past_year(
    district: District, plan: dict[str, Any], methodology: Methodology, year: int, *, seed: int, progress: float
) -> MonitoringCycle:
    """A complete year with its real dates: filled in September, verified by 15 October, approved on 31 October."""
    terms = default_terms(year)
    story = _open(district, plan, methodology, year, terms, opened=date(year + 1, 8, 25), seed=seed, progress=progress)
    control = terms[STAGE_ORDER[1]]
    for place, demo in enumerate(district.schools, start=1):
        if place % ABSENT_EVERY == 0 and progress == 0:
            continue
        _fill_and_sign(story, demo, late=place % LATE_EVERY == 0)
        _verify(story, demo, place, control)
        _evaluate(story, demo, control + timedelta(days=5 + place % 8))
    approve_results(
        cycle=story.cycle,
        protocol_number=str(year % 10 + 1),
        protocol_date=terms[STAGE_ORDER[2]] - timedelta(days=1),
        by=district.coordinator,
        at=story.moment(terms[STAGE_ORDER[2]] - timedelta(days=1), 16),
    )
    return story.cycle


def tell_present_year(
    district: District,
    plan: dict[str, Any],
    methodology: Methodology,
    year: int,
    *,
    today: date,
    seed: int,
    progress: float,
) -> MonitoringCycle:
    """Stage 1 half way: twelve days left, a fifth has signed, half is filling, the rest has not begun."""
    last_days = [today + timedelta(days=days) for days in (12, 27, 44)]
    story = _open(
        district,
        plan,
        methodology,
        year,
        dict(zip(STAGE_ORDER, last_days, strict=True)),
        opened=today - timedelta(days=16),
        seed=seed,
        progress=progress,
    )
    for place, demo in enumerate(district.schools, start=1):
        if demo.head.email == "head@example.org":
            _fill_some(story, demo, share=0.83, day=today - timedelta(days=1))
        elif place % 5 == 1:
            _fill_and_sign(story, demo, late=False, day=today - timedelta(days=1 + place % 7))
        elif place % 5 in {2, 3, 4}:
            _fill_some(story, demo, share=(place * 37 % 90 + 10) / 100, day=today - timedelta(days=1 + place % 9))
    tell_looks(story.cycle, seed=seed)
    _divide(story, today)
    return story.cycle


def _divide(story: Story, today: date) -> None:
    """The coordinator has given every map to a reviewer, evenly, before the first of them comes to be checked."""
    reviewers = {person.pk: person for person in story.district.reviewers}
    own = schools_of(story.district.reviewers)
    maps = ExpertMap.objects.of(story.cycle).in_natural_order().values_list("pk", "school_id")
    allowed = {pk: [person for person in reviewers if school not in own[person]] for pk, school in maps}
    given = spread(allowed, dict.fromkeys(reviewers, 0))
    pairs = {pk: reviewers[person] for pk, person in given.items()}
    at = story.moment(today - timedelta(days=10), 10)
    assign(cycle=story.cycle, reviewers=pairs, way=Way.EVENLY, by=story.district.coordinator, at=at)


def _open(
    district: District,
    plan: dict[str, Any],
    methodology: Methodology,
    year: int,
    terms: dict,
    *,
    opened: date,
    seed: int,
    progress: float,
) -> Story:
    at = datetime.combine(opened, time(9), tzinfo=district.municipality.zone)
    cycle = open_cycle(
        municipality=district.municipality,
        school_year=year,
        methodology=methodology,
        policy=Policy.STRICT,
        last_days=terms,
        by=district.coordinator,
        at=at,
    )
    cycle = MonitoringCycle.objects.with_terms().get(pk=cycle.pk)
    return Story(district, plan, cycle, seed, progress)


def _invented(story: Story, demo: DemoSchool, expert_map: ExpertMap) -> dict[str, dict[str, Any]]:
    figures = ReferenceFigures.objects.get(school=demo.school, as_of=story.cycle.past_reference_day)
    return invent_answers(
        demo,
        expert_map,
        rubric(story.cycle.methodology_id),
        figures,
        progress=story.progress,
        random=story.dice(demo, "answers"),
    )


def _fill_and_sign(story: Story, demo: DemoSchool, *, late: bool, day: date | None = None) -> None:
    expert_map = story.map_of(demo)
    dice = story.dice(demo, "signing")
    day = day or expert_map.fill_last_day - timedelta(days=dice.randint(0, 14))
    if late:
        _extend(story, expert_map)
        day = expert_map.fill_last_day + timedelta(days=2)
    at = story.moment(day, dice.randint(9, 21), dice.randint(0, 59))
    answers = _invented(story, demo, expert_map)
    record_answers(expert_map=expert_map, answers=answers, by=demo.head, at=at - timedelta(minutes=40))
    _add_evidence(story, demo, expert_map, at - timedelta(minutes=20), set(answers))
    submit(expert_map=story.map_of(demo), by=demo.head, at=at)


def _extend(story: Story, expert_map: ExpertMap) -> None:
    extend_filling(
        cycle=story.cycle,
        expert_map=expert_map,
        last_day=expert_map.fill_last_day + timedelta(days=3),
        reason="В школе не было связи: письмо директора.",
        by=story.district.coordinator,
        at=story.moment(expert_map.fill_last_day, 17),
    )


def _fill_some(story: Story, demo: DemoSchool, *, share: float, day: date) -> None:
    """The first indicators of the map, with links behind some of them."""
    expert_map = story.map_of(demo)
    answers = _invented(story, demo, expert_map)
    kept = dict(list(answers.items())[: max(1, round(len(answers) * share))])
    at = story.moment(day, 14, 32)
    record_answers(expert_map=expert_map, answers=kept, by=demo.head, at=at - timedelta(minutes=30))
    _add_evidence(story, demo, expert_map, at, set(list(kept)[: len(kept) * 3 // 4]))


def _add_evidence(story: Story, demo: DemoSchool, expert_map: ExpertMap, at: datetime, codes: set[str]) -> None:
    """A page of the school's site behind every point claimed."""
    dice = story.dice(demo, "evidence")
    for answer in expert_map.answers.filter(claimed_points__gt=0, code__in=codes):
        titles = story.plan["pages"][answer.code.split(".")[0]]
        place = dice.randrange(len(titles))
        held = date(story.cycle.school_year, 9, 1) + timedelta(days=dice.randint(10, 250))
        add_link(
            expert_map=expert_map,
            code=answer.code,
            title=f"{titles[place]}, {story.cycle.year_title}",
            url=f"{demo.school.site}prof/{story.cycle.school_year}/{answer.code.replace('.', '-')}-{place + 1}",
            dated=held,
            by=demo.head,
            at=at,
        )


def _verify(story: Story, demo: DemoSchool, place: int, control: date) -> None:
    """Most answers accepted, some corrected with a reason; now and then one returned and answered."""
    reviewer = story.district.reviewers[place % len(story.district.reviewers)]
    at = story.moment(control - timedelta(days=3 + place % 8), 10, place % 60)
    dice = story.dice(demo, "verdicts")
    returned = _judge_all(story, demo, reviewer, at, dice)
    if returned:
        return_to_school(expert_map=story.map_of(demo), last_day=control - timedelta(days=1), by=reviewer, at=at)
        _answer_return(story, demo, returned, at + timedelta(days=1))
        for code in returned:
            give_verdict(
                expert_map=story.map_of(demo),
                code=code,
                finding=Finding(VerdictKind.ACCEPTED),
                seen_verdict=None,
                by=reviewer,
                at=at + timedelta(days=1, hours=3),
            )
    complete_verification(expert_map=story.map_of(demo), by=reviewer, at=at + timedelta(days=1, hours=4))


def _judge_all(story: Story, demo: DemoSchool, reviewer, at: datetime, dice: Random) -> list[str]:
    expert_map = story.map_of(demo)
    returned = []
    for answer in expert_map.answers.order_by("position"):
        finding = _finding(story, answer, dice)
        if finding.kind == VerdictKind.RETURNED:
            returned.append(answer.code)
        give_verdict(expert_map=expert_map, code=answer.code, finding=finding, seen_verdict=None, by=reviewer, at=at)
    return returned


def _finding(story: Story, answer, dice: Random) -> Finding:
    reasons = story.plan["reasons"]
    roll = dice.random()
    if not answer.claimed_points or roll > CORRECTED:
        return Finding(VerdictKind.ACCEPTED)
    if roll < RETURNED and answer.fact:
        return Finding(VerdictKind.RETURNED, reason=dice.choice(reasons["returned"]))
    if answer.numerator is None:
        return Finding(VerdictKind.CORRECTED, reason=dice.choice(reasons["corrected_fact"]), points=0)
    fewer = answer.numerator * 3 // 5
    return Finding(
        VerdictKind.CORRECTED,
        reason=dice.choice(reasons["corrected_share"]),
        numerator=fewer,
        denominator=answer.denominator,
    )


def _answer_return(story: Story, demo: DemoSchool, codes: list[str], at: datetime) -> None:
    for code in codes:
        expert_map = story.map_of(demo)
        version = expert_map.answers.get(code=code).version
        record_answer(
            expert_map=expert_map,
            code=code,
            values={"note": "Ссылка исправлена, отчёт размещён на сайте."},
            version=version,
            by=demo.head,
            at=at,
        )
    submit(expert_map=story.map_of(demo), by=demo.head, at=at + timedelta(hours=1))


def _evaluate(story: Story, demo: DemoSchool, day: date) -> None:
    """Final points are the verified ones, but for a rare answer the commission gives back with a reason."""
    expert_map, dice = story.map_of(demo), story.dice(demo, "final")
    at = story.moment(day, 15)
    lowered = expert_map.answers.filter(claimed_points=1, verified_points=0).first()
    if lowered is not None and dice.random() < 0.25:
        set_final(
            expert_map=expert_map,
            code=lowered.code,
            points=1,
            reason=story.plan["reasons"]["final"][0],
            by=story.district.methodologist,
            at=at,
        )
    complete_evaluation(expert_map=story.map_of(demo), by=story.district.methodologist, at=at)
