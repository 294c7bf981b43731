"""What lies before the second reader? The claim and what it is compared with; not what the first one said.

Nothing here reads a verdict on the claim, and what the first reader made of other claims is left out too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitoring.domain.claims import judged_claims
from monitoring.domain.sheet import Sheet, read_sheet
from monitoring.domain.warnings import Caution, Judged, warnings_of
from monitoring.models import Evidence, IndicatorAnswer, SecondReading
from monitoring.queries.desk import answer_of_last_year, pieces_behind
from monitoring.reconciling import ReferenceGap
from monitoring.views.map_screen.facts import past_in_words
from monitoring.views.map_screen.working import rule_in_words
from scoring.engine.types import Outcome
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class BlindClaim:
    reading: SecondReading
    indicator: RubricIndicator
    answer: IndicatorAnswer
    outcome: Outcome
    judged: Judged | None
    past: str
    evidence: tuple[Evidence, ...]

    @property
    def rule(self) -> str:
        return rule_in_words(self.indicator)

    @property
    def warnings(self) -> tuple[Caution, ...]:
        return warnings_of(self.judged) if self.judged else ()

    @property
    def gap(self) -> ReferenceGap | None:
        if self.judged is None or self.judged.denominator is None or self.judged.reference is None:
            return None
        return ReferenceGap(self.judged.denominator, self.judged.reference)


def blind_claim_of(reading: SecondReading) -> BlindClaim:
    """Ten queries at most, whatever the map holds."""
    expert_map, code = reading.expert_map, reading.answer.code
    sheet = read_sheet(expert_map)
    return BlindClaim(
        reading=reading,
        indicator=sheet.indicator(code),
        answer=sheet.answers[code],
        outcome=sheet.claimed(code),
        judged=_as_claimed(judged_claims([expert_map], expert_map.cycle, only=code)[expert_map.pk].get(code)),
        past=_past(sheet, code),
        evidence=tuple(pieces_behind(expert_map, sheet.answers[code])),
    )


def _as_claimed(judged: Judged | None) -> Judged | None:
    """Without what the first reader made of the indicator this one hangs on."""
    if judged is None or judged.condition is None:
        return judged
    return replace(judged, condition=replace(judged.condition, corrected_points=None))


def _past(sheet: Sheet, code: str) -> str:
    return past_in_words(sheet.indicator(code), answer_of_last_year(sheet.expert_map, code, sheet.rubric.code))
