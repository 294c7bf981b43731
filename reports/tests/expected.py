"""What should come out? The rubric written down a second time, straight from the act, and counted plainly."""

from __future__ import annotations

THRESHOLDS = {
    "1.1": 30, "1.2": 50, "1.3": 70, "1.4": 30, "1.5": 50, "1.7": 20, "4.1": 20, "4.2": 20, "5.3": 20,
    "6.2": 70, "7.1": 70,
}  # fmt: skip
LEVELS = {
    "1.1": "noo", "1.2": "ooo", "1.3": "soo", "1.4": "ooo", "1.5": "soo", "1.6": "ooo soo", "1.7": "ooo soo",
    "3.2": "soo",
    "4.4": "ooo", "5.1": "ooo soo", "6.1": "ooo soo", "6.2": "ooo", "7.1": "soo",
}  # fmt: skip
CODES = (
    "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "2.1", "2.2", "3.1", "3.2", "3.3",
    "4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1", "6.2", "7.1",
)  # fmt: skip


def is_applicable(code: str, levels: list[str]) -> bool:
    return bool(set(LEVELS.get(code, "noo ooo soo").split()) & set(levels))


def points(answers: dict[str, dict], levels: list[str]) -> dict[str, int | None]:
    """Points by code of raw answers; None for what the school cannot have."""
    return {code: _points(code, answers) if is_applicable(code, levels) else None for code in CODES}


def _points(code: str, answers: dict[str, dict]) -> int:
    answer = answers[code]
    if code in THRESHOLDS:
        return _share_points(code, answer["numerator"], denominator(code, answers))
    if code == "3.1":
        return int(all(answer["parts"].values()))
    return int(answer["fact"])


def _share_points(code: str, numerator: int, of: int) -> int:
    return int(of > 0 and numerator * 100 >= THRESHOLDS[code] * of)


def denominator(code: str, answers: dict[str, dict]) -> int:
    if code == "1.4":
        return answers["1.2"]["denominator"]
    if code == "1.5":
        return answers["1.3"]["denominator"]
    if code == "1.7":
        return sum(answers[owner]["denominator"] for owner in ("1.2", "1.3") if owner in answers)
    return answers[code]["denominator"]
