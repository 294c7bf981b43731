"""Which schools does a person look at?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schools.models import SchoolKind

LEVELS = {"soo": "есть 10–11 классы", "ooo": "до 9 класса", "noo": "только 1–4 классы"}
PLACES = {"town": "городские", "village": "сельские"}
GROUPS = {
    "high": "высокая степень",
    "medium": "средняя степень",
    "low": "низкая степень",
    "checking": "карта проверяется",
    "absent": "карта не представлена",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for; empty texts mean «все». `missed` is an indicator the schools did not reach."""

    kind: str = ""
    level: str = ""
    place: str = ""
    group: str = ""
    missed: str = ""

    @property
    def is_everything(self) -> bool:
        return not any((self.kind, self.level, self.place, self.group, self.missed))

    @property
    def words(self) -> tuple[str, ...]:
        """What was chosen, as it is read above the figures."""
        named: list[tuple[str, Mapping[str, str]]] = [
            (self.kind, dict(SchoolKind.choices)), (self.level, LEVELS), (self.place, PLACES), (self.group, GROUPS),
        ]  # fmt: skip
        missed = (f"не выполнен показатель {self.missed}",) if self.missed else ()
        return (*(titles[key] for key, titles in named if key), *missed)


ALL_SCHOOLS = Chosen()
