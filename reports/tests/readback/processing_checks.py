"""Do the page of statistics, its tables and what it says of other thresholds equal our own count?"""

from __future__ import annotations

from django.test import Client

from reports.tests.readback import reconciled, sheets, statistic_what_if, statistic_words
from reports.tests.readback.accounting import ALL_ACCOUNTED
from reports.tests.readback.cells import csv_cells, in_xlsx, xlsx_cells
from reports.tests.readback.page import page_text
from reports.tests.readback.reading import faults, fetched, minutes
from reports.tests.readback.year import Year

# Of the shares: lower, higher, and to the ends of what may be asked.
ASKED = {"1.1": 20, "1.2": 60, "1.3": 50, "1.4": 40, "1.7": 10, "4.1": 30, "4.2": 5, "5.3": 100, "6.2": 30, "7.1": 1}


def check_statistics(client: Client, year: Year) -> None:
    text = page_text(fetched(client, f"/results/{year.raw.pk}/statistics/"))
    if not year.known:
        assert faults(text, must=[f"Итоги за {year.title}", f"{year.title} учебный год"]) == ALL_ACCOUNTED
        return
    must = statistic_words.everything(year)
    assert faults(text, must=must, may=statistic_words.EXPLAINED) == ALL_ACCOUNTED


def check_what_if(client: Client, year: Year, thresholds: dict[str, int]) -> None:
    asked = "&".join(f"{code}={threshold}" for code, threshold in thresholds.items())
    text = page_text(fetched(client, f"/results/{year.raw.pk}/statistics/?{asked}"))
    must = [*statistic_words.everything(year), *statistic_what_if.what_if(year, thresholds)]
    around = [*statistic_words.EXPLAINED, *statistic_what_if.band_labels(year, thresholds)]
    assert faults(text, must=must, may=around) == ALL_ACCOUNTED


def check_statistic_tables(client: Client, year: Year) -> None:
    address = f"/results/{year.raw.pk}/statistics"
    indicators, whole = statistic_words.indicator_rows(year), statistic_words.whole_rows(year)
    found = xlsx_cells(fetched(client, f"{address}.xlsx"))
    assert [cells for _, cells in found.values()] == [in_xlsx(indicators), in_xlsx(whole)]
    made = sheets.stamps(year, minutes())
    for heading, _ in found.values():
        may = [*made, "Границы — 95-процентные интервалы."]
        assert faults(heading, must=[f"{year.title} учебный год"], may=may) == ALL_ACCOUNTED
    written = csv_cells(fetched(client, f"{address}.csv"))
    assert written == statistic_words.csv_of(indicators)


SCHOOLS_ON_A_PAGE = 25


def check_reconciliation(client: Client, year: Year) -> None:
    address = f"/results/{year.raw.pk}/oo-1"
    for number, first in enumerate(range(0, len(year.schools), SCHOOLS_ON_A_PAGE), start=1):
        text = page_text(fetched(client, f"{address}/?page={number}"))
        own = year.schools[first : first + SCHOOLS_ON_A_PAGE]
        must = [*reconciled.around(year), *reconciled.on_page(year, own)]
        assert faults(text, must=must, may=reconciled.EXPLAINED) == ALL_ACCOUNTED
    [(heading, cells)] = xlsx_cells(fetched(client, f"{address}/table.xlsx")).values()
    made = sheets.stamps(year, minutes())
    assert faults(heading, must=["Сверка с ОО-1.", f"{year.title} учебный год."], may=made) == ALL_ACCOUNTED
    assert cells == in_xlsx(reconciled.rows(year))
    assert csv_cells(fetched(client, f"{address}/table.csv")) == reconciled.csv_rows(year)
