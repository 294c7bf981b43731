"""How are rows and columns of a statistical form named: «02, 04», «4–7», or by their words after a semicolon?"""

from __future__ import annotations

import re

from schools.sheets.columns import folded

MOST_CODES, LONGEST_CODE = 40, 80
_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
# Excel takes «3.1» for a number and writes it with a comma.
_DECIMAL = re.compile(r"^(\d+),(\d+)$")
_WORDS = re.compile(r"^(?:подраздел|раздел|таблица|строка|графа|гр\.|стр\.|№)\s*")


def codes_of(text: str) -> tuple[str, ...]:
    """The codes in the order written, ranges spelt out with their leading zeros. Raises ValueError with a sentence.

    Words that hold commas are told apart by semicolons: one semicolon, and commas divide no more.
    """
    parts = [" ".join(part.split()).strip(", ") for part in text.split(";" if ";" in text else ",")]
    codes = tuple(dict.fromkeys(code for part in parts if part for code in _spelt_out(part)))
    if not codes:
        raise ValueError("Укажите хотя бы один номер, например 17 или 4–7.")
    if len(codes) > MOST_CODES:
        raise ValueError(f"Здесь больше {MOST_CODES} номеров: разделите сопоставление на несколько.")
    return codes


def _spelt_out(part: str) -> tuple[str, ...]:
    found = _RANGE.fullmatch(part)
    if found is None:
        if len(part) > LONGEST_CODE:
            raise ValueError(f"Не больше {LONGEST_CODE} знаков в одном названии, а здесь {len(part)}.")
        return (part,)
    first, last = int(found[1]), int(found[2])
    if not first <= last < first + MOST_CODES:
        raise ValueError(f"Промежуток «{part}» неверен: сначала меньший номер, и не больше {MOST_CODES} номеров.")
    return tuple(str(number).zfill(len(found[1])) for number in range(first, last + 1))


def key_of(code: str) -> str:
    """What makes two ways to write a code the same: «02» is «2», «Раздел 2.1.1» is «2.1.1», case does not matter."""
    plain = _DECIMAL.sub(r"\1.\2", _WORDS.sub("", folded(code)).rstrip("."))
    return str(int(plain)) if plain.isascii() and plain.isdigit() else plain


def said(codes: tuple[str, ...] | list[str]) -> str:
    """The codes as people write them: numbers by commas, words by semicolons."""
    return ("; " if any("," in code for code in codes) else ", ").join(codes) + (
        ";" if len(codes) == 1 and "," in codes[0] else ""
    )
