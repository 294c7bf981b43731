"""What does a district's year come to? Every figure the documents say, counted from the schools' own points."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from reports.tests.readback.act import BANDS, MAXIMUM, RULES, Criterion, Rule
from reports.tests.readback.points import School, missing_people
from reports.tests.readback.raw import KINDS, RawYear, raw_year
from reports.tests.readback.saying import year as year_title


@dataclass(frozen=True)
class Reached:
    """Of the schools that can have an indicator: how many reached it, who did not, and the people of all together."""

    rule: Rule
    schools: tuple[School, ...]

    @property
    def able(self) -> int:
        return len(self.schools)

    @property
    def reached(self) -> int:
        return self.able - len(self.missed)

    @cached_property
    def missed(self) -> tuple[School, ...]:
        return tuple(school for school in self.schools if not school.final[self.rule.code])

    @property
    def share(self) -> Fraction | None:
        return Fraction(100 * self.reached, self.able) if self.schools else None

    @cached_property
    def people(self) -> tuple[int, int] | None:
        if self.rule.threshold is None:
            return None
        pairs = [school.verified_people(self.rule) for school in self.schools]
        return sum(numerator for numerator, _ in pairs), sum(denominator for _, denominator in pairs)

    def missing(self, school: School) -> int:
        return missing_people(self.rule, *school.verified_people(self.rule)) if self.rule.threshold else 0


class Year:
    """One cycle of one district, and the approved one before it, if there is one."""

    def __init__(self, raw: RawYear, before: Year | None = None) -> None:
        self.raw, self.before = raw, before
        self.schools = [School(row) for row in raw.maps]

    @property
    def title(self) -> str:
        return year_title(self.raw.school_year)

    @property
    def approved(self) -> bool:
        return self.raw.approved

    @cached_property
    def known(self) -> list[School]:
        return [school for school in self.schools if school.has_result]

    @cached_property
    def mean(self) -> Fraction | None:
        return mean([school.share for school in self.known])

    @cached_property
    def median(self) -> Fraction | None:
        shares = sorted(school.share for school in self.known)
        if not shares:
            return None
        middle = len(shares) // 2
        return shares[middle] if len(shares) % 2 else (shares[middle - 1] + shares[middle]) / 2

    def group(self, key: str) -> list[School]:
        return [school for school in self.schools if school.group == key]

    @property
    def groups(self) -> list[str]:
        """Three degrees; those being checked, if any; those without a map, always."""
        checking = ["checking"] if self.group("checking") else []
        return [*(key for key, *_ in BANDS), *checking, "absent"]

    @cached_property
    def indicators(self) -> list[Reached]:
        return [
            Reached(rule, tuple(school for school in self.known if school.applies(rule))) for rule in RULES.values()
        ]

    @cached_property
    def by_code(self) -> dict[str, Reached]:
        return {line.rule.code: line for line in self.indicators}

    def share_before(self, code: str) -> Fraction | None:
        return self.before.by_code[code].share if self.before else None

    def change(self, code: str) -> Fraction | None:
        now, then = self.by_code[code].share, self.share_before(code)
        return None if now is None or then is None else now - then

    @property
    def deficits(self) -> list[Reached]:
        """The rarest first."""
        return sorted(self.below_half, key=lambda line: line.share or 0)

    @property
    def below_half(self) -> list[Reached]:
        return [line for line in self.indicators if line.share is not None and line.share < 50]

    # --- criteria -------------------------------------------------------------------------------

    def points(self, criterion: Criterion, stage: str) -> int:
        return sum(getattr(school, stage)[code] for school in self.known for code in criterion.codes)

    def possible(self, criterion: Criterion) -> int:
        """Strictly by Annex 1 every school has the whole criterion in its maximum."""
        return len(criterion.codes) * len(self.known)

    def criterion_share(self, criterion: Criterion, stage: str = "final") -> Fraction | None:
        possible = self.possible(criterion)
        return Fraction(100 * self.points(criterion, stage), possible) if possible else None

    def criterion_change(self, criterion: Criterion) -> Fraction | None:
        now, then = self.criterion_share(criterion), self.before.criterion_share(criterion) if self.before else None
        return None if now is None or then is None else now - then

    # --- self-assessment and verification -------------------------------------------------------

    @cached_property
    def moves(self) -> dict[str, Counter[str]]:
        """By code: how many answers verification lowered and raised."""
        found: dict[str, Counter[str]] = {}
        for code in RULES:
            steps = [school.verified[code] - school.claimed[code] for school in self.known]
            found[code] = Counter("lowered" if step < 0 else "raised" for step in steps if step)
        return found

    @property
    def lowered(self) -> int:
        return sum(move["lowered"] for move in self.moves.values())

    @property
    def raised(self) -> int:
        return sum(move["raised"] for move in self.moves.values())

    @property
    def often_changed(self) -> list[tuple[Rule, Counter[str]]]:
        """Most often first, else in the order of the act."""
        changed = [(RULES[code], move) for code, move in self.moves.items() if move]
        return sorted(changed, key=lambda pair: -pair[1].total())

    @property
    def evaluated(self) -> int:
        return sum(school.final[code] != school.verified[code] for school in self.known for code in RULES)

    @property
    def judged(self) -> int:
        """Answers that could be judged at all."""
        return sum(line.able for line in self.indicators)

    @property
    def changed_share(self) -> Fraction:
        return Fraction(100 * (self.lowered + self.raised), self.judged)

    @property
    def sums(self) -> tuple[int, int, int]:
        claimed, verified, final = zip(*(school.sums for school in self.known), strict=True)
        return sum(claimed), sum(verified), sum(final)

    @property
    def sum_changed(self) -> list[School]:
        return [school for school in self.known if school.sums[0] != school.sums[1]]

    # --- ОО-1 -----------------------------------------------------------------------------------

    @property
    def compared(self) -> list[School]:
        return [school for school in self.known if self.differences(school)]

    @property
    def off_form(self) -> list[School]:
        return [school for school in self.known if any(far for _, _, _, far in self.differences(school))]

    def differences(self, school: School) -> list[tuple[Rule, int, int, bool]]:
        """By denominator: what was verified, what the form says, and whether more than 2 people and 5 % lie between."""
        found = []
        for rule in RULES.values():
            form = school.raw.new_form if rule.of_new_form else school.raw.past_form
            figure = form.get(rule.form_field) if rule.form_field else None
            if rule.owns_denominator and school.applies(rule) and figure is not None:
                said = school.verified_people(rule)[1]
                far = abs(said - figure) > 2 and Fraction(abs(said - figure)) > Fraction(figure * 5, 100)
                found.append((rule, said, figure, far))
        return found

    # --- terms and kinds ------------------------------------------------------------------------

    @property
    def signed(self) -> list[School]:
        return [school for school in self.schools if school.standing != "absent"]

    def signed_on(self, school: School) -> date | None:
        return school.raw.signed.astimezone(self.raw.zone).date() if school.raw.signed else None

    @property
    def in_time(self) -> list[School]:
        last_day = self.raw.last_days["self_assessment"]
        return [school for school in self.signed if (day := self.signed_on(school)) and day <= last_day]

    @property
    def kinds(self) -> list[tuple[str, list[School]]]:
        """Kinds in the register's order; then town and village, where there are both."""
        found = [(KINDS[kind], [s for s in self.schools if s.raw.kind == kind]) for kind in KINDS]
        rural = [school for school in self.schools if school.raw.is_rural]
        if rural and len(rural) < len(self.schools):
            town = [school for school in self.schools if not school.raw.is_rural]
            found += [("городские школы", town), ("сельские школы", rural)]
        return [(title, schools) for title, schools in found if schools]

    @property
    def out_of_reach(self) -> list[School]:
        """Schools that could not leave the lowest degree with every point their levels allow."""
        middle = next(limit for key, _, limit, *_ in BANDS if key == "medium")
        able = [(school, sum(map(school.applies, RULES.values()))) for school in self.known]
        return [school for school, most in able if 100 * most < middle * MAXIMUM]


def mean(shares: list[Fraction]) -> Fraction | None:
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def read_years(cycle_ids: list[int]) -> list[Year]:
    """Oldest first; only an approved year is compared with."""
    years: list[Year] = []
    for raw in sorted(map(raw_year, cycle_ids), key=lambda raw: raw.school_year):
        before = [year for year in years if year.approved]
        years.append(Year(raw, before[-1] if before else None))
    return years
