"""Does a text look like a list of people? Shapes of Russian names, counted; the names themselves go nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

MANY = 7  # fewer sign an order or sit in a commission
MOST = 2_000_000  # characters read

WORD = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))?"
GAP = r"[\s\u00a0]+"
PATRONYMIC = (
    r"[А-ЯЁ](?:[а-яё]+(?:ич(?:а|у|ем|е)?|[вч]н(?:а|ы|е|у|ой)|оглы|кызы)|[А-ЯЁ]+(?:ИЧ(?:А|У|ЕМ|Е)?|[ВЧ]Н(?:А|Ы|Е|У|ОЙ)))"
)
INITIALS = r"[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\."
# «Иванов Иван Иванович», «Иванов И. И.», «И. И. Иванов»: wherever they stand.
ANYWHERE = re.compile(
    rf"\b(?:{WORD}{GAP}{WORD}{GAP}{PATRONYMIC}|{WORD}[ \u00a0]{{1,3}}{INITIALS}|{INITIALS}[ \u00a0]?{WORD})(?!\w)"
)
# «12. Иванов Иван 9А»: two words are a name only where nothing but a number and a class stand beside them.
ALONE = re.compile(rf"[\W\d]*({WORD}{GAP}{WORD})(?:[\W\d]+[А-ЯЁа-яё]?[\W\d]*)?")


def count_people(lines: Iterable[str]) -> int:
    """How many different people a text seems to name; 0 when they are too few to be a list."""
    found: set[str] = set()
    read, kept = 0, []
    for line in lines:
        read += len(line)
        if read > MOST:
            break
        kept.append(line)
        alone = ALONE.fullmatch(line.strip())
        if alone and not ANYWHERE.search(line):
            found.add(_folded(alone[1]))
    # Over line ends too: a table of a PDF often comes a word a line.
    found |= {_folded(match[0]) for match in ANYWHERE.finditer("\n".join(kept))}
    return len(found) if len(found) >= MANY else 0


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
