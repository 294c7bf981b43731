"""What did the schools answer, and what was decided of it? Rows as they lie in the tables: no stored sum is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Verdict
from schools.models import ReferenceFigures

PLACE = ("name", "department", "methodical_centre", "act", "time_zone", "address", "phone", "email")
ANSWER = ("expert_map_id", "code", "numerator", "denominator", "fact", "parts", "final_points", "final_reason", "note")
VERDICT = ("answer__expert_map_id", "answer__code", "numerator", "denominator", "fact", "points", "reason", "kind")
KINDS = {"secondary": "СОШ", "gymnasium": "гимназия", "lyceum": "лицей", "basic": "ООШ", "primary": "НОШ"}
LEVELS = ("noo", "ooo", "soo")


@dataclass(frozen=True)
class Said:
    """What a school answered, or what a reviewer put in its place; `points` are a reviewer's bare ones."""

    numerator: int | None = None
    denominator: int | None = None
    fact: bool | None = None
    parts: dict[str, bool] = field(default_factory=dict)
    points: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class RawMap:
    """One school's year. `given` are final points the commission put in place of the verified ones.

    `notes` are the school's words for the reviewer, `judged` the kinds of the verdicts in force.
    """

    pk: int
    school: int
    name: str
    full_name: str
    kind: str
    levels: frozenset[str]
    is_rural: bool
    state: str
    signed: datetime | None
    answers: dict[str, Said]
    corrections: dict[str, Said]
    given: dict[str, tuple[int, str]]
    past_form: dict[str, int | None]
    new_form: dict[str, int | None]
    notes: dict[str, str]
    judged: dict[str, str]

    @property
    def kind_title(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class RawYear:
    """`last_days` by stage; `protocol` is its number and day, of an approved year."""

    pk: int
    school_year: int
    approved: bool
    protocol: tuple[str, date | None]
    last_days: dict[str, date]
    municipality: dict[str, str]
    zone: ZoneInfo
    maps: list[RawMap]


def raw_year(cycle_id: int) -> RawYear:
    cycle = MonitoringCycle.objects.values().get(pk=cycle_id)
    stages = MonitoringCycle.objects.filter(pk=cycle_id).values_list("stages__kind", "stages__last_day")
    place = MonitoringCycle.objects.values(*(f"municipality__{name}" for name in PLACE)).get(pk=cycle_id)
    return RawYear(
        pk=cycle_id,
        school_year=cycle["school_year"],
        approved=cycle["state"] == "approved",
        protocol=(cycle["protocol_number"], cycle["protocol_date"]),
        last_days=dict(stages),
        municipality={name.removeprefix("municipality__"): value for name, value in place.items()},
        zone=ZoneInfo(place["municipality__time_zone"]),
        maps=_maps(cycle),
    )


def _maps(cycle: dict) -> list[RawMap]:
    answers, given, notes = _answers(cycle["id"])
    corrections, judged = _verdicts(cycle["id"])
    past, new = (_forms(cycle["municipality_id"], cycle["school_year"] + later) for later in (0, 1))
    columns = ("short_name", "name", "kind", "has_noo", "has_ooo", "has_soo", "is_rural")
    rows = ExpertMap.objects.filter(cycle=cycle["id"]).order_by("school__sort_key", "pk")
    return [
        RawMap(
            pk=row["pk"],
            school=row["school_id"],
            name=row["school__short_name"],
            full_name=row["school__name"],
            kind=row["school__kind"],
            levels=frozenset(level for level in LEVELS if row[f"school__has_{level}"]),
            is_rural=row["school__is_rural"],
            state=row["state"],
            signed=row["first_submitted_at"],
            answers=answers[row["pk"]],
            corrections=corrections[row["pk"]],
            given=given[row["pk"]],
            past_form=past.get(row["school_id"], {}),
            new_form=new.get(row["school_id"], {}),
            notes=notes[row["pk"]],
            judged=judged[row["pk"]],
        )
        for row in rows.values("pk", "school_id", "state", "first_submitted_at", *(f"school__{c}" for c in columns))
    ]


def _answers(
    cycle_id: int,
) -> tuple[dict[int, dict[str, Said]], dict[int, dict[str, tuple[int, str]]], dict[int, dict[str, str]]]:
    notes: dict[int, dict[str, str]] = defaultdict(dict)
    answers: dict[int, dict[str, Said]] = defaultdict(dict)
    given: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    for map_id, code, top, bottom, fact, parts, final, reason, note in IndicatorAnswer.objects.filter(
        expert_map__cycle=cycle_id
    ).values_list(*ANSWER):
        answers[map_id][code], notes[map_id][code] = Said(top, bottom, fact, parts), note.strip()
        if reason:
            given[map_id][code] = (final, reason)
    return answers, given, notes


def _verdicts(cycle_id: int) -> tuple[dict[int, dict[str, Said]], dict[int, dict[str, str]]]:
    """What was put in place of a claim, and the kind of every verdict in force."""
    found: dict[int, dict[str, Said]] = defaultdict(dict)
    kinds: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Verdict.objects.filter(answer__expert_map__cycle=cycle_id, superseded_at=None)
    for map_id, code, top, bottom, fact, points, reason, kind in rows.values_list(*VERDICT):
        kinds[map_id][code] = kind
        if kind == "corrected":
            found[map_id][code] = Said(top, bottom, fact, {}, points, reason)
    return found, kinds


def _forms(municipality_id: int, year: int) -> dict[int, dict[str, int | None]]:
    rows = ReferenceFigures.objects.filter(municipality=municipality_id, as_of=date(year, 9, 20))
    return {row["school_id"]: row for row in rows.values()}
