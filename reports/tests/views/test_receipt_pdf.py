"""Is the receipt on paper one signed page that names everything and leads to its confirmation?"""

from __future__ import annotations

from io import BytesIO
from itertools import groupby

import pypdfium2
import segno
from pypdf import PdfReader

from monitoring.domain.submission import STATEMENT
from monitoring.tests.stories import submitted
from monitoring.tests.views.doors import turned_away
from reports.contexts.qr import QUIET, qr_code
from reports.tests.test_papers import MM, _figures, fonts_of


def address(expert_map, number: int = 1) -> str:
    return f"/results/maps/{expert_map.pk}/receipts/{number}.pdf"


def fetched(client, expert_map) -> bytes:
    answer = client.get(address(expert_map))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def words(pdf: bytes) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().replace("\xa0", " ").split())


def test_closed_doors(expert_map, client_of, head, foreign_head, other_head):
    submitted(expert_map, by=head)
    assert turned_away(address(expert_map), client_of, stranger=foreign_head) == [302, 404]
    assert turned_away(address(expert_map), client_of, stranger=other_head) == [302, 404]
    assert client_of(head).post(address(expert_map)).status_code == 405


def test_a_round_that_was_not_signed_has_none(expert_map, client_of, head, reviewer):
    assert client_of(head).get(address(expert_map)).status_code == 404
    assert client_of(reviewer).get(address(expert_map)).status_code == 403
    submitted(expert_map, by=head)
    assert client_of(head).get(address(expert_map, 2)).status_code == 404


def test_it_names_everything_signed(expert_map, client_of, head, observer):
    receipt = submitted(expert_map, by=head)
    text = words(fetched(client_of(observer), expert_map))
    said = (
        f"КВИТАНЦИЯ № {receipt.number}",
        "Учебный год 2025/2026",
        "18.09.2026 в 17:00 (UTC+5)",
        "Директорова Дарья Дмитриевна, руководитель школы",
        "16 баллов из 23 (69,6 %), степень эффективности: средняя.",
        STATEMENT,
        receipt.digest,
        "введите код " + " ".join(receipt.code[at : at + 4] for at in range(0, 26, 4)),
    )
    assert [phrase for phrase in said if phrase not in text] == []


def test_one_page_tagged_titled_with_our_typefaces(expert_map, client_of, head):
    receipt = submitted(expert_map, by=head)
    school = expert_map.school
    school.name = "Муниципальное автономное общеобразовательное учреждение " + "«Длинное» " * 25
    school.save()
    pdf = fetched(client_of(head), expert_map)
    read = PdfReader(BytesIO(pdf))
    root = read.trailer["/Root"]
    assert (len(read.pages), root["/Lang"], root["/MarkInfo"]["/Marked"].value) == (1, "ru", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert read.metadata.title.startswith(f"Квитанция №\xa0{receipt.number}: ")
    assert [figure["/Alt"] for figure in _figures(root["/StructTreeRoot"])] == [
        f"QR-код с адресом страницы подтверждения: http://localhost:8000/confirm/{receipt.code}/"
    ]
    fonts = fonts_of(pdf)
    assert {name.split("-Bold")[0].split("-Italic")[0] for name in fonts} == {"PT-Serif", "PT-Sans"}
    assert set(fonts.values()) == {True}


def test_the_path_draws_the_squares_of_the_code():
    text = "https://monitoring.example.ru/confirm/abcdefghjkmnpqrstuvwxyz234/"
    code, matrix = qr_code(text), segno.make_qr(text, error="m").matrix
    assert code.size == len(matrix) + 2 * QUIET
    assert _drawn(code) == _dark(matrix)


def test_the_page_s_picture_holds_the_very_squares(expert_map, client_of, head):
    """Nothing is lost, moved or mirrored on the way to paper."""
    submission = submitted(expert_map, by=head)
    page = pypdfium2.PdfDocument(fetched(client_of(head), expert_map))[0]
    picture = page.render(scale=6, may_draw_forms=False).to_pil().convert("L")
    matrix = segno.make_qr(f"http://localhost:8000/confirm/{submission.code}/", error="m").matrix
    assert _seen(picture, len(matrix)) == _dark(matrix)


def _dark(matrix) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(matrix) for x, square in enumerate(row) if square}


def _drawn(code) -> set[tuple[int, int]]:
    dark = set()
    for run in code.path.removesuffix("z").split("z"):
        place, width, _ = run.replace("v1", "h").split("h", 2)
        x, y = map(int, place.removeprefix("M").split())
        dark |= {(x + step - QUIET, y - QUIET) for step in range(int(width))}
    return dark


def _seen(picture, side: int) -> set[tuple[int, int]]:
    """The code is the tallest block of rows without a white one in the left column of the page."""
    column = picture.crop((int(30 * MM * 6), 0, int(72 * MM * 6), picture.height)).point(lambda light: light < 128)
    blocks = groupby(range(column.height), key=lambda y: column.crop((0, y, column.width, y + 1)).getbbox() is not None)
    rows = max((list(block) for is_dark, block in blocks if is_dark), key=len)
    code = column.crop((0, rows[0], column.width, rows[-1] + 1))
    left, _, right, _ = code.getbbox()
    step_x, step_y = (right - left) / side, len(rows) / side
    centres = {(x, y): (left + (x + 0.5) * step_x, (y + 0.5) * step_y) for x in range(side) for y in range(side)}
    return {place for place, (x, y) in centres.items() if code.getpixel((int(x), int(y)))}
