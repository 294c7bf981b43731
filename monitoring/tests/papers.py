"""Which documents do tests upload? Real ones, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image

SURNAMES = (
    "Абрамов", "Борисов", "Власов", "Громов", "Дроздов", "Ершов",
    "Жуков", "Зайцев", "Исаев", "Королёв", "Ларин", "Макаров",
)  # fmt: skip
PUPILS = [f"{place}. {surname} Иван Петрович" for place, surname in enumerate(SURNAMES, 1)]
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def upload(content: bytes, name: str = "Приказ № 47.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def saved_pdf(document: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def new_pdf(pages: int = 1, mark: str = "") -> pikepdf.Pdf:
    """Blank pages; `mark` makes the bytes of this document its own."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if mark:
        document.pages[0].contents_add(f"% {mark}".encode())
    return document


def pdf(mark: str = "", pages: int = 1) -> bytes:
    return saved_pdf(new_pdf(pages, mark))


def docx(paragraphs: Sequence[str] = ("Приказ",), rows: Sequence[Sequence[str]] = (), author: str = "") -> bytes:
    document = Document()
    document.core_properties.author = author
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(rows: Sequence[Sequence[object]] = (("Событие", "Участников"),), author: str = "") -> bytes:
    book = Workbook()
    book.properties.creator = author or None
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(parts: dict[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def odt(paragraphs: Sequence[str] = ("Приказ",), author: str = "") -> bytes:
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    return _open_document(ODT_TYPE, f"<office:text>{body}</office:text>", author)


def ods(rows: Sequence[Sequence[str]] = (("Событие", "Участников"),), author: str = "") -> bytes:
    lines = ("".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) for row in rows)
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    content = f'<office:spreadsheet><table:table table:name="Лист">{table}</table:table></office:spreadsheet>'
    return _open_document(ODS_TYPE, content, author)


def _open_document(kind: bytes, body: str, author: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    meta = f'<office:document-meta {names} xmlns:dc="x"><dc:creator>{author}</dc:creator></office:document-meta>'
    return archive({"mimetype": kind, "content.xml": content, "meta.xml": meta})


def picture(form: str = "PNG", size: tuple[int, int] = (8, 4), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **options)
    return out.getvalue()


def with_parts(document: bytes, parts: dict[str, bytes]) -> bytes:
    """The same archive with other parts in it, or more of them."""
    with zipfile.ZipFile(io.BytesIO(document)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return archive(kept | parts)


def pdf_of(lines: Sequence[str]) -> bytes:
    """Text as a word processor would print it."""
    from weasyprint import HTML  # noqa: PLC0415  slow, and needed by few tests

    return HTML(string="".join(f"<p>{line}</p>" for line in lines)).write_pdf()
