"""What does a school's map come to? Counted from its answers by the words of the Порядок, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reports.tests.readback.act import BANDS, CLASSES, LEVEL_TITLES, MAXIMUM, RULES, Rule
from reports.tests.readback.raw import RawMap, Said
from reports.tests.readback.saying import honest, of, points, whole, with_word

CHECKED = {"verified", "evaluated", "approved"}
NOT_SIGNED = {"filling", "not_submitted"}


@dataclass(frozen=True)
class School:
    """One school's year with everything that follows from its answers."""

    raw: RawMap

    @property
    def name(self) -> str:
        return self.raw.name

    @property
    def standing(self) -> str:
        if self.raw.state in CHECKED:
            return "result"
        return "absent" if self.raw.state in NOT_SIGNED else "checking"

    @property
    def has_result(self) -> bool:
        return self.standing == "result"

    def applies(self, rule: Rule) -> bool:
        return bool(rule.levels & self.raw.levels)

    @cached_property
    def claimed(self) -> dict[str, int]:
        return {code: self._points(rule, self.raw.answers[code]) for code, rule in RULES.items()}

    @cached_property
    def verified(self) -> dict[str, int]:
        return self.claimed | {code: self._judged(code, said) for code, said in self.raw.corrections.items()}

    @cached_property
    def final(self) -> dict[str, int]:
        return self.verified | {code: given for code, (given, _) in self.raw.given.items()}

    def _judged(self, code: str, said: Said) -> int:
        return said.points if said.denominator is None and said.fact is None else self._points(RULES[code], said)

    def _points(self, rule: Rule, said: Said) -> int:
        if not self.applies(rule) or self._is_zero_by_condition(rule):
            return 0
        if rule.parts:
            return int(all(said.parts.get(key) for key, level in rule.parts.items() if level in self.raw.levels))
        if rule.threshold is None:
            return int(bool(said.fact))
        numerator, denominator = self.people(rule, said)
        return int(bool(denominator) and 100 * (numerator or 0) >= rule.threshold * denominator)

    def _is_zero_by_condition(self, rule: Rule) -> bool:
        return rule.zero_unless is not None and self.raw.answers[rule.zero_unless].fact is False

    def people(self, rule: Rule, said: Said) -> tuple[int | None, int]:
        """The numerator as it was said; the denominator put together from the answers that own it."""
        own = [self.raw.answers[code].denominator or 0 for code in rule.owners if self.applies(RULES[code])]
        changed = said is not self.raw.answers[rule.code] and said.denominator is not None
        return said.numerator, said.denominator if changed and said.denominator is not None else sum(own)

    def verified_people(self, rule: Rule) -> tuple[int, int]:
        said = self.raw.corrections.get(rule.code)
        numerator, denominator = self.people(
            rule, said if said and said.denominator is not None else self.raw.answers[rule.code]
        )
        return numerator or 0, denominator

    @property
    def sums(self) -> tuple[int, int, int]:
        return sum(self.claimed.values()), sum(self.verified.values()), sum(self.final.values())

    @property
    def total(self) -> int:
        return self.sums[2]

    @property
    def share(self) -> Fraction:
        return Fraction(100 * self.total, MAXIMUM)

    @property
    def said_share(self) -> str:
        return honest(self.share, min((limit for _, _, limit, *_ in BANDS if limit > self.share), default=None))

    @property
    def group(self) -> str:
        """The degree by Annex 1's own table of points."""
        if not self.has_result:
            return self.standing
        return next(key for key, _, _, least, most in BANDS if least <= self.total <= most)

    def working(self, code: str) -> str:
        rule, answer = RULES[code], self.raw.answers[code]
        if not self.applies(rule):
            return f"Не применимо: в школе нет {classes(rule)} классов. По приложению 1 — 0 баллов"
        if self._is_zero_by_condition(rule):
            return f"По показателю {rule.zero_unless} ответ «Нет» — 0 баллов"
        if rule.parts:
            return self._parts(rule, answer)
        if rule.threshold is None:
            return f"Факт есть — {points(1)}" if answer.fact else f"Факта нет — {points(0)}"
        numerator, denominator = self.people(rule, answer)
        return share_working(rule, numerator or 0, denominator)

    def _parts(self, rule: Rule, answer: Said) -> str:
        own = [key for key, level in rule.parts.items() if level in self.raw.levels]
        lacking = [key for key in own if not answer.parts[key]]
        named = lacking or own
        where = ("на уровне " if len(named) == 1 else "на уровнях ") + ", ".join(LEVEL_TITLES[key] for key in named)
        return f"Факта нет {where} — {points(0)}" if lacking else f"Факт есть {where} — {points(1)}"

    def checked(self, code: str) -> str:
        """The reviewer's own working; empty where only points were put."""
        said = self.raw.corrections.get(code)
        if said is None or said.denominator is None:
            return ""
        return share_working(RULES[code], said.numerator or 0, said.denominator)


def share_working(rule: Rule, numerator: int, denominator: int) -> str:
    if not denominator:
        return f"{numerator} из 0: долю считать не от чего — {points(0)}"
    assert rule.threshold is not None
    share = honest(Fraction(100 * numerator, denominator), rule.threshold)
    said = f"{of(numerator, denominator)} = {share}"
    if 100 * numerator >= rule.threshold * denominator:
        return f"{said} ≥ {rule.threshold} % — {points(1)}"
    missing = missing_people(rule, numerator, denominator)
    return f"{said}, порог {rule.threshold} % не достигнут, не хватает {with_word(missing, *rule.unit)}"


def missing_people(rule: Rule, numerator: int, denominator: int) -> int:
    """The least number of people whose coming would reach the threshold, found by trying."""
    assert rule.threshold is not None
    missing = 0
    while 100 * (numerator + missing) < rule.threshold * denominator:
        missing += 1
    return missing


def classes(rule: Rule) -> str:
    """«5–11», «1–4 и 10–11»."""
    spans: list[list[int]] = []
    for first, last in (CLASSES[level] for level in ("noo", "ooo", "soo") if level in rule.levels):
        if spans and spans[-1][1] + 1 == first:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    return " и ".join(f"{whole(first)}–{whole(last)}" for first, last in spans)
