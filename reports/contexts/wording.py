"""How do reports put figures into sentences?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from russian.numbers import NBSP, decimal, integer, percent
from russian.plurals import ORGANISATIONS, Forms, counted, plural

TAKING_PART = Forms(
    "общеобразовательная организация", "общеобразовательные организации", "общеобразовательных организаций"
)
# After «в»: «в 21 организации», «в 24 организациях».
IN_SCHOOLS = Forms("организации", "организациях", "организациях")
# After «из»: «2 из 21 организации», «2 из 23 организаций».
OF_SCHOOLS = Forms("организации", "организаций", "организаций")
REPRESENTED = Forms("представила", "представили", "представили")
REACHED = Forms("выполнила", "выполнили", "выполнили")
SMALL_GROUP = 10
MANY_SCHOOLS = 24

_NUMBER_SIGN = re.compile(r"№\s+(?=\d)")
_OF = re.compile(r"(?<=\d) из (?=\d)")


class Named(Protocol):
    @property
    def name(self) -> str: ...


def glued(text: str) -> str:
    """No-break spaces where official papers want them: after «№», inside «23 из 24»."""
    return _OF.sub(f"{NBSP}из{NBSP}", _NUMBER_SIGN.sub(f"№{NBSP}", text))


def part(numerator: int, denominator: int) -> str:
    """«23 из 24», not broken between lines."""
    return f"{integer(numerator)}{NBSP}из{NBSP}{integer(denominator)}"


def says_share(of: int) -> bool:
    """Of fewer than ten schools or people only numbers are said: the one rule of pages, papers and sheets."""
    return of >= SMALL_GROUP


def share_of(numerator: int, denominator: int) -> str:
    """«95,8 %»; empty where only numbers are said."""
    return percent(Fraction(100 * numerator, denominator)) if says_share(denominator) else ""


def part_with_share(numerator: int, denominator: int, forms: Forms = OF_SCHOOLS) -> str:
    """«23 из 24 организаций (95,8 %)»; «7 из 8 организаций»."""
    said, share = f"{part(numerator, denominator)} {plural(denominator, forms)}", share_of(numerator, denominator)
    return f"{said} ({share})" if share else said


def people_share(numerator: int, denominator: int) -> str:
    """«3 210 из 5 400 (59,4 %)»; «7 из 8»."""
    said, share = part(numerator, denominator), share_of(numerator, denominator)
    return f"{said} ({share})" if share else said


def by_points(delta: Fraction) -> str:
    """How far one share lies from another: «на 4,1 п. п. выше», «на том же уровне»."""
    size = decimal(abs(delta))
    if not any(digit in size for digit in "123456789"):
        return "на том же уровне"
    return f"на {size}{NBSP}п.{NBSP}п. {'выше' if delta > 0 else 'ниже'}"


def quoted(text: str) -> str:
    """In «ёлочки», with „лапки“ inside."""
    return f"«{text.replace('«', '„').replace('»', '“')}»"


def full_stop(text: str) -> str:
    """«г.» at the end of a sentence serves as its full stop."""
    return text if text.endswith(".") else f"{text}."


def named(schools: Sequence[Named]) -> str:
    """Names of a few schools in the order given; many are counted, the appendix shows which."""
    if len(schools) > MANY_SCHOOLS:
        return f"{counted(len(schools), ORGANISATIONS)} (см. приложение)"
    return ", ".join(school.name for school in schools)
