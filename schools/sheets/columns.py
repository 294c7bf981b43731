"""Which columns must a sheet have, and which does it? Titles are met whatever their case, order and spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schools.errors import SheetError
from schools.models import REFERENCE_FIELDS, ImportDraft
from schools.sheets import values
from schools.sheets.cells import Row
from schools.sheets.reading import Sheet

ROW_NUMBER = "№ строки"
EXAMPLE = "ПРИМЕР"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template. `field` is empty for one that is there for people only."""

    field: str
    title: str
    read: Callable[[str], object]
    hint: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()


YES_OR_NO = ("да", "нет")


def _yes_no(field: str, title: str, hint: str, example: str, *, required: bool = False) -> Column:
    return Column(field, title, values.yes_no, hint, example, required, YES_OR_NO)


SCHOOL_COLUMNS = (
    Column("code", "Код в реестре", values.text(30, required=True),
           "Постоянный код школы: по нему строка сопоставляется со школой реестра.", EXAMPLE, required=True),
    Column("short_name", "Краткое наименование", values.text(120, required=True),
           "Так школа называется в списках и документах.", "МАОУ СОШ № 0", required=True),
    Column("name", "Полное наименование", values.text(500, required=True),
           "По уставу.", "Муниципальное автономное общеобразовательное учреждение «Средняя школа № 0»", required=True),
    Column("kind", "Вид", values.kind, "Выберите из списка.", "СОШ", required=True,
           choices=tuple(str(label) for label in values.SchoolKind.labels)),
    _yes_no("has_noo", "НОО", "Есть ли 1–4 классы: да или нет.", "да", required=True),
    _yes_no("has_ooo", "ООО", "Есть ли 5–9 классы: да или нет.", "да", required=True),
    _yes_no("has_soo", "СОО", "Есть ли 10–11 классы: да или нет.", "нет", required=True),
    _yes_no("is_rural", "Сельская", "Школа в сельской местности: да или нет.", "нет"),
    Column("site", "Официальный сайт", values.site, "Полностью, с http:// или https://.", "https://school0.example.ru"),
    Column("email", "Электронная почта", values.email, "Адрес школы.", "school0@example.ru"),
    Column("phone", "Телефон", values.text(60), "В любом виде.", "+7 (000) 000-00-00"),
    Column("address", "Адрес", values.text(250), "Почтовый адрес.", "ул. Примерная, д. 1"),
    Column("head_name", "Руководитель", values.text(150), "Фамилия, имя, отчество.", "Примеров Пётр Петрович"),
)  # fmt: skip

EXAMPLE_FIGURES = ("210", "96", "41", "230", "12", "58", "2", "1", "47", "20")
FIGURE_COLUMNS = (
    Column("school", "Код школы", values.text(30, required=True), "Код школы из реестра.", EXAMPLE, required=True),
    Column("", "Школа", str, "Для удобства; при загрузке не читается.", "МАОУ СОШ № 0"),
    Column("as_of", "По состоянию на", values.day,
           "Дата формы ОО-1, обычно 20 сентября: 20.09.2025.", "20.09.2025", required=True),
    *(
        Column(field, title[0].upper() + title[1:], values.whole,
               "Число человек. Пустая ячейка — сведений нет (это не ноль).", example)
        for (field, title), example in zip(REFERENCE_FIELDS.items(), EXAMPLE_FIGURES, strict=True)
    ),
)  # fmt: skip

COLUMNS = {ImportDraft.Subject.SCHOOLS.value: SCHOOL_COLUMNS, ImportDraft.Subject.FIGURES.value: FIGURE_COLUMNS}


def folded(title: str) -> str:
    """«  Электронная  ПОЧТА» → «электронная почта»; ё is е, a dash of any length is one dash."""
    plain = " ".join(title.split()).casefold().replace("ё", "е")
    return plain.replace("–", "-").replace("—", "-").rstrip("*: ")


def arrange(sheet: Sheet, columns: Sequence[Column]) -> Sheet:
    """The same rows under the template's own titles, the row's number first; example rows are gone.

    Raises SheetError naming missing, unknown and repeated columns.
    """
    known = {folded(column.title): column for column in columns}
    _check_headers(sheet, known, columns)
    check_untitled(sheet)
    places = [(place, known[folded(header)]) for place, header in enumerate(sheet.headers) if header]
    return Sheet(
        headers=(ROW_NUMBER, *(column.title for _, column in places)),
        rows=tuple(_arranged(row, places) for row in sheet.rows if not _is_example(row, places, columns)),
    )


def _arranged(row: Row, places: list[tuple[int, Column]]) -> Row:
    return Row(row.number, (str(row.number), *(_cell(row, place) for place, _ in places)))


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _is_example(row: Row, places: list[tuple[int, Column]], columns: Sequence[Column]) -> bool:
    return any(column is columns[0] and _cell(row, place).upper() == EXAMPLE for place, column in places)


def _check_headers(sheet: Sheet, known: dict[str, Column], columns: Sequence[Column]) -> None:
    met = Counter(folded(header) for header in sheet.headers if header)
    missing = [column.title for column in columns if column.required and folded(column.title) not in met]
    unknown = [header for header in sheet.headers if header and folded(header) not in known]
    repeated = [known[title].title for title, times in met.items() if times > 1 and title in known]
    if missing:
        raise SheetError(f"Не хватает столбцов: {_quoted(missing)}. Названия — как в шаблоне, в первой строке.")
    if unknown:
        raise SheetError(f"Неизвестные столбцы: {_quoted(unknown)}. Исправьте названия или удалите эти столбцы.")
    if repeated:
        raise SheetError(f"Столбцы повторяются: {_quoted(repeated)}. Оставьте по одному.")


def check_untitled(sheet: Sheet) -> None:
    """A value under no title would be lost without a word."""
    titled = {place for place, header in enumerate(sheet.headers) if header}
    for row in sheet.rows:
        for place, cell in enumerate(row.cells):
            if cell and place not in titled:
                raise SheetError(f"Строка {row.number}: в столбце {place + 1} есть значение, а у столбца нет названия.")


def _quoted(titles: list[str]) -> str:
    shown = [f"«{values.shown(title)}»" for title in titles[:10]]
    return ", ".join(shown) + (f" и ещё {len(titles) - 10}" if len(titles) > 10 else "")
