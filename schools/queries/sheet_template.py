"""Which rows stand ready in the workbook of ОО-1 figures?"""

from __future__ import annotations

from datetime import date

from russian.dates import short_date
from schools.models import Municipality, School
from schools.sheets.template import figures_workbook

FORM_MONTH, FORM_DAY = 9, 20


def last_form_day(today: date) -> date:
    """20 September, the day ОО-1 speaks of: this year's once it has come, otherwise last year's."""
    this_year = date(today.year, FORM_MONTH, FORM_DAY)
    return this_year if this_year <= today else date(today.year - 1, FORM_MONTH, FORM_DAY)


def filled_figures_workbook(municipality: Municipality, *, today: date) -> bytes:
    schools = School.objects.of(municipality).active().values_list("code", "short_name")
    return figures_workbook(schools, short_date(last_form_day(today)))
