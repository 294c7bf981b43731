"""What must come of the raw answers? Reckoned from the text of the Порядок, with nothing taken from the product."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from config.tests.browser.year_data import RAISED, REPAIRED, RETURNED, SCHOOL_12, SCHOOLS, Answer, SchoolData

# Code: threshold of a share (None for a fact) and the levels of which a school needs one.
NOO, OOO, SOO = "noo", "ooo", "soo"
ANY, UPPER = (NOO, OOO, SOO), (OOO, SOO)
TABLE: dict[str, tuple[int | None, tuple[str, ...]]] = {
    "1.1": (30, (NOO,)), "1.2": (50, (OOO,)), "1.3": (70, (SOO,)), "1.4": (30, (OOO,)), "1.5": (50, (SOO,)),
    "1.6": (None, UPPER), "1.7": (20, UPPER), "1.8": (None, ANY), "2.1": (None, ANY), "2.2": (None, ANY),
    "3.1": (None, ANY), "3.2": (None, (SOO,)), "3.3": (None, ANY), "4.1": (20, ANY), "4.2": (20, ANY),
    "4.3": (None, ANY), "4.4": (None, (OOO,)), "5.1": (None, UPPER), "5.2": (None, ANY), "5.3": (20, ANY),
    "6.1": (None, UPPER), "6.2": (70, (OOO,)), "7.1": (70, (SOO,)),
}  # fmt: skip
CODES = tuple(TABLE)
MAXIMUM = 23
CRITERIA = {1: 8, 2: 2, 3: 3, 4: 4, 5: 3, 6: 2, 7: 1}
BANDS = (("высокая", 80), ("средняя", 60), ("низкая", 0))
ABSENT = "карта не представлена"


def applies(code: str, levels: tuple[str, ...]) -> bool:
    return any(level in levels for level in TABLE[code][1])


def points_of(code: str, answers: dict[str, Answer], levels: tuple[str, ...]) -> int:
    threshold, answer = TABLE[code][0], answers[code]
    if not applies(code, levels) or (code == "5.3" and answers["5.2"].fact is False):
        return 0
    if threshold is not None:
        assert answer.numerator is not None
        assert answer.denominator is not None
        return int(answer.denominator > 0 and 100 * answer.numerator >= threshold * answer.denominator)
    return int(all(answer.parts.values()) if answer.parts else bool(answer.fact))


@dataclass(frozen=True)
class Outcome:
    """One school's points by code: claimed, verified, final."""

    school: SchoolData
    answers: dict[str, Answer]
    claimed: dict[str, int]
    verified: dict[str, int]
    final: dict[str, int]

    @property
    def sums(self) -> tuple[int, int, int]:
        return sum(self.claimed.values()), sum(self.verified.values()), sum(self.final.values())

    @property
    def share(self) -> Fraction:
        return Fraction(100 * self.sums[2], MAXIMUM)

    @property
    def band(self) -> str:
        return next(title for title, share_from in BANDS if self.share >= share_from)

    @property
    def said(self) -> str:
        """Never written as the limit of a degree that was not reached."""
        return percent(self.share, below=min((limit for _, limit in BANDS if limit > self.share), default=None))

    def working(self, code: str) -> str:
        return working_of(code, self.answers, self.school.levels)

    def sign(self, code: str) -> str:
        """1, 0, or – where the school cannot have the indicator."""
        return str(self.final[code]) if self.final[code] or applies(code, self.school.levels) else "–"


def outcome_of(school: SchoolData) -> Outcome:
    assert school.answers is not None
    answers = school.answers | ({RETURNED: REPAIRED} if school is SCHOOL_12 else {})
    claimed = {code: points_of(code, answers, school.levels) for code in CODES}
    corrected = answers | {code: correction.answer for code, correction in school.corrections.items()}
    verified = claimed | {code: points_of(code, corrected, school.levels) for code in school.corrections}
    final = verified | ({RAISED: 1} if school is SCHOOL_12 else {})
    return Outcome(school, answers, claimed, verified, final)


OUTCOMES = {school.code: outcome_of(school) for school in SCHOOLS if school.answers is not None}


