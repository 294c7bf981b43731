"""How do many schools that differ come about, with points counted plainly from their raw answers?"""

from __future__ import annotations

from random import Random
from typing import Any

from monitoring.models import ExpertMap, IndicatorAnswer
from reports.tests import expected
from reports.tests.year import copies

OWNERS = {"1.4": "1.2", "1.5": "1.3"}


def many_schools(expert_map: ExpertMap, count: int, *, seed: int) -> dict[int, dict[str, Any]]:
    """Copies of an evaluated map of a full school with answers of their own; raw answers by map.

    A stronger school answers better everywhere; about one claim in ten that earns nothing was claimed as earned.
    """
    random = Random(seed)  # noqa: S311  made-up schools, no secrets
    rows = copies(expert_map, count)
    raw = {row.pk: _answers(random) for row in rows}
    answers = list(IndicatorAnswer.objects.filter(expert_map__in=rows))
    for row in rows:
        points = expected.points(raw[row.pk], row.levels)
        row.final_points = row.verified_points = sum(value or 0 for value in points.values())
        of_map = [answer for answer in answers if answer.expert_map_id == row.pk]
        row.claimed_points = sum(_put(answer, raw[row.pk], points[answer.code], random) for answer in of_map)
    columns = ["numerator", "denominator", "fact", "parts", "claimed_points", "verified_points", "final_points"]
    IndicatorAnswer.objects.bulk_update([*answers], [*columns, "final_reason"])
    ExpertMap.objects.bulk_update(rows, ["claimed_points", "verified_points", "final_points"])
    return raw


def _answers(random: Random) -> dict[str, Any]:
    strength = random.uniform(0.2, 0.9)
    found: dict[str, Any] = {}
    for code in expected.CODES:
        if code in expected.THRESHOLDS:
            of = found[OWNERS[code]]["denominator"] if code in OWNERS else random.randint(20, 200)
            # 1.7 counts the pupils of 1.2 and 1.3 together.
            of = found["1.2"]["denominator"] + found["1.3"]["denominator"] if code == "1.7" else of
            near = expected.THRESHOLDS[code] / 100 * (0.4 + strength) + random.uniform(-0.1, 0.1)
            found[code] = {"numerator": min(of, max(0, round(near * of))), "denominator": of}
        else:
            found[code] = {"fact": random.random() < strength}
    if not found["5.2"]["fact"]:
        found["5.3"] = {"numerator": 0, "denominator": 0}
    found["3.1"] = {"parts": dict.fromkeys(("noo", "ooo", "soo"), found["3.1"]["fact"])}
    return found


def _put(answer: IndicatorAnswer, raw: dict[str, Any], points: int | None, random: Random) -> int:
    """Returns what was claimed."""
    said = raw[answer.code]
    answer.numerator, answer.denominator = said.get("numerator"), said.get("denominator")
    answer.fact, answer.parts, answer.final_reason = said.get("fact"), said.get("parts", {}), ""
    answer.final_points = answer.verified_points = points
    answer.claimed_points = points if points or random.random() > 0.1 else 1
    return answer.claimed_points or 0
