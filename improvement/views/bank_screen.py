"""How is the bank laid out: rule, its indicator, its term in words?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from improvement.domain.bank import RuleWords, columns
from improvement.forms.bank import WHOLE_RESULT
from improvement.models import AdviceRule
from russian.dates import MONTHS
from russian.numbers import NBSP
from russian.plurals import DAYS, counted
from scoring.models import Methodology
from scoring.queries.rubric import rubric

WHOLE = "Итог в целом"


@dataclass(frozen=True, slots=True)
class RuleLine:
    rule: AdviceRule
    title: str
    term: str


def indicator_titles(methodology: Methodology) -> dict[str, str]:
    """{code: short title} in the order of the rubric."""
    return {indicator.code: indicator.short_title for indicator in rubric(methodology.pk).indicators}


def title_in(titles: Mapping[str, str], code: str) -> str:
    """What a recommendation is about; without a code, the result as a whole."""
    return titles.get(code, "") if code else WHOLE


def lines_of(rules: Iterable[AdviceRule], titles: Mapping[str, str]) -> list[RuleLine]:
    return [RuleLine(rule, title_in(titles, rule.code), term_words(rule)) for rule in rules]


def term_words(rule: AdviceRule) -> str:
    """«30 дней», «до 31 мая»."""
    if rule.term_days is not None:
        return counted(rule.term_days, DAYS)
    return f"до {rule.term_day}{NBSP}{MONTHS[(rule.term_month or 1) - 1]}"


def options_of(titles: Mapping[str, str], kept: str = "") -> list[tuple[str, str]]:
    """Indicators to choose from; a code the methodology no longer has stays where it was chosen."""
    options = [*((code, f"{code} {title}") for code, title in titles.items()), WHOLE_RESULT]
    return options if not kept or kept in titles else [*options, (kept, kept)]


def sample_lines(sample: Mapping[str, RuleWords], methodology: Methodology) -> list[RuleLine]:
    """The set as it would stand in the bank; nothing is saved."""
    rules = [AdviceRule(methodology_code=methodology.code, **columns(words)) for words in sample.values()]
    return lines_of(rules, indicator_titles(methodology))
