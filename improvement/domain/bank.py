"""How does the methodologist keep the bank? Recommendations drawn before keep the words they were drawn with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from improvement.errors import InvalidWords, StaleVersion
from improvement.models import AdviceRule
from improvement.permissions import check_can_keep_bank
from improvement.states import Addressee, Audience, Gap
from journal.domain import record
from schools.models import Municipality
from scoring.models import Methodology
from scoring.queries.rubric import rubric
from scoring.queries.rubric_tree import RubricIndicator

STALE = (
    "Пока вы правили, правило изменил другой человек. Ваш текст остался в полях, рядом — то, что сохранено. "
    "Сравните и сохраните ещё раз."
)
SHIPPED_TERM = (5, 31)  # the school year ends: whatever is done, the next self-assessment counts it
SHIPPED_GROUP = 5


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule says; a term is either days or a day of the year."""

    code: str
    action: str
    addressee: str = Addressee.SCHOOL.value
    audience: str = Audience.HEADS.value
    schools_from: int | None = None
    gap: str = Gap.ANY.value
    people: int | None = None
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    helper: str = ""
    target: str = ""
    term_days: int | None = None
    term_month: int | None = None
    term_day: int | None = None


@transaction.atomic
def ship_rules(*, municipality: Municipality, methodology: Methodology, by: User, at: datetime) -> list[AdviceRule]:
    """The bank a municipality begins with: what the methodology itself advises. A bank begun before is left alone."""
    check_can_keep_bank(by, municipality.pk)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    if AdviceRule.objects.of(municipality.pk, methodology.code).exists():
        return []
    words = [each for indicator in rubric(methodology.pk).indicators for each in _shipped(indicator, municipality)]
    rules = AdviceRule.objects.bulk_create(
        AdviceRule(municipality=municipality, methodology_code=methodology.code, is_shipped=True, **columns(each))
        for each in words
    )
    note(municipality.pk, "advice.shipped", by, at, new={"rules": len(rules), "methodology": methodology.code})
    return rules


def _shipped(indicator: RubricIndicator, municipality: Municipality) -> Iterable[RuleWords]:
    if not indicator.recommendation:
        return
    month, day = SHIPPED_TERM
    common: dict[str, Any] = {
        "code": indicator.code,
        "helper": municipality.methodical_centre,
        "term_month": month,
        "term_day": day,
    }
    yield RuleWords(action=indicator.recommendation, **common)
    yield RuleWords(
        action=f"{indicator.recommendation} Школам группы следует обменяться опытом с теми, кто показатель выполнил.",
        addressee=Addressee.GROUP.value,
        schools_from=SHIPPED_GROUP,
        **common,
    )


def columns(words: RuleWords) -> dict[str, Any]:
    return asdict(words) | {name: list(getattr(words, name)) for name in ("kinds", "levels", "bands")}


@transaction.atomic
def add_rule(
    *, municipality: Municipality, methodology_code: str, words: RuleWords, by: User, at: datetime
) -> AdviceRule:
    """Raises InvalidWords with its field."""
    check_can_keep_bank(by, municipality.pk)
    check_words(words)
    rule = AdviceRule.objects.create(municipality=municipality, methodology_code=methodology_code, **columns(words))
    note(municipality.pk, "advice.added", by, at, target=rule.code, new=columns(words))
    return rule


@transaction.atomic
def change_rule(*, rule: AdviceRule, words: RuleWords, version: int, by: User, at: datetime) -> AdviceRule:
    """From the next drawing on. Raises InvalidWords, and StaleVersion when another version stands by now."""
    row = _locked(rule, by)
    check_words(words)
    old, new = summary(row), columns(words)
    if old == new:
        return row
    if row.version != version:
        raise StaleVersion(STALE)
    for name, value in new.items():
        setattr(row, name, value)
    row.version, row.is_shipped = row.version + 1, False
    row.save()
    changed = {name for name in new if old[name] != new[name]}
    note(
        row.municipality_id,
        "advice.changed",
        by,
        at,
        target=row.code,
        old={name: old[name] for name in sorted(changed)},
        new={name: new[name] for name in sorted(changed)},
    )
    return row


@transaction.atomic
def retire_rule(*, rule: AdviceRule, by: User, at: datetime) -> AdviceRule:
    """Draws nothing more; the row stays and can come back. Twice is once."""
    row = _locked(rule, by)
    if row.is_active:
        row.retired_at = at
        row.save(update_fields=["retired_at"])
        note(row.municipality_id, "advice.retired", by, at, target=row.code, old=summary(row))
    return row


@transaction.atomic
def restore_rule(*, rule: AdviceRule, by: User, at: datetime) -> AdviceRule:
    row = _locked(rule, by)
    if not row.is_active:
        row.retired_at = None
        row.save(update_fields=["retired_at"])
        note(row.municipality_id, "advice.restored", by, at, target=row.code, new=summary(row))
    return row


def check_words(words: RuleWords) -> None:
    """What a form cannot know field by field: which numbers go together."""
    if not words.action.strip():
        raise InvalidWords("Напишите, что сделать: так это прочитает школа.", field="action")
    if words.audience == Audience.CENTRE and words.addressee != Addressee.GROUP:
        raise InvalidWords("Методическому центру даются рекомендации о группе школ.", field="audience")
    if not words.code and words.gap != Gap.ANY:
        raise InvalidWords("Для итога в целом условие одно: «Показатель не выполнен» не уточняется.", field="gap")
    if (words.gap in {Gap.NEAR, Gap.FAR}) != (words.people is not None):
        raise InvalidWords("Укажите, сколько людей — «немногие», для условий о нехватке людей.", field="people")
    if (words.addressee == Addressee.GROUP) != (words.schools_from is not None):
        raise InvalidWords("Укажите, с какого числа школ рекомендация даётся группе.", field="schools_from")
    if (words.term_days is None) == (words.term_month is None):
        raise InvalidWords("Укажите срок: число дней или день и месяц, что-то одно.", field="term_days")


def summary(rule: AdviceRule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in RuleWords.__slots__}


def _locked(rule: AdviceRule, by: User) -> AdviceRule:
    check_can_keep_bank(by, rule.municipality_id)
    return AdviceRule.objects.select_for_update().get(pk=rule.pk)


def note(municipality_id: int, action: str, by: User, at: datetime, **what: Any) -> None:
    Municipality.objects.select_for_update().get(pk=municipality_id)  # the chain's own lock
    record(
        subject=f"municipality:{municipality_id}", municipality_id=municipality_id, action=action, by=by, at=at, **what
    )
