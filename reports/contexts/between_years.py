"""What may be compared between two years, and if not, why, in words?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from monitoring.models.cycle import POLICY_TITLES
from russian.numbers import NBSP
from scoring.engine.types import Policy
from scoring.queries.comparability import Family, Kin, Kind, Kinship, family_of
from scoring.queries.rubric import rubric as rubric_of

OTHER_METHODOLOGY = "результаты получены по другой методике"
NOT_ASKED = "в прежней версии такого показателя не было"


class Counted(Protocol):
    """A year, by what its results were counted."""

    @property
    def methodology_id(self) -> int: ...
    @property
    def policy(self) -> str: ...


class BetweenYears:
    """Knows the declarations of the versions the years were counted by; asks for them only when there are several."""

    def __init__(self, methodology_ids: Iterable[int], newest_id: int) -> None:
        """2 queries when the years were counted by several versions, none otherwise."""
        several = any(methodology_id != newest_id for methodology_id in methodology_ids)
        self._family: Family | None = family_of(newest_id) if several else None

    def kinship(self, newer: Counted, older: Counted) -> Kinship | None:
        """None for another methodology; ask only when the two differ."""
        return self._family.between(newer.methodology_id, older.methodology_id) if self._family else None

    def kin(self, code: str, newer: Counted, older: Counted) -> Kin | None:
        """What the indicator was in the older year; None when there was none like it."""
        if newer.methodology_id == older.methodology_id:
            return Kin(code, Kind.SAME, ())
        kinship = self.kinship(newer, older)
        return kinship.by_code.get(code) if kinship else None

    def indicator_cut(self, code: str, newer: Counted, older: Counted) -> str:
        """Why the shares of an indicator are not compared; empty when they are."""
        if newer.methodology_id == older.methodology_id:
            return ""
        kin = self.kin(code, newer, older)
        if kin is None:
            return NOT_ASKED if self.kinship(newer, older) else OTHER_METHODOLOGY
        if kin.kind == Kind.THRESHOLD:
            was = rubric_of(older.methodology_id).by_code[kin.code_before].threshold
            now = rubric_of(newer.methodology_id).by_code[code].threshold
            return f"порог был {was}{NBSP}%, стал {now}{NBSP}%"
        if kin.kind == Kind.MEANING:
            return "изменён смысл показателя: " + " ".join(kin.notes)
        return ""

    def sums_cut(self, newer: Counted, older: Counted) -> str:
        """Why means and degrees are not compared; empty when they are."""
        if newer.methodology_id != older.methodology_id:
            return self._methodology_cut(newer, older)
        if newer.policy != older.policy:
            return f"баллы учтены {POLICY_TITLES[Policy(newer.policy)]}, прежде — {POLICY_TITLES[Policy(older.policy)]}"
        return ""

    def _methodology_cut(self, newer: Counted, older: Counted) -> str:
        kinship = self.kinship(newer, older)
        if kinship is None:
            return OTHER_METHODOLOGY
        changed = sorted({code for code, kin in kinship.by_code.items() if not kin.is_same} | kinship.new, key=_natural)
        said = [f"изменены или добавлены показатели {', '.join(changed)}"] if changed else []
        if kinship.gone:
            said.append(f"исключены показатели {', '.join(sorted(kinship.gone, key=_natural))}")
        if _limits(newer) != _limits(older):
            said.append("изменены границы степеней")
        if newer.policy != older.policy:
            said.append("применимость учтена иначе")
        return "; ".join(said)


def _natural(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))


def _limits(year: Counted) -> set[tuple[str, int]]:
    return {(band.key, band.share_from) for band in rubric_of(year.methodology_id).bands}
