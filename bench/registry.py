"""How long does the registry workbook of 165 schools take? Floor: the same cells written plainly."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook

from bench.measuring.district import coordinator, past_cycle
from bench.measuring.door import door_of
from bench.measuring.rounds import compare


def main() -> None:
    door, path = door_of(coordinator()), f"/results/{past_cycle().pk}/registry.xlsx"
    book = load_workbook(BytesIO(door.get(path)))
    cells = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}

    def floor(_: int) -> bytes:
        plain = Workbook(write_only=True)
        for title, rows in cells.items():
            sheet = plain.create_sheet(title)
            for row in rows:
                sheet.append(row)
        written = BytesIO()
        plain.save(written)
        return written.getvalue()

    count = sum(len(row) for rows in cells.values() for row in rows)
    compare(f"registry workbook, {count} cells", product=lambda _: door.get(path), floor=floor, at_most=1.5, rounds=12)


if __name__ == "__main__":
    main()
