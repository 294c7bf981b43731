"""Do documents lose the names of those who made them, and nothing else?"""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from monitoring.domain.evidence_files import inspect
from monitoring.tests import papers

AUTHOR = "Ivanova-the-deputy"


def cleaned(content: bytes) -> bytes:
    return inspect(papers.upload(content)).content


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_a_pdf_loses_its_properties_and_keeps_its_pages():
    document = papers.new_pdf(3, "kept")
    document.docinfo["/Author"] = AUTHOR
    with document.open_metadata() as meta:
        meta["dc:creator"] = [AUTHOR]
    with pikepdf.open(io.BytesIO(cleaned(papers.saved_pdf(document)))) as bare:
        assert ("/Info" in bare.trailer, "/Metadata" in bare.Root, len(bare.pages)) == (False, False, 3)
        assert b"% kept" in b"".join(part.read_bytes() for part in bare.pages[0].Contents)


def test_a_link_to_a_page_of_the_web_stays():
    document = papers.new_pdf()
    link = {"S": pikepdf.Name.URI, "URI": "https://school2.example.org/"}
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(**link))
    document.pages[0].obj["/Annots"] = pikepdf.Array([note])
    with pikepdf.open(io.BytesIO(cleaned(papers.saved_pdf(document)))) as bare:
        assert str(bare.pages[0].Annots[0].A.URI) == "https://school2.example.org/"


@pytest.mark.parametrize("make", [papers.docx, papers.xlsx, papers.odt, papers.ods])
def test_an_office_document_loses_its_author_and_keeps_the_rest(make):
    before, after = parts_of(make(author=AUTHOR)), parts_of(cleaned(make(author=AUTHOR)))
    assert [name for name, content in before.items() if AUTHOR.encode() in content] != []
    assert [name for name, content in after.items() if AUTHOR.encode() in content] == []
    changed = {name for name in before if before[name] != after[name] and not name.startswith("docProps/")}
    assert (list(before), changed - {"meta.xml"}) == (list(after), set())


def test_a_cleaned_docx_opens():
    document = Document(io.BytesIO(cleaned(papers.docx(["Приказ"], author=AUTHOR))))
    assert (document.core_properties.author, [one.text for one in document.paragraphs]) == ("", ["Приказ"])


def test_a_cleaned_xlsx_opens():
    book = load_workbook(io.BytesIO(cleaned(papers.xlsx([["Событие", 12]], author=AUTHOR))))
    assert (book.properties.creator in {None, "openpyxl"}, [cell.value for cell in book.active[1]]) == (
        True,
        ["Событие", 12],
    )


TELLING = {
    "word/comments.xml": b'<w:comment w:author="Ivanova-the-deputy" w:initials="IM">x</w:comment>',
    "word/people.xml": b'<w15:person w15:author="Ivanova-the-deputy"/>',
    "xl/comments1.xml": b"<authors><author>Ivanova-the-deputy</author></authors>",
    "xl/persons/person.xml": b'<person displayName="Ivanova-the-deputy" id="1"/>',
    "docProps/custom.xml": b'<Properties xmlns="x/custom-properties"><p>Ivanova-the-deputy</p></Properties>',
    "word/_rels/settings.xml.rels": (
        b'<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" '
        b'Target="file:///C:/Users/Ivanova-the-deputy/Normal.dotm" TargetMode="External"/></Relationships>'
    ),
}


@pytest.mark.parametrize("part", TELLING)
def test_names_of_those_who_commented_go_too(part):
    after = parts_of(cleaned(papers.with_parts(papers.docx(), {part: TELLING[part]})))
    assert (part in after, AUTHOR.encode() in after[part]) == (True, False)


def test_a_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    with Image.open(io.BytesIO(cleaned(papers.picture("JPEG", (8, 4), exif=exif)))) as picture:
        assert (picture.size, dict(picture.getexif())) == ((4, 8), {})


def test_a_picture_and_a_font_may_be_called_as_an_action_is():
    document = papers.new_pdf()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    names = ("/A", "/AA", "/JS", "/Next", "/EF", "/AF", "/OpenAction", "/PieceInfo", "/Metadata", "/XFA")
    picture = pikepdf.Stream(document, b"x", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    fonts, pictures = pikepdf.Dictionary(), pikepdf.Dictionary()
    for name in names:
        fonts[name], pictures[name] = document.make_indirect(font), document.make_indirect(picture)
    document.pages[0].obj["/Resources"] = pikepdf.Dictionary(Font=fonts, XObject=pictures)
    with pikepdf.open(io.BytesIO(cleaned(papers.saved_pdf(document)))) as bare:
        kept = bare.pages[0].Resources
        assert (set(kept.Font.keys()), set(kept.XObject.keys())) == (set(names), set(names))
