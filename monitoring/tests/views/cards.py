"""How do tests take a card out, write into it and bring it back?"""

from __future__ import annotations

import html
import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from monitoring.models import CardDraft, ExpertMap

PLACES = {
    "numerator": "D",
    "denominator": "E",
    "fact": "F",
    "part_noo": "G",
    "part_ooo": "H",
    "part_soo": "I",
    "note": "J",
}
KEPT = ("numerator", "denominator", "fact", "parts", "note", "version")


def address(expert_map: ExpertMap) -> str:
    return f"/maps/{expert_map.pk}/card/upload/"


def taken(client: Client, expert_map: ExpertMap) -> Workbook:
    """The workbook as it is downloaded."""
    answer = client.get(f"/maps/{expert_map.pk}/card.xlsx")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def row_of(page: Worksheet, code: str) -> int:
    return next(cell.row for cell in page["A"] if cell.value == code)


def cell_of(code: str, name: str, book: Workbook) -> str:
    return f"{PLACES[name]}{row_of(book['Карта'], code)}"


def write(book: Workbook, code: str, **values: Any) -> Workbook:
    for name, value in values.items():
        cell = book["Карта"][cell_of(code, name, book)]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return book


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def bring(client: Client, expert_map: ExpertMap, book: Workbook | bytes, name: str = "карта.xlsx") -> HttpResponse:
    data = book if isinstance(book, bytes) else saved(book)
    return client.post(address(expert_map), {"file": SimpleUploadedFile(name, data)})


def brought(client: Client, expert_map: ExpertMap, book: Workbook | bytes) -> CardDraft:
    """The draft that waits for the «да»."""
    answer = bring(client, expert_map, book)
    assert answer.status_code == 302, sentences(answer)
    return CardDraft.objects.get(pk=answer.headers["Location"].split("=")[1])


def confirm(client: Client, draft: CardDraft, **choices: str) -> HttpResponse:
    """Presses «Загрузить» on the preview as it is shown now; choices are keyed «c1_2="mine"»."""
    data = seen(client, draft) | {f"choice_{key[1:].replace('_', '.')}": kept for key, kept in choices.items()}
    return client.post(address(draft.expert_map), data)


def seen(client: Client, draft: CardDraft) -> dict[str, str]:
    """Hidden fields of the preview."""
    page = client.get(f"{address(draft.expert_map)}?draft={draft.pk}").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([\w.]+)" value="(\w+)"', page))
    return {name: value for name, value in hidden.items() if name == "draft" or name.startswith("version_")}


def plain(answer: HttpResponse) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.replace("\xa0", " ").split())


def sentences(answer: HttpResponse) -> list[tuple[str, ...]]:
    """What the page says of cells, or of the file."""
    page = answer.content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td class=\"number\">(.*?)</td><td>(.*?)</td></tr>", page)
    found = [tuple(html.unescape(text).replace("\xa0", " ").removeprefix("—") for text in row) for row in rows]
    errors = re.findall(r'<span class="error" id="id_file_error">(.*?)</span>', page)
    return found + [("", "", html.unescape(text).replace("\xa0", " ")) for text in errors]


def state_of(expert_map: ExpertMap) -> list[tuple]:
    return list(expert_map.answers.order_by("position").values_list("code", *KEPT))
