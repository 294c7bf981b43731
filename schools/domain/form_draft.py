"""How does an uploaded form ОО-1 become figures that wait for the person's «да»?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from russian.dates import short_date
from schools.errors import RegisterError
from schools.models import REFERENCE_FIELDS, ImportDraft, Municipality, ReferenceFigures, ReferenceMapping, School
from schools.permissions import check_can_keep_register
from schools.sheets.columns import FIGURE_COLUMNS, ROW_NUMBER
from schools.sheets.form_figures import FormProblem, SchoolWorkings, read_figures
from schools.sheets.form_table import form_table
from schools.sheets.reading import Sheet

NO_MAPPING = "Для этой формы ещё нет сопоставления: сначала укажите, из каких ячеек складываются показатели."
NOTHING = (
    "В таблице нет ни одной ячейки из сопоставления. Проверьте, что номера разделов, строк и граф в нём те же, что "
    "в вашей выгрузке."
)
COLUMN_OF = {column.field: column.title for column in FIGURE_COLUMNS}


class FormUnfit(RegisterError):
    """The form was read and does not fit; `problems` say where."""

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        super().__init__("В таблице есть ошибки. Ничего не загружено.", field="file")
        self.problems = problems


@transaction.atomic
def keep_form_draft(
    *, municipality: Municipality, as_of: date, file_name: str, sheet: Sheet, by: Any, at: datetime
) -> ImportDraft:
    """Sums the form up by its year's mapping and keeps the figures as a draft, applied like any other sheet of ОО-1.

    Raises SheetError for columns that do not fit, FormUnfit for cells, RegisterError without mapping or figures.
    """
    check_can_keep_register(by, municipality.pk)
    mappings = list(ReferenceMapping.objects.of(municipality, as_of.year))
    if not mappings:
        raise RegisterError(NO_MAPPING, field="file")
    names = dict(School.objects.of(municipality).values_list("code", "short_name"))
    reading = read_figures(form_table(sheet).cells(), mappings, names)
    if reading.problems:
        raise FormUnfit(reading.problems)
    schools = [school for school in reading.schools if school.workings]
    if not schools:
        raise RegisterError(NOTHING, field="file")
    headers, rows = _figures_sheet(municipality, as_of, schools)
    waiting = ImportDraft.objects.filter(municipality=municipality, subject=ImportDraft.Subject.FIGURES)
    waiting.filter(uploaded_by=by, applied_at=None).delete()
    return ImportDraft.objects.create(
        municipality=municipality,
        subject=ImportDraft.Subject.FIGURES,
        file_name=file_name[-255:],
        headers=headers,
        rows=rows,
        workings=[_told(school, names[school.code]) for school in schools],
        uploaded_by=by,
        uploaded_at=at,
    )


def _figures_sheet(
    municipality: Municipality, as_of: date, schools: Sequence[SchoolWorkings]
) -> tuple[list[str], list[list[str]]]:
    """The sheet «Сведения ОО-1» the form amounts to: the columns some school has, the known value where one has not."""
    told = {working.figure for school in schools for working in school.workings}
    fields = [figure for figure in REFERENCE_FIELDS if figure in told]
    known = {
        row.school.code: row.values
        for row in ReferenceFigures.objects.filter(municipality=municipality, as_of=as_of).select_related("school")
    }
    headers = [ROW_NUMBER, COLUMN_OF["school"], COLUMN_OF["as_of"], *(COLUMN_OF[figure] for figure in fields)]
    rows = []
    for school in schools:
        values = known.get(school.code, {}) | {working.figure: working.value for working in school.workings}
        figures = [_text(values.get(figure)) for figure in fields]
        rows.append([str(school.row), school.code, short_date(as_of), *figures])
    return headers, rows


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _told(school: SchoolWorkings, name: str) -> dict[str, Any]:
    return {
        "school": name,
        "row": school.row,
        "figures": [asdict(working) | {"title": working.title} for working in school.workings],
    }
