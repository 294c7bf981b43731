"""How long does the district's page of 165 × 23 take? Floor: one aggregate query, the same template with constants."""

from __future__ import annotations

from bench.measuring.district import past_cycle
from bench.measuring.district_page import page_and_floor
from bench.measuring.rounds import compare


def main() -> None:
    page, floor = page_and_floor(past_cycle())
    compare("district page, 165 × 23", product=page, floor=floor, at_most=2, rounds=40)


if __name__ == "__main__":
    main()
