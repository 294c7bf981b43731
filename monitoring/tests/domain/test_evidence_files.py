"""Is an upload recognised by what it is, cleaned, and written whole?"""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from monitoring.domain.evidence_files import clean_image, clean_name, path_of, recognise, store
from monitoring.errors import RefusedFile


def archive(*names: str, mimetype: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def picture(form: str, **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (archive("content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
    ],
)
def test_a_file_is_what_its_content_says(content, extension):
    assert recognise(content)[0] == extension


@pytest.mark.parametrize(
    "content",
    [
        b"<svg/>",
        b"<html>",
        b"GIF89a" + b"0" * 20,
        b"MZ\x90",
        b"plain text",
        b"PK\x03\x04",
        archive("a.txt"),
        archive("word/document.xml"),
        archive("content.xml", mimetype=b"application/x-other"),
        archive(mimetype=b"x" * 500),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"",
        b"\x00" * 100,
    ],
)
def test_anything_else_is_refused_with_a_sentence(content):
    with pytest.raises(RefusedFile):
        recognise(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_recognised_or_refused(content):
    try:
        extension, _ = recognise(content)
    except RefusedFile:
        return
    assert extension in {"pdf", "png", "jpg", "docx", "xlsx", "odt", "ods"}


def test_a_picture_loses_where_and_when_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif[0x8825] = {1: "N", 2: (56.0, 50.0, 0.0)}
    cleaned = clean_image(picture("JPEG", exif=exif), "jpg")
    with Image.open(io.BytesIO(cleaned)) as image:
        assert dict(image.getexif()) == {}
    assert b"Camera" not in cleaned


def test_what_hides_behind_a_picture_is_dropped():
    assert b"<script>" not in clean_image(picture("PNG") + b"<script>alert(1)</script>", "png")


@pytest.mark.parametrize("cut", [10, 20, 40])
def test_a_broken_picture_is_refused(cut):
    with pytest.raises(RefusedFile):
        clean_image(picture("PNG")[:cut], "png")


def test_a_huge_picture_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("monitoring.domain.evidence_files.MAX_PIXELS", 8)
    with pytest.raises(RefusedFile, match="Картинка слишком велика"):
        clean_image(picture("PNG"), "png")


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("отчёт.pdf", "отчёт.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\b.pdf", "b.pdf"),
        ("a\x00\n.pdf", "a.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("   ", "файл"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_a_name_is_only_for_showing(given_name, kept):
    assert clean_name(given_name) == kept


def test_bytes_are_kept_under_the_name_of_their_content(settings):
    content = b"%PDF-1.7 content"
    stored = store(SimpleUploadedFile("../Приказ.pdf", content), municipality_id=7)
    digest = hashlib.sha256(content).hexdigest()
    assert (stored.name, stored.sha256, stored.size) == (f"7/{digest[:2]}/{digest}.pdf", digest, len(content))
    assert path_of(stored.name).read_bytes() == content
    assert [path.name for path in path_of(stored.name).parent.iterdir()] == [f"{digest}.pdf"]


def test_the_same_bytes_are_written_once():
    first = store(SimpleUploadedFile("a.pdf", b"%PDF-1.7"), municipality_id=7)
    written = path_of(first.name).stat().st_mtime_ns
    store(SimpleUploadedFile("b.pdf", b"%PDF-1.7"), municipality_id=7)
    assert path_of(first.name).stat().st_mtime_ns == written
