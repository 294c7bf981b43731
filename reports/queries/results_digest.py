"""Are the results still those a document was made from? One digest a school, one of the whole year.

Of results, not of words: what was answered, counted, corrected and why, whether it is approved, and which
recommendations were sent. The same document made from the same digest says the same; a changed letterhead or sentence
of ours does not change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from improvement.queries.editions import in_force_of
from monitoring.models import MonitoringCycle
from monitoring.models.submission import digest_of
from monitoring.states import MapState
from reports.queries.advice_rows import advice_versions
from reports.queries.cycle_rows import AnswerRow, Correction, MapRow, answers_of, corrections_of, maps_of

ADVICE, STATEMENT = "advice", "statement"  # kinds of documents


@dataclass(frozen=True, slots=True)
class ResultsDigest:
    """SHA-256 in hexadecimal, by school and of all together."""

    of_cycle: str
    of_schools: Mapping[int, str]
    of_advice: str
    has_decided: bool

    def of(self, school_id: int | None, kind: str = "") -> str:
        """Of one school's year, or of the whole; a school without a map has none.

        A document about recommendations stands on the decided ones, too: what is decided before anything is sent. So
        does the справка, from the first decided one on.
        """
        if school_id is not None:
            return self.of_schools.get(school_id, "")
        on_decided = kind == ADVICE or (kind == STATEMENT and self.has_decided)
        return self.of_advice if on_decided else self.of_cycle


def results_digest(cycle: MonitoringCycle) -> ResultsDigest:
    """4 queries, whatever the number of schools; 5 of an approved year."""
    of_schools = _of_schools(cycle)
    listed = [[str(school), digest] for school, digest in sorted(of_schools.items())]
    of_cycle = digest_of({**_terms(cycle), "schools": listed})
    decided = advice_versions(cycle)
    of_advice = digest_of({"results": of_cycle, "decided": decided})
    return ResultsDigest(of_cycle, of_schools, of_advice, bool(decided))


def digest_for(cycle: MonitoringCycle, school_id: int | None, kind: str = "") -> str:
    """The same digest of one subject, for the price of its own rows."""
    if school_id is None:
        return results_digest(cycle).of(None, kind)
    return _of_schools(cycle, school=school_id).get(school_id, "")


def _of_schools(cycle: MonitoringCycle, **narrowed: Any) -> dict[int, str]:
    answers, corrections = answers_of(cycle, **narrowed), corrections_of(cycle, **narrowed)
    terms, advice = _terms(cycle), in_force_of(cycle, **narrowed) if cycle.is_approved else {}
    return {
        row.school_id: digest_of(
            {
                **terms,
                **_sent(advice.get(row.id)),
                "map": _map(row, answers.get(row.id, {}), corrections.get(row.id, {})),
            }
        )
        for row in maps_of(cycle, **narrowed)
    }


def _sent(editions: list[int] | None) -> dict[str, Any]:
    """The recommendations the school's paper shows; nothing where none was sent."""
    return {"advice": editions} if editions else {}


# What a map says of its results; whose hands it is in and what the school is called are no results.
OF_MAP = ("school_id", "levels", "claimed", "verified", "final", "maximum", "first_submitted_at")


def _terms(cycle: MonitoringCycle) -> dict[str, Any]:
    day = cycle.protocol_date
    return {
        "year": cycle.school_year,
        "methodology": cycle.methodology_id,
        "policy": cycle.policy,
        "approved": cycle.is_approved,
        "protocol": [cycle.protocol_number, day.isoformat() if day else ""],
    }


def _map(row: MapRow, answers: Mapping[str, AnswerRow], corrections: Mapping[str, Correction]) -> dict[str, Any]:
    return {
        **{name: _plain(getattr(row, name)) for name in OF_MAP},
        "approved": row.state == MapState.APPROVED,
        "answers": [list(map(_plain, answer)) for _, answer in sorted(answers.items())],
        "corrections": [[code, *map(_plain, row)] for code, row in sorted(corrections.items())],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
