"""Is an upload cleaned, named by the server and written whole, and nothing written of one that is refused?"""

from __future__ import annotations

import hashlib

import pytest

from monitoring.domain.evidence_files import clean_name, inspect, keep, path_of
from monitoring.errors import RefusedFile
from monitoring.tests import papers


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
    file = inspect(papers.upload(papers.pdf(), "../Приказ.pdf"))
    stored = keep(file, municipality_id=7)
    digest = hashlib.sha256(file.content).hexdigest()
    assert (stored.name, stored.sha256, stored.size) == (f"7/{digest[:2]}/{digest}.pdf", digest, len(file.content))
    assert (stored.original_name, stored.content_type, stored.people) == ("Приказ.pdf", "application/pdf", 0)
    assert path_of(stored.name).read_bytes() == file.content
    assert [path.name for path in path_of(stored.name).parent.iterdir()] == [f"{digest}.pdf"]


@pytest.mark.parametrize("make", [papers.pdf, papers.docx, papers.xlsx, papers.odt, papers.ods, papers.picture])
def test_the_same_upload_is_always_the_same_bytes(make):
    content = make()
    assert inspect(papers.upload(content)) == inspect(papers.upload(content))


def test_the_same_bytes_are_written_once():
    file = inspect(papers.upload(papers.pdf()))
    written = path_of(keep(file, municipality_id=7).name).stat().st_mtime_ns
    assert path_of(keep(file, municipality_id=7).name).stat().st_mtime_ns == written


def test_looking_at_an_upload_writes_nothing(settings):
    inspect(papers.upload(papers.pdf()))
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize(("size", "sentence"), [(0, "Файл пуст."), (6, "Файл больше 20 МБ.")])
def test_an_empty_file_and_one_too_large_are_not_even_opened(settings, size, sentence):
    settings.MAX_UPLOAD_BYTES = 5
    with pytest.raises(RefusedFile, match=sentence):
        inspect(papers.upload(b"x" * size))
