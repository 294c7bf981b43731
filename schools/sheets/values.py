"""What does the text of a cell mean? Each reader gives the value or raises ValueError with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from schools.addresses import check_site
from schools.models import SchoolKind

YES = frozenset({"да", "1", "+", "есть", "yes"})
NO = frozenset({"нет", "0", "-", "−", "–", "—", "", "no"})
LARGEST = 100_000
EARLIEST_YEAR = 2000
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?: [0-9]{3})+")
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2})(?: 00:00:00)?")
_KINDS = {label.casefold(): value for value, label in SchoolKind.choices}


def text(longest: int, *, required: bool = False) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if required and not cell:
            raise ValueError("Не заполнено.")
        if len(cell) > longest:
            raise ValueError(f"Не больше {longest} знаков, а здесь {len(cell)}.")
        return cell

    return read


def yes_no(cell: str) -> bool:
    answer = cell.casefold()
    if answer in YES:
        return True
    if answer in NO:
        return False
    raise ValueError(f"Нужно «да» или «нет», а здесь «{shown(cell)}».")


def kind(cell: str) -> str:
    if cell.casefold() in _KINDS:
        return _KINDS[cell.casefold()]
    titles = ", ".join(str(label) for label in SchoolKind.labels)
    raise ValueError(f"Вид «{shown(cell)}» не известен. Возможные: {titles}." if cell else "Не заполнено.")


def whole(cell: str) -> int | None:
    """A number of people; an empty cell is an unknown figure, not zero."""
    if not cell:
        return None
    if not _WHOLE.fullmatch(cell):
        raise ValueError(f"Нужно целое число от 0, а здесь «{shown(cell)}».")
    number = int(cell.replace(" ", ""))
    if number > LARGEST:
        raise ValueError(f"Число {shown(cell)} слишком велико: больше 100 000 человек в школе не бывает.")
    return number


def day(cell: str) -> date:
    found = _DAY.fullmatch(cell)
    if not found:
        raise ValueError("Нужна дата, например 20.09.2025." if cell else "Не заполнено.")
    day_, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        read = date(int(year or iso_year), int(month or iso_month), int(day_ or iso_day))
    except ValueError:
        raise ValueError(f"Такой даты нет: «{cell}».") from None
    if read.year < EARLIEST_YEAR:
        raise ValueError(f"Дата {cell} слишком давняя.")
    return read


def site(cell: str) -> str:
    return _validated(check_site, cell)


def email(cell: str) -> str:
    return _validated(_check_email, cell)


def _check_email(cell: str) -> None:
    try:
        validate_email(cell)
    except ValidationError:
        raise ValidationError("Это не похоже на адрес электронной почты, например school12@example.ru.") from None


def _validated(check: Callable[[str], None], cell: str) -> str:
    text(200)(cell)
    if cell:
        try:
            check(cell)
        except ValidationError as refusal:
            raise ValueError(refusal.message) from None
    return cell


def shown(cell: str) -> str:
    """The cell quoted back, cut when long."""
    return cell if len(cell) <= 40 else f"{cell[:40]}…"
