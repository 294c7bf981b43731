"""Of which rows are the warnings of some maps made? Each function is one query whatever the number of maps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from monitoring.models import Evidence, IndicatorAnswer, MonitoringCycle, Verdict
from monitoring.models.evidence import MARK_LENGTH
from monitoring.states import CLAIM_VISIBLE
from prepared import PreparedQuery
from schools.models import ReferenceFigures

Codes = Collection[str] | None


class ClaimRow(NamedTuple):
    """One answer, with nothing an ORM object would carry: a page of maps reads thousands."""

    id: int
    map_id: int
    code: str
    numerator: int | None
    denominator: int | None
    fact: bool | None
    parts: dict[str, bool]
    points: int | None
    note: str


def claim_row(answer: IndicatorAnswer) -> ClaimRow:
    """Of an answer at hand."""
    return ClaimRow._make(getattr(answer, field) for field in CLAIM_FIELDS)


CLAIM_FIELDS = ("pk", "expert_map_id", "code", "numerator", "denominator", "fact", "parts", "claimed_points", "note")


def claims_of(map_ids: Collection[int], codes: Codes = None) -> dict[int, dict[str, ClaimRow]]:
    """{map id: {code: claim}}, codes in the order of the rubric; of the named codes only, when any are named."""
    rows = IndicatorAnswer.objects.filter(expert_map_id__in=map_ids).order_by("expert_map_id", "position")
    if codes is not None:
        rows = rows.filter(code__in=codes)
    claims: dict[int, dict[str, ClaimRow]] = defaultdict(dict)
    for row in rows.values_list(*CLAIM_FIELDS):
        claims[row[1]][row[2]] = ClaimRow(*row)
    return claims


def past_shares(
    school_ids: Collection[int], cycle: MonitoringCycle, methodology_code: str, codes: Codes = None
) -> dict[tuple[int, str], tuple[int, int]]:
    """{(school id, code): (people, of)} as claimed a year before by a methodology of the same code."""
    rows = IndicatorAnswer.objects.filter(
        # Of the map, not of the answer: SQLite would walk through every answer of the municipality.
        expert_map__municipality_id=cycle.municipality_id,
        expert_map__school_id__in=school_ids,
        expert_map__cycle__school_year=cycle.school_year - 1,
        expert_map__state__in=CLAIM_VISIBLE,
        indicator__methodology__code=methodology_code,
        numerator__isnull=False,
        denominator__gt=0,
    ).order_by()
    if codes is not None:
        rows = rows.filter(code__in=codes)
    fields = ("expert_map__school_id", "code", "numerator", "denominator")
    return {(school, code): (people, of) for school, code, people, of in rows.values_list(*fields)}


class LinkRow(NamedTuple):
    """What is known of a link: `watch_id` is None where nobody watches it, the rest where nobody has looked."""

    watch_id: int | None
    seen_at: datetime | None
    at: datetime | None
    state: str | None
    error: str | None
    final_url: str | None
    is_changed: bool | None
    is_off_site: bool | None


class PieceRow(NamedTuple):
    answer_id: int
    title: str
    kind: str
    dated: date | None
    url: str
    sha256: str
    child_names: str
    people_found: int
    confirmed_at: datetime | None
    link: LinkRow

    @property
    def mark(self) -> str:
        """What tells the same file or page again: the hash of its bytes, or its address."""
        return self.sha256 or self.url


OWN_FIELDS = len(PieceRow._fields) - 1


def pieces_of(map_ids: Collection[int], codes: Codes = None) -> dict[int, list[PieceRow]]:
    """{answer id: pieces of evidence in use}."""
    rows = IndicatorAnswer.evidence.through.objects.filter(
        indicatoranswer__expert_map_id__in=map_ids, evidence__removed_at=None, evidence__replaced_at=None
    ).order_by("evidence__added_at", "evidence_id")
    if codes is not None:
        rows = rows.filter(indicatoranswer__code__in=codes)
    fields: tuple[str, ...] = PieceRow._fields[1:-1]
    known = ("at", "state", "error", "final_url", "is_changed", "is_off_site")
    fields += ("watch__id", "watch__seen_at", *(f"watch__last__{field}" for field in known))
    pieces: dict[int, list[PieceRow]] = defaultdict(list)
    for row in rows.values_list("indicatoranswer_id", *(f"evidence__{field}" for field in fields)):
        pieces[row[0]].append(PieceRow._make((*row[:OWN_FIELDS], LinkRow._make(row[OWN_FIELDS:]))))
    return pieces


def piece_row(answer_id: int, piece: Evidence) -> PieceRow:
    """Of a piece at hand, read with its watch and the last look."""
    watch = getattr(piece, "watch", None)
    last = watch.last if watch else None
    link = LinkRow(
        watch_id=watch.pk if watch else None,
        seen_at=watch.seen_at if watch else None,
        **{name: getattr(last, name, None) for name in LinkRow._fields[2:]},
    )
    return PieceRow._make([answer_id, *(getattr(piece, name) for name in PieceRow._fields[1:-1]), link])


class Use(NamedTuple):
    """A map that puts a file or page forward: which school's, of which year."""

    map_id: int
    school_id: int
    school: str
    year: int


