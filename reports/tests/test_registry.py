"""Does the workbook hold the page's figures as numbers, and nothing that computes?"""

from __future__ import annotations

import zipfile
from io import BytesIO

from openpyxl import load_workbook

from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from reports.contexts.district import build_district
from reports.sheets.registry import registry_workbook
from reports.tests import expected
from reports.tests.year import AFTER_TERMS, copies, loaded


def district_of(year):
    return build_district(loaded(year.cycle), at=AFTER_TERMS)


def sheets_of(workbook: bytes) -> dict[str, list[tuple]]:
    """Rows under the heading line of each sheet."""
    book = load_workbook(BytesIO(workbook))
    return {page.title: list(page.iter_rows(min_row=2, values_only=True)) for page in book}


def test_totals_are_numbers(approved_year):
    rows = sheets_of(registry_workbook(district_of(approved_year)))["Итоги"]
    assert rows[0] == (
        "Школа", "Вид", "Уровни", "Заявлено", "Проверено", "Итог", "Максимум", "Доля", "Степень", "Состояние карты",
    )  # fmt: skip
    assert rows[1:] == [
        ("МАОУ СОШ № 2", "СОШ", "НОО, ООО, СОО", 16, 14, 13, 23, 13 / 23, "низкая", "Утверждена"),
        ("МБОУ НОШ № 5", "НОШ", "НОО", 9, 9, 9, 23, 9 / 23, "низкая", "Утверждена"),
        ("МБОУ ООШ № 10", "ООШ", "НОО, ООО", 16, 16, 16, 23, 16 / 23, "средняя", "Утверждена"),
        (
            "МБОУ СОШ № 20",
            "СОШ",
            "НОО, ООО, СОО",
            None,
            None,
            None,
            23,
            None,
            "карта не представлена",
            "Не представлена",
        ),
    ]


def test_the_share_is_shown_in_per_cent(approved_year):
    page = load_workbook(BytesIO(registry_workbook(district_of(approved_year))))["Итоги"]
    assert (page["H3"].number_format, page["H3"].data_type) == ("0.0%", "n")
    assert page.freeze_panes == "B3"
    assert page.column_dimensions["A"].width == 40
    assert page.auto_filter.ref == "A2:J6"


def test_points_keep_three_kinds_of_empty_apart(approved_year):
    rows = sheets_of(registry_workbook(district_of(approved_year)))["Показатели"]
    assert rows[0] == ("Школа", *expected.CODES, "Итог")
    district = district_of(approved_year)
    for shown, row in zip(rows[1:4], district.schools, strict=False):
        assert shown[1:-1] == tuple(cell.points for cell in row.cells)
        assert shown[-1] == row.result.points
    # «не применимо» is blank, «0 баллов» is 0, and a school without a map has no numbers at all.
    assert (rows[2][1], rows[2][2], rows[1][2]) == (0, None, 0)
    assert rows[4] == ("МБОУ СОШ № 20", *[None] * 24)


def test_data_are_the_answers_themselves(approved_year):
    rows = sheets_of(registry_workbook(district_of(approved_year)))["Данные"]
    full = {row[1]: row[2:] for row in rows if row[0] == "МАОУ СОШ № 2"}
    assert len(rows) == 1 + 3 * 23
    assert full["1.2"] == (104, 180, None, 1, 0, 0, "Посчитаны посещения")
    assert full["1.7"] == (46, 258, None, 0, 0, 0, None)
    assert full["2.1"] == (None, None, "да", 1, 0, 0, "Ссылка не открывается")
    assert full["3.1"] == (None, None, "НОО: да, ООО: да, СОО: да", 1, 1, 1, None)
    assert full["4.3"] == (None, None, "да", 1, 1, 0, "Диплом выдан раньше")
    assert full["4.4"] == (None, None, "нет", 0, 0, 0, None)


def test_the_sums_agree_with_the_page(approved_year):
    district, sheets = district_of(approved_year), sheets_of(registry_workbook(district_of(approved_year)))
    totals = sheets["Итоги"][1:]
    assert sum(row[5] or 0 for row in totals) == district.trust.final
    assert sum(row[7] for row in sheets["Данные"][1:]) == district.trust.final
    assert sum(sum(value or 0 for value in row[1:-1]) for row in sheets["Показатели"][1:]) == district.trust.final


def test_unfinished_checking_shows_no_points(played_year):
    ExpertMap.objects.filter(pk=played_year.full.pk).update(state="submitted")
    sheets = sheets_of(registry_workbook(district_of(played_year)))
    assert sheets["Итоги"][1][3:9] == (16, None, None, 23, None, "карта проверяется")
    assert {row[6:] for row in sheets["Данные"][1:24]} == {(None, None, None)}
    assert sheets["Показатели"][1] == ("МАОУ СОШ № 2", *[None] * 24)


def test_no_text_becomes_a_formula(approved_year):
    poison = ['=HYPERLINK("http://example.org","x")', "+1+1", "-1", "@SUM(A1)", "#REF!", "<script>", "Зв\x07онок"]
    for row, text in zip(copies(approved_year.full, len(poison)), poison, strict=True):
        row.school.short_name = text
        row.school.save()
    workbook = registry_workbook(district_of(approved_year))
    names = {row[0] for row in sheets_of(workbook)["Итоги"]}
    assert names >= {*poison[:-1], "Звонок"}
    book = load_workbook(BytesIO(workbook))
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} == {"n", "s"}
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [b"<f>" in page or b"<f " in page for page in pages] == [False, False, False]


def test_before_approval_the_sheets_say_so(played_year):
    book = load_workbook(BytesIO(registry_workbook(district_of(played_year))))
    assert ["ПРЕДВАРИТЕЛЬНО" in page["A1"].value for page in book] == [True, True, True]


def test_a_district_without_schools_has_headings(municipality, methodology, coordinator):
    cycle = make_cycle(municipality, methodology, coordinator)
    sheets = sheets_of(registry_workbook(build_district(loaded(cycle), at=AFTER_TERMS)))
    assert {title: len(rows) for title, rows in sheets.items()} == {"Итоги": 1, "Показатели": 1, "Данные": 1}
