"""The fixed corpus: one wicked or spoiled file a case with its verdict. Of a refused one not a byte is kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from monitoring.domain.evidence_files import inspect
from monitoring.errors import RefusedFile
from monitoring.tests import papers
from monitoring.uploads import words

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
BILLION = (
    b"<!DOCTYPE a [<!ENTITY b 'haha'><!ENTITY c '&b;&b;&b;&b;'>]>"
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&c;</w:body></w:document>'
)
OUTSIDE = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&x;</w:body></w:document>'
)
MIB = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain_pdf(document: pikepdf.Pdf) -> bytes:
    """Nothing packed: what it holds can be read with bare eyes."""
    return papers.saved_pdf(document, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def docx_with(**parts: bytes) -> bytes:
    """«word__document» is word/document.xml."""
    named = {f"{name.replace('__', '/')}.xml": content for name, content in parts.items()}
    return papers.with_parts(papers.docx(), named)


def xlsx_with_types(content_type: bytes) -> bytes:
    types = b'<Types><Override ContentType="application/vnd.' + content_type + b'"/></Types>'
    return papers.with_parts(papers.xlsx(), {"[Content_Types].xml": types})


def link_to(**fields) -> bytes:
    return pdf_with_annotation(Subtype=pikepdf.Name.Link, A=action("URI", **fields))


def encrypted_pdf(user: str) -> bytes:
    return papers.saved_pdf(papers.new_pdf(), encryption=pikepdf.Encryption(owner="owner", user=user))


def pdf_with(**root) -> bytes:
    document = papers.new_pdf()
    for key, value in root.items():
        document.Root[f"/{key}"] = value
    return papers.saved_pdf(document)


def action(kind: str, **more) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def pdf_with_attachment() -> bytes:
    document = papers.new_pdf()
    document.attachments["virus.exe"] = b"MZ-hidden-program"
    return papers.saved_pdf(document, compress_streams=False)


def pdf_with_annotation(**fields) -> bytes:
    document = papers.new_pdf()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **fields)
    document.pages[0].obj["/Annots"] = pikepdf.Array([document.make_indirect(note)])
    return plain_pdf(document)


def pdf_without_pages() -> bytes:
    return papers.saved_pdf(pikepdf.new())


def pdf_loop() -> bytes:
    """The tree of pages is its own branch."""
    document = papers.new_pdf()
    document.Root.Pages.Kids.append(document.Root.Pages)
    return papers.saved_pdf(document)


def bomb(document: bytes, part: str, size: int = 200 * MIB) -> bytes:
    return papers.with_parts(document, {part: b"<a>" + b" " * size})


def lying_bomb() -> bytes:
    """The directory and the entry say 1,000 bytes, the content unpacks to 50 MiB."""
    honest = bomb(papers.docx(), "word/media.xml", 50 * MIB)
    return honest.replace(struct.pack("<I", 3 + 50 * MIB), struct.pack("<I", 1000))


def crowd() -> bytes:
    return papers.with_parts(papers.docx(), {f"word/media/{number}.bin": b"" for number in range(2001)})


def nested_bomb() -> bytes:
    inner = papers.archive({"a": b"\0" * 30 * MIB})
    return papers.with_parts(papers.docx(), {f"word/embeddings/{n}.zip": inner for n in range(3)})


def twice() -> bytes:
    out = io.BytesIO(papers.docx())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as file:
        file.writestr("word/document.xml", "<other/>")
    return out.getvalue()


def under_password() -> bytes:
    """The flag of encryption on every entry, as archivers set it."""
    data = bytearray(papers.docx())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def png_with_text() -> bytes:
    """A chunk of text between the header and the picture."""
    plain = papers.picture()
    body = b"tEXtAuthor\0Director"
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return plain[:33] + chunk + plain[33:]


def png_that_lies() -> bytes:
    """Its header says 60,000 × 60,000."""
    plain = papers.picture()
    header = b"IHDR" + struct.pack(">II", 60_000, 60_000) + plain[24:29]
    return plain[:12] + header + struct.pack(">I", zlib.crc32(header)) + plain[33:]


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera-of-the-school"
    exif[0x8825] = {1: "N", 2: (56.0, 50.0, 0.0)}
    return papers.picture("JPEG", exif=exif)


def docx_with_place() -> bytes:
    return papers.with_parts(papers.docx(), {"word/media/image1.jpeg": with_place()})


def wrong_offsets() -> bytes:
    """As careless programs write them; every reader mends it."""
    head, _, tail = plain_pdf(papers.new_pdf()).rpartition(b"startxref\n")
    return head + b"startxref\n1" + tail


def pdf_with_place() -> bytes:
    document = papers.new_pdf()
    image = pikepdf.Stream(document, with_place())
    image.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=4,
                                    ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8))  # fmt: skip
    image.write(with_place(), filter=pikepdf.Name.DCTDecode)
    document.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))
    return papers.saved_pdf(document)


REFUSED = {
    "an SVG picture": (lambda: SVG, words.REFUSED),
    "an SVG called PNG": (lambda: SVG + b"\x89PNG\r\n\x1a\n", words.REFUSED),
    "a page of the web": (lambda: HTML, words.REFUSED),
    "a page with the letters %PDF further on": (lambda: HTML + papers.pdf(), words.REFUSED),
    "a program": (lambda: b"MZ\x90\x00" + b"\0" * 200, words.REFUSED),
    "a program of Linux": (lambda: b"\x7fELF" + b"\0" * 200, words.REFUSED),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", words.REFUSED),
    "plain text": ("Приказ".encode, words.REFUSED),
    "a GIF": (lambda: papers.picture("GIF"), words.REFUSED),
    "a TIFF": (lambda: papers.picture("TIFF"), words.REFUSED),
    "a WebP": (lambda: papers.picture("WEBP"), words.REFUSED),
    "zeros": (lambda: b"\0" * 1000, words.REFUSED),
    "only the letters of a PDF": (lambda: b"%PDF-1.7\n", words.DAMAGED),
    "a PDF cut in the middle": (lambda: papers.pdf()[:250], words.DAMAGED),
    "a PDF that lost its last bytes": (lambda: plain_pdf(papers.new_pdf())[:-30], words.DAMAGED),
    "a PDF of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, words.DAMAGED),
    "a PDF without pages": (pdf_without_pages, words.DAMAGED),
    "a PDF under a password": (lambda: encrypted_pdf("secret"), words.PASSWORD),
    "a PDF whose pages go in a circle": (pdf_loop, words.DAMAGED),
    "an old DOC or a DOCX under a password": (lambda: OLE + b"\0" * 600, words.OLD_OFFICE),
    "any archive": (lambda: papers.archive({"readme.txt": "hello"}), words.REFUSED),
    "an archive called DOCX": (lambda: papers.archive({"word/document.xml": "<a/>"}), words.REFUSED),
    "a presentation": (
        lambda: papers.archive({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), words.REFUSED
    ),
    "both a DOCX and an XLSX": (lambda: papers.with_parts(papers.docx(), {"xl/workbook.xml": b"<a/>"}), words.REFUSED),
    "an archive under a password": (under_password, words.PASSWORD),
    "a cut off DOCX": (lambda: papers.docx()[:-300], words.DAMAGED),
    "a DOCX with a flipped byte": (
        lambda: papers.docx().replace(b"word/document.xml", b"word/document.xmk", 1), words.DAMAGED
    ),
    "two documents under one name": (twice, words.DAMAGED),
    "a DOCX with macros": (lambda: papers.with_parts(papers.docx(), {"word/vbaProject.bin": b"x"}), words.MACROS),
    "an XLSX with macros under another name": (
        lambda: xlsx_with_types(b"ms-office.vbaProject"), words.MACROS
    ),
    "an ODT with macros": (lambda: papers.with_parts(papers.odt(), {"Basic/Standard/Module1.xml": b"x"}), words.MACROS),
    "an ODS under a password": (
        lambda: papers.with_parts(papers.ods(), {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        words.PASSWORD,
    ),
    "a DOCX bomb": (lambda: bomb(papers.docx(), "word/document.xml"), words.BOMB),
    "an XLSX bomb": (lambda: bomb(papers.xlsx(), "xl/worksheets/sheet1.xml"), words.BOMB),
    "an ODT bomb": (lambda: bomb(papers.odt(), "content.xml"), words.BOMB),
    "an ODS bomb": (lambda: bomb(papers.ods(), "content.xml"), words.BOMB),
    "a bomb in a part nobody reads": (lambda: bomb(papers.docx(), "word/media/image1.png"), words.BOMB),
    "a bomb that lies about its size": (lying_bomb, words.DAMAGED),
    "thousands of entries": (crowd, words.BOMB),
    "entities that multiply": (lambda: docx_with(word__document=BILLION), words.DAMAGED),
    "an entity from the server's disk": (lambda: docx_with(word__document=OUTSIDE), words.DAMAGED),
    "a DOCX whose document is no XML": (lambda: docx_with(word__document=b"<a"), words.DAMAGED),
    "an XLSX without a sheet": (
        lambda: papers.with_parts(papers.xlsx(), {"xl/workbook.xml": b"<workbook/>"}), words.DAMAGED
    ),
    "a broken PNG": (lambda: papers.picture(size=(200, 200))[:60], words.PICTURE_DAMAGED),
    "a broken JPEG": (lambda: papers.picture("JPEG", (200, 200))[:300], words.PICTURE_DAMAGED),
    "a PNG of noise": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 100, words.PICTURE_DAMAGED),
    "a PNG of 64 megapixels": (lambda: papers.picture(size=(8000, 8000)), words.PICTURE_HUGE),
    "a PNG that lies about its size": (png_that_lies, words.PICTURE_DAMAGED),
}  # fmt: skip


HEAVY = {"an ODT bomb", "an ODS bomb", "an XLSX bomb", "a PNG of 64 megapixels"}


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=[pytest.mark.slow] if case in HEAVY else []) for case in REFUSED]
)
def test_refused_with_its_sentence_and_nothing_kept(case, settings):
    make, sentence = REFUSED[case]
    with pytest.raises(RefusedFile) as refusal:
        inspect(papers.upload(make(), "Приказ.pdf"))
    assert str(refusal.value) == sentence
    assert not settings.MEDIA_ROOT.exists()


# Taken, but without what is named here.
CLEANED = {
    "a PDF with a script": (lambda: pdf_with(OpenAction=action("JavaScript", JS="app.alert(1)")), "pdf", b"app.alert"),
    "a PDF that starts a program": (lambda: pdf_with(OpenAction=action("Launch", F="cmd.exe")), "pdf", b"cmd.exe"),
    "a PDF that sends its form": (
        lambda: pdf_with(AA=pikepdf.Dictionary(WC=action("SubmitForm", F="http://x"))), "pdf", b"http://x"
    ),
    "a PDF with a hidden file": (pdf_with_attachment, "pdf", b"MZ-hidden-program"),
    "a PDF with a dangerous link": (lambda: link_to(URI="javascript:alert(1)"), "pdf", b"javascript"),
    "a PDF with chained actions": (
        lambda: link_to(URI="https://a", Next=action("Launch", F="cmd.exe")), "pdf", b"cmd.exe"
    ),
    "a PDF with a comment of somebody": (
        lambda: pdf_with_annotation(Subtype=pikepdf.Name.Text, T="Ivanova-the-deputy", Contents="x"), "pdf", b"Ivanova"
    ),
    "a PDF with a picture that knows its place": (pdf_with_place, "pdf", b"Camera-of-the-school"),
    "a PDF that is an archive too": (lambda: papers.pdf() + papers.archive({"evil.html": HTML}), "pdf", b"evil.html"),
    "a PDF only its owner may change": (lambda: encrypted_pdf(""), "pdf", b"/Encrypt"),
    "a PDF with wrong offsets": (wrong_offsets, "pdf", b"\0never"),
    "a PDF called JPEG": (papers.pdf, "pdf", b"\0never"),
    "a DOCX with an archive inside": (nested_bomb, "docx", b"\0never"),
    "a DOCX that is a page too": (lambda: papers.docx() + HTML, "docx", HTML),
    "a DOCX with a picture that knows its place": (docx_with_place, "docx", b"Camera-of-the-school"),
    "a DOCX that climbs out": (lambda: papers.with_parts(papers.docx(), {"../../evil.sh": b"x"}), "docx", b"evil.sh"),
    "a JPEG that knows its place": (with_place, "jpg", b"Camera-of-the-school"),
    "a PNG with an author": (png_with_text, "png", b"Director"),
    "a PNG with a page behind it": (lambda: papers.picture() + HTML, "png", HTML),
    "a JPEG with an archive behind it": (
        lambda: papers.picture("JPEG") + papers.archive({"evil.exe": b"MZ"}), "jpg", b"evil.exe"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLEANED)
def test_taken_without_what_it_hid(case):
    make, extension, hidden = CLEANED[case]
    file = inspect(papers.upload(make(), "схема\u202egpj.exe"))
    assert (file.extension, file.original_name, hidden in _opened(file)) == (extension, "схемаgpj.exe", False)


@pytest.mark.parametrize("case", [case for case in CLEANED if CLEANED[case][2] != b"\0never" and "owner" not in case])
def test_the_case_did_hide_it(case):
    """Negative control: what the test above does not find was there."""
    make, _, hidden = CLEANED[case]
    assert hidden in make() or hidden in _unpacked(make())


def _opened(file) -> bytes:
    return file.content + (_unpacked(file.content) if file.extension in {"docx", "pdf"} else b"")


def _unpacked(content: bytes) -> bytes:
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            return papers.saved_pdf(
                document, stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(entry.filename.encode() + archive.read(entry) for entry in archive.infolist())
