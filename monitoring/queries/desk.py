"""What does the desk of one claim read? Each function is one query, put together once (prepared/)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, ReviewReason, Stage, Submission, Verdict
from monitoring.queries.lookup import read_blind_by
from monitoring.states import CLAIM_VISIBLE, MapState, StageKind
from prepared import PreparedQuery
from schools.models import ReferenceFigures


def _maps(map_id: int, person: int) -> QuerySet[ExpertMap]:
    stages = Stage.objects.order_by().filter(cycle=OuterRef("cycle"), kind=StageKind.CONTROL)
    rounds = Submission.objects.filter(expert_map=OuterRef("pk")).order_by("-round")
    return (
        ExpertMap.objects.filter(pk=map_id)
        .select_related("school", "cycle", "municipality", "risk", "reviewer")
        .annotate(
            is_read_blind=read_blind_by(person, expert_map=OuterRef("pk")),
            last_day=Subquery(stages.values("last_day")),
            rounds=Subquery(rounds.values("round")[:1]),
        )
        .order_by()
    )


MAP = PreparedQuery[ExpertMap](_maps)


def map_on_desk(user: User, map_id: int) -> ExpertMap | None:
    """As `queries.lookup.maps_for` finds it, with stored warnings, whose hands it is in, `last_day` of the check and
    how many `rounds` it was signed."""
    found = MAP.first(map_id=map_id, person=user.pk)
    return found if found is not None and found.is_visible_to(user) else None


class Said(NamedTuple):
    """The verdict in force on one claim; no kind where there is none."""

    code: str
    kind: str | None
    points: int | None


STRIP = PreparedQuery[tuple](
    lambda map_id: (
        IndicatorAnswer.objects.filter(expert_map=map_id)
        .annotate(said=FilteredRelation("verdicts", condition=Q(verdicts__superseded_at=None)))
        .order_by("position")
        .values_list("code", "said__kind", "said__points")
    )
)


def verdicts_in_order(expert_map: ExpertMap) -> list[Said]:
    """Every claim in the order of the rubric with what was said of it."""
    return [Said(*row) for row in STRIP(map_id=expert_map.pk)]


SIGNED = PreparedQuery[tuple](
    lambda map_id: Submission.objects.filter(expert_map=map_id).order_by("-round").values_list("content", "round")[:2]
)


def last_two_signed(expert_map: ExpertMap) -> list[dict]:
    """What was signed last, and what before it; one of them while the map was never returned."""
    return [content for content, _ in SIGNED(map_id=expert_map.pk)]


ANSWERS = PreparedQuery[IndicatorAnswer](
    lambda map_id, code, other: IndicatorAnswer.objects.filter(
        Q(code=code) | Q(code=other), expert_map=map_id
    ).order_by("position")
)


def answers_to(expert_map: ExpertMap, code: str, other: str | None = None) -> dict[str, IndicatorAnswer]:
    """The answer to one indicator, and to another it hangs on."""
    return {row.code: row for row in ANSWERS(map_id=expert_map.pk, code=code, other=other or code)}


VERDICTS = PreparedQuery[Verdict](
    lambda answer_id: Verdict.objects.filter(answer=answer_id).select_related("given_by").order_by("-given_at", "-pk")
)


def verdicts_on_answer(answer: IndicatorAnswer) -> tuple[Verdict | None, list[Verdict]]:
    """The one in force, and the superseded ones, the latest first: what was asked before, and what came of it."""
    rows = VERDICTS(answer_id=answer.pk)
    current = next((row for row in rows if row.superseded_at is None), None)
    return current, [row for row in rows if row.superseded_at is not None]


PIECES = PreparedQuery[Evidence](
    lambda answer_id: (
        Evidence.objects.in_use()
        .filter(answers=answer_id)
        .select_related("replaces", "watch__last", "watch__seen_by")
        .order_by("added_at", "pk")
    )
)


def pieces_behind(expert_map: ExpertMap, answer: IndicatorAnswer) -> list[Evidence]:
    """The pieces behind one answer, as rows the desk can open."""
    rows = PIECES(answer_id=answer.pk)
    for row in rows:
        row.expert_map = expert_map
    return rows


PAST = PreparedQuery[IndicatorAnswer](
    lambda place, school, year, methodology, code: IndicatorAnswer.objects.filter(
        # Of the map, not of the answer: SQLite would walk through every answer of the municipality.
        expert_map__municipality=place,
        expert_map__school=school,
        expert_map__cycle__school_year=year,
        expert_map__state__in=CLAIM_VISIBLE,
        indicator__methodology__code=methodology,
        code=code,
    ).order_by()
)


def answer_of_last_year(expert_map: ExpertMap, code: str, methodology_code: str) -> IndicatorAnswer | None:
    """What the school signed a year before by a methodology of the same code; figures of other years do not count."""
    return PAST.first(
        place=expert_map.municipality_id,
        school=expert_map.school_id,
        year=expert_map.cycle.school_year - 1,
        methodology=methodology_code,
        code=code,
    )


FIGURES = PreparedQuery[ReferenceFigures](
    lambda school_id: ReferenceFigures.objects.filter(school=school_id).order_by()
)


def figures_beside(expert_map: ExpertMap) -> list[ReferenceFigures]:
    """ОО-1 of the school as of the two days of the year."""
    cycle = expert_map.cycle
    days = {cycle.past_reference_day, cycle.new_reference_day}
    return [row for row in FIGURES(school_id=expert_map.school_id) if row.as_of in days]


LAST_ON_MAP = PreparedQuery[Verdict](
    lambda person, map_id: (
        Verdict.objects.current()
        .filter(given_by=person, answer__expert_map=map_id, answer__expert_map__state=MapState.SUBMITTED)
        .select_related("answer__expert_map__school")
        .order_by("-given_at", "-pk")[:1]
    )
)
LAST_IN_ROW = PreparedQuery[Verdict](
    lambda person, cycle_id, code: (
        Verdict.objects.current()
        .filter(given_by=person, answer__expert_map__cycle=cycle_id, answer__code=code)
        .filter(answer__expert_map__state=MapState.SUBMITTED)
        .select_related("answer__expert_map__school")
        .order_by("-given_at", "-pk")[:1]
    )
)


def last_verdict(user: User, expert_map: ExpertMap, code: str = "") -> Verdict | None:
    """The person's latest verdict that can still be undone: of this map, or of this indicator in the map's cycle.

    Not asked where nothing can be undone any more: of a map that is not being checked, of an approved year.
    """
    if expert_map.cycle.is_approved if code else expert_map.state != MapState.SUBMITTED:
        return None
    if code:
        return LAST_IN_ROW.first(person=user.pk, cycle_id=expert_map.cycle_id, code=code)
    return LAST_ON_MAP.first(person=user.pk, map_id=expert_map.pk)


REASONS = PreparedQuery[ReviewReason](
    lambda place, code: (
        ReviewReason.objects.filter(Q(code="") | Q(code=code), municipality=place).active().order_by("position", "pk")
    )
)


def reasons_for(municipality_id: int, code: str) -> dict[str, list[ReviewReason]]:
    """{kind of verdict: reasons to choose from}: those of this indicator first, then those of any."""
    found: dict[str, list[ReviewReason]] = {kind: [] for kind in ReviewReason.Kind.values}
    for row in sorted(REASONS(place=municipality_id, code=code), key=lambda row: row.code == ""):
        found[row.kind].append(row)
    return found
