"""Which per cents does a paper say of schools? What is said of points, of people and of the rules is set aside."""

from __future__ import annotations

import re

NUMBER = r"\d+(?:,\d+)?"
# Each is whole in itself, so that «7 из 8 организаций (87,5 %)» is none of them.
OF_SOMETHING_ELSE = (
    rf"(?:от|менее|порог|Порог|чем) {NUMBER} %",  # of a rule
    rf"{NUMBER} % (?:максимального количества|возможных)",  # of points
    rf"медиана — {NUMBER} %",
    rf"(?:прошлогоднего|прошлого года) \({NUMBER} %\)",
    rf"не менее {NUMBER}% - ?1 балл",  # the act's own words
    rf"учебном году \({NUMBER} %\)",
    rf"\d+ балл\w* из \d+ \({NUMBER} %\)",
    rf"\b\d[\d ]* из \d[\d ]*\s+{NUMBER} %",  # a school's own, of the people said beside it
    rf"\b\d[\d ]* из (?:[1-9]\d|\d[\d ]{{2,}}) \({NUMBER} %\)",  # of ten people or more
)


def shares_of_schools(text: str) -> list[str]:
    """What stands around every per cent that is left."""
    for pattern in OF_SOMETHING_ELSE:
        text = re.sub(pattern, "", text)
    return [text[max(0, found.start() - 60) : found.end() + 20] for found in re.finditer("%", text)]
