"""What do neighbours cost a district? Its page beside 165, 1,500 and 40,000 schools, 165 of them its own.

Floor: one aggregate query of the district and the same template with constants, in that same database. The page is
read from indexes alone, and stays as far from its floor as it was.
"""

from __future__ import annotations

import sys

from django.db import connection

from bench.measuring.apart import apart
from bench.measuring.district import past_cycle
from bench.measuring.district_page import page_and_floor
from bench.measuring.neighbours import settle_neighbours
from bench.measuring.plans import OF_TENANTS, tables_of, whole_tables_read
from bench.measuring.rounds import Round, measure
from monitoring.models import MonitoringCycle
from schools.models import School

SIZES, ROUNDS = (165, 1_500, 40_000), 20
# Of the ratio to the floor, which the machine's mood hardly moves; to go through 40,000 schools' rows makes it dozens.
GROWS_AT_MOST = 1.25
FEW = 10_000


def main() -> None:
    cycle = past_cycle()
    with apart():
        sizes = [_at(cycle, schools) for schools in SIZES]
    growth = sizes[-1][1] / sizes[0][1]
    met = all(met for met, _ in sizes) and growth <= GROWS_AT_MOST
    print(
        f"ratio beside {SIZES[-1]} schools, to that of the district alone: {growth:.2f} (at most {GROWS_AT_MOST}): "
        f"{'met' if growth <= GROWS_AT_MOST else 'MISSED'}"
    )
    sys.exit(0 if met else 1)


def _at(cycle: MonitoringCycle, schools: int) -> tuple[bool, float]:
    """Whether every bar is met with so many schools, and the page's ratio to its floor."""
    settle_neighbours(cycle, schools=schools)
    page, floor = page_and_floor(cycle)
    title = f"district page, {School.objects.count()} schools in the database"
    inside = connection.vendor == "sqlite"  # then what the database does is this process's own time too
    met, measured = measure(title, product=page, floor=floor, at_most=2, rounds=ROUNDS, computes=inside)
    ratio = measured.processor_ratio if inside else measured.ratio
    return met and _reads_its_own(page), ratio


def _reads_its_own(page: Round) -> bool:
    """A table of few rows may be read whole: PostgreSQL then does so, rightly."""
    grown = [model for model in OF_TENANTS if model._base_manager.count() > FEW]
    scans = whole_tables_read(lambda: page(0), tables_of(*grown))
    for scan in scans:
        print(f"a whole table is read, {scan}")
    return not scans


if __name__ == "__main__":
    main()
