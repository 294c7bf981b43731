"""Which schools does a person look at?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.contexts.sizes import SIZES
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
RESULTS = {"result": "есть результат", **GROUPS}
TERMS = {
    "represented": "карта представлена",
    "in_time": "представлена в общий срок",
    "late": "представлена позже общего срока",
    "absent": "не представлена",
}
CHANGES = {
    "any": "проверка изменила баллы",
    "lowered": "проверка снизила баллы",
    "raised": "проверка добавила баллы",
    "final": "итог отличается от проверенного",
    "reference": "численность расходится с ОО-1",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for; empty texts mean «все». `missed` and `reached` are codes of indicators."""

    kind: str = ""
    size: str = ""
    level: str = ""
    place: str = ""
    group: str = ""
    term: str = ""
    change: str = ""
    missed: str = ""
    reached: str = ""

    @property
    def is_everything(self) -> bool:
        return not any(self._named) and not self.missed and not self.reached

    @property
    def has_rarer(self) -> bool:
        """Whether a condition is set that the page keeps folded."""
        return any((self.term, self.change, self.missed, self.reached))

    @property
    def words(self) -> tuple[str, ...]:
        """What was chosen, as it is read above the figures."""
        titles: tuple[Mapping[str, str], ...] = (
            dict(SchoolKind.choices), SIZES, LEVELS, PLACES, RESULTS, TERMS, CHANGES,
        )  # fmt: skip
        named = tuple(title[key] for key, title in zip(self._named, titles, strict=True) if key)
        missed = (f"не выполнен показатель {self.missed}",) if self.missed else ()
        reached = (f"выполнен показатель {self.reached}",) if self.reached else ()
        return (*named, *missed, *reached)

    @property
    def _named(self) -> tuple[str, ...]:
        return (self.kind, self.size, self.level, self.place, self.group, self.term, self.change)


ALL_SCHOOLS = Chosen()
