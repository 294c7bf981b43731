"""Which form does a noun take after a number? 1 балл, 3 балла, 23 балла, 18,5 балла, 5 баллов."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from russian.numbers import NBSP, Number, decimal, integer


@dataclass(frozen=True, slots=True)
class Forms:
    """A noun after 1 (21, 31 …), after 2–4 and fractions, and after everything else."""

    one: str
    few: str
    many: str


POINTS = Forms("балл", "балла", "баллов")
SCHOOLS = Forms("школа", "школы", "школ")
ORGANISATIONS = Forms("организация", "организации", "организаций")
DAYS = Forms("день", "дня", "дней")
YEARS = Forms("год", "года", "лет")
DIRECTIONS = Forms("направление", "направления", "направлений")
CRITERIA = Forms("критерий", "критерия", "критериев")
INDICATORS = Forms("показатель", "показателя", "показателей")
PUPILS = Forms("обучающийся", "обучающихся", "обучающихся")
GRADUATES = Forms("выпускник", "выпускника", "выпускников")
EMPLOYEES = Forms("работник", "работника", "работников")
PEOPLE = Forms("человек", "человека", "человек")
MAPS = Forms("карта", "карты", "карт")
FILES = Forms("файл", "файла", "файлов")
LINKS = Forms("ссылка", "ссылки", "ссылок")
EVIDENCE = Forms("подтверждение", "подтверждения", "подтверждений")
REMARKS = Forms("замечание", "замечания", "замечаний")
ERRORS = Forms("ошибка", "ошибки", "ошибок")
ROWS = Forms("строка", "строки", "строк")
ENTRIES = Forms("запись", "записи", "записей")
RECOMMENDATIONS = Forms("рекомендация", "рекомендации", "рекомендаций")
DOCUMENTS = Forms("документ", "документа", "документов")
OBJECTIONS = Forms("возражение", "возражения", "возражений")


def plural(number: Number, forms: Forms) -> str:
    """Choose the form after a number; a fraction takes the genitive singular (`few`)."""
    exact = Fraction(number)
    if exact.denominator != 1:
        return forms.few
    last, last_two = abs(exact.numerator) % 10, abs(exact.numerator) % 100
    if 11 <= last_two <= 14:
        return forms.many
    if last == 1:
        return forms.one
    return forms.few if 2 <= last <= 4 else forms.many


def counted(number: Number, forms: Forms) -> str:
    """Write the number with its noun, joined by a no-break space: «23 балла», «18,5 балла»."""
    exact = Fraction(number)
    text = integer(exact.numerator) if exact.denominator == 1 else decimal(number)
    return f"{text}{NBSP}{plural(number, forms)}"
