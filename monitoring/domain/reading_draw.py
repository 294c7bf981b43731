"""Which claims does the lot fall on? Pure: from the frame, the share and the seed anybody gets the same claims.

Of each indicator (stratum) no less than the share is drawn, rounded up, so that none is left out. Within a stratum the
claims are put in the order of SHA-256 of «seed:answer id» and the first of them are taken: an order as good as random
that does not depend on a programming language or on the version of its library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence


def draw(frame: Mapping[str, Sequence[int]], *, share: int, seed: int) -> dict[str, list[int]]:
    """{code: drawn answer ids}; `share` in per cent."""
    return {code: _of_stratum(answers, share, seed) for code, answers in frame.items() if answers}


def _of_stratum(answers: Sequence[int], share: int, seed: int) -> list[int]:
    wanted = -(-share * len(answers) // 100)
    return sorted(answers, key=lambda answer: lot(seed, answer))[:wanted]


def lot(seed: int, answer: int) -> str:
    return hashlib.sha256(f"{seed}:{answer}".encode()).hexdigest()
