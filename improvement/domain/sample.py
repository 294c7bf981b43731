"""What does the sample set of recommendations hold, and how does a municipality begin with it?"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from improvement.domain.bank import RuleWords, check_words, columns, note, ship_rules
from improvement.models import AdviceRule
from improvement.permissions import check_can_keep_bank
from schools.models import Municipality
from scoring.models import Methodology

LISTS = ("kinds", "levels", "bands")


def sample_of(methodology_code: str, centre: str) -> dict[str, RuleWords]:
    """{name in the set: words} written for that methodology; empty where none is. `centre` is who helps."""
    return {entry["sample"]: _words(entry, centre) for entry in _entries(methodology_code)}


@transaction.atomic
def take_sample(*, municipality: Municipality, methodology: Methodology, by: User, at: datetime) -> list[AdviceRule]:
    """Adds what was never taken: rules changed or retired since stay so. Twice is once.

    An empty bank gets what the methodology itself advises, too.
    """
    check_can_keep_bank(by, municipality.pk)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    shipped = ship_rules(municipality=municipality, methodology=methodology, by=by, at=at)
    missing = missing_of_sample(municipality, methodology.code)
    for words in missing.values():
        check_words(words)
    rules = AdviceRule.objects.bulk_create(
        AdviceRule(municipality=municipality, methodology_code=methodology.code, sample=name, **columns(words))
        for name, words in missing.items()
    )
    if rules:
        note(municipality.pk, "advice.sampled", by, at, new={"rules": len(rules), "methodology": methodology.code})
    return [*shipped, *rules]


def missing_of_sample(municipality: Municipality, methodology_code: str) -> dict[str, RuleWords]:
    """What of the set was never taken (1 query)."""
    rules = AdviceRule.objects.of(municipality.pk, methodology_code).exclude(sample="")
    taken = set(rules.values_list("sample", flat=True))
    return {
        name: words
        for name, words in sample_of(methodology_code, municipality.methodical_centre).items()
        if name not in taken
    }


def _words(entry: dict[str, Any], centre: str) -> RuleWords:
    said = {name: value for name, value in entry.items() if name != "sample"}
    said |= {name: tuple(said[name]) for name in LISTS if name in said}
    return RuleWords(**said | {"helper": said.get("helper", "").replace("{centre}", centre)})


@cache
def _entries(methodology_code: str) -> list[dict[str, Any]]:
    folder = Path(settings.BASE_DIR) / "fixtures/advice"
    known = {path.stem: path for path in folder.glob("*.json")}
    path = known.get(methodology_code)
    return json.loads(path.read_text(encoding="utf-8")) if path else []
