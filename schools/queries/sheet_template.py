"""Which rows stand ready in the workbooks of ОО-1: of figures, and of the form itself?"""

from __future__ import annotations

from datetime import date

from russian.dates import short_date
from russian.sorting import natural_key
from schools.models import Municipality, ReferenceMapping, School
from schools.sheets.codes import key_of
from schools.sheets.template import figures_workbook, form_workbook

FORM_MONTH, FORM_DAY = 9, 20


def last_form_day(today: date) -> date:
    """20 September, the day ОО-1 speaks of: this year's once it has come, otherwise last year's."""
    this_year = date(today.year, FORM_MONTH, FORM_DAY)
    return this_year if this_year <= today else date(today.year - 1, FORM_MONTH, FORM_DAY)


def filled_figures_workbook(municipality: Municipality, *, today: date) -> bytes:
    schools = School.objects.of(municipality).active().values_list("code", "short_name")
    return figures_workbook(schools, short_date(last_form_day(today)))


def filled_form_workbook(municipality: Municipality, form_year: int) -> bytes:
    """Rows of the form the year's mapping asks for, of every school that takes part."""
    mappings = list(ReferenceMapping.objects.of(municipality, form_year))
    rows = {(key_of(m.table), key_of(row)): (m.table, row) for m in mappings for row in m.rows}
    columns = {key_of(column): column for m in mappings for column in m.columns}
    schools = School.objects.of(municipality).active().values_list("code", "short_name")
    return form_workbook(
        schools,
        [rows[place] for place in sorted(rows, key=lambda place: tuple(map(natural_key, place)))],
        [columns[key] for key in sorted(columns, key=natural_key)],
    )