def same_evidence(marks: Collection[str], municipality_id: int) -> Q:
    """Evidence in use in maps the head has signed: what lies in a draft is the school's own."""
    return _same(marks, {mark[:MARK_LENGTH] for mark in marks}, municipality_id)


def _same(marks: Collection[str], begun: Collection[str], municipality_id: int) -> Q:
    """`begun` is how the marks begin: an index knows it, and leaves few to compare whole."""
    same = (Q(sha256__in=marks) & ~Q(sha256="")) | (Q(url__in=marks) & ~Q(url=""))
    place = Q(municipality=municipality_id, mark__in=begun)
    return place & same & Q(removed_at=None, replaced_at=None, expert_map__state__in=CLAIM_VISIBLE)


def uses_of(marks: Collection[str], municipality_id: int) -> dict[str, list[Use]]:
    """{file hash or address: the signed maps that put it forward}, schools in natural order, years in turn."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for sha256, url, *use in _uses(marks, municipality_id):
        uses[sha256 or url].append(Use(*use))
    return uses


def _uses(marks: Collection[str], municipality_id: int) -> Iterable[tuple[Any, ...]]:
    if len(marks) > FEW:
        return _used(same_evidence(marks, municipality_id))
    # One of them said again fills up the number of marks the read was prepared for.
    filled = [*marks, *[next(iter(marks))] * (FEW - len(marks))]
    whole = {f"mark{number}": mark for number, mark in enumerate(filled)}
    begun = {f"begun{number}": mark[:MARK_LENGTH] for number, mark in enumerate(filled)}
    return USES_OF_FEW(municipality_id=municipality_id, **whole, **begun)


def _used(same: Q) -> QuerySet[Evidence, tuple[Any, ...]]:
    rows = Evidence.objects.filter(same)
    order = ("expert_map__school__sort_key", "expert_map__cycle__school_year", "pk")
    fields = (
        "expert_map_id",
        "expert_map__school_id",
        "expert_map__school__short_name",
        "expert_map__cycle__school_year",
    )
    return rows.order_by(*order).values_list("sha256", "url", *fields)


FEW = 6


def _uses_of_few(municipality_id: int, **marks: str) -> QuerySet[Evidence, tuple[Any, ...]]:
    whole, begun = ([marks[f"{name}{number}"] for number in range(FEW)] for name in ("mark", "begun"))
    return _used(_same(whole, begun, municipality_id))


USES_OF_FEW = PreparedQuery[tuple[Any, ...]](_uses_of_few)


def figures_of(school_ids: Collection[int], days: Collection[date]) -> dict[tuple[int, date], ReferenceFigures]:
    """ОО-1 of the schools as of the two days of the year."""
    rows = ReferenceFigures.objects.filter(school_id__in=school_ids, as_of__in=days).order_by()
    return {(row.school_id, row.as_of): row for row in rows}


class JudgedRow(NamedTuple):
    kind: str
    points: int | None


def verdicts_in_force(map_ids: Collection[int]) -> dict[tuple[int, str], JudgedRow]:
    """{(map id, code): the verdict in force}."""
    rows = Verdict.objects.current().filter(answer__expert_map_id__in=map_ids).order_by()
    fields = ("answer__expert_map_id", "answer__code", "kind", "points")
    return {(map_id, code): JudgedRow(kind, points) for map_id, code, kind, points in rows.values_list(*fields)}