def percent(value: Fraction, *, below: int | None = None) -> str:
    """«57,8 %», halves up; more decimals rather than a limit that was not reached."""
    places = 1
    while True:
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = exact.quantize(Decimal(10) ** -places, ROUND_HALF_UP)
        if below is None or value >= below or rounded < below:
            return f"{rounded:.{places}f} %".replace(".", ",")
        places += 1


def working_of(code: str, answers: dict[str, Answer], levels: tuple[str, ...]) -> str:
    """How the working of a claim begins, in words."""
    threshold, answer, points = TABLE[code][0], answers[code], points_of(code, answers, levels)
    if not applies(code, levels):
        return "Не применимо: в школе нет"
    if code == "5.3" and answers["5.2"].fact is False:
        return "По показателю 5.2 ответ «Нет» — 0 баллов"
    if threshold is None:
        return ("Факт есть" if points else "Факта нет") + ("" if answer.parts else _points_words(points))
    assert answer.numerator is not None
    assert answer.denominator is not None
    if not answer.denominator:
        return "0 из 0: долю считать не от чего — 0 баллов"
    share = Fraction(100 * answer.numerator, answer.denominator)
    said = f"{answer.numerator} из {answer.denominator} = {percent(share, below=threshold)}"
    if points:
        return f"{said} ≥ {threshold} % — 1 балл"
    missing = -(-threshold * answer.denominator // 100) - answer.numerator
    return f"{said}, порог {threshold} % не достигнут, не хватает {missing} "


def _points_words(points: int) -> str:
    return " — 1 балл" if points else " — 0 баллов"


@dataclass(frozen=True)
class DistrictReckoning:
    """The figures of the district; every share is of what the act and the page say it is of."""

    schools: int
    represented: int
    mean: Fraction
    median: Fraction
    groups: dict[str, int]
    reached: dict[str, tuple[int, int]]  # code: schools with the point, schools that can have it
    criteria: dict[int, tuple[Fraction, Fraction, Fraction]]  # mean points, claimed and final per cent
    claimed: int
    verified: int
    final: int
    changed: int
    lowered: int
    raised: int
    judged: int


def reckon_district() -> DistrictReckoning:
    outcomes = list(OUTCOMES.values())
    shares = sorted(outcome.share for outcome in outcomes)
    middle = len(shares) // 2
    moves = [outcome.verified[code] - outcome.claimed[code] for outcome in outcomes for code in CODES]
    claimed, verified, final = (sum(outcome.sums[place] for outcome in outcomes) for place in range(3))
    titles = [outcome.band for outcome in outcomes]
    return DistrictReckoning(
        schools=len(SCHOOLS),
        represented=len(outcomes),
        mean=sum(shares, Fraction(0)) / len(shares),
        median=shares[middle] if len(shares) % 2 else (shares[middle - 1] + shares[middle]) / 2,
        groups={title: titles.count(title) for title, _ in BANDS} | {ABSENT: len(SCHOOLS) - len(outcomes)},
        reached={code: _reached(code, outcomes) for code in CODES},
        criteria={number: _criterion(number, outcomes) for number in CRITERIA},
        claimed=claimed,
        verified=verified,
        final=final,
        changed=sum(move != 0 for move in moves),
        lowered=sum(move < 0 for move in moves),
        raised=sum(move > 0 for move in moves),
        judged=sum(applies(code, outcome.school.levels) for outcome in outcomes for code in CODES),
    )


def _reached(code: str, outcomes: list[Outcome]) -> tuple[int, int]:
    able = [outcome for outcome in outcomes if applies(code, outcome.school.levels)]
    return sum(outcome.final[code] for outcome in able), len(able)


def _criterion(number: int, outcomes: list[Outcome]) -> tuple[Fraction, Fraction, Fraction]:
    own = [code for code in CODES if code.startswith(f"{number}.")]
    claimed = sum(outcome.claimed[code] for outcome in outcomes for code in own)
    final = sum(outcome.final[code] for outcome in outcomes for code in own)
    possible = CRITERIA[number] * len(outcomes)
    return Fraction(final, len(outcomes)), Fraction(100 * claimed, possible), Fraction(100 * final, possible)
