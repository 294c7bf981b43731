"""What was found last of one indicator, in the words of who found it?"""

from __future__ import annotations

from typing import Protocol

from russian.plurals import POINTS, counted
from scoring.engine.score import NO_FACT


class Correction(Protocol):
    """What the reviewer put beside a claim: own numbers, an own fact or plain points, and why."""

    @property
    def numerator(self) -> int | None: ...
    @property
    def denominator(self) -> int | None: ...
    @property
    def fact(self) -> bool | None: ...
    @property
    def working(self) -> str: ...
    @property
    def reason(self) -> str: ...


def observed(
    working: str, *, verified: int | None, final: int | None, final_reason: str, correction: Correction | None
) -> str:
    """The fact a recommendation stands on, without its full stop. `working` is of the claim."""
    if final != verified and final_reason:
        return final_reason.removesuffix(".")
    if correction is None:
        said = _without_points(working)
        return "Ответ школы — «Нет»" if said == NO_FACT else said
    found = _without_points(correction.working) if has_own_finding(correction) else "Не подтверждено при проверке"
    return f"{found}. {correction.reason}".removesuffix(".")


def has_own_finding(correction: Correction) -> bool:
    """Whether the reviewer put own numbers or an own fact, not points alone."""
    return correction.denominator is not None or correction.fact is not None


def _without_points(working: str) -> str:
    return working.removesuffix(f" — {counted(0, POINTS)}")
