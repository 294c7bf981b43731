"""What an uploaded file really is, and where its bytes go.

Files are recognised by content, named by the server, re-encoded when they are images (EXIF and geolocation are
dropped), and kept under MEDIA_ROOT by their SHA-256, outside anything a web server lists.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from monitoring.errors import RefusedFile

MAX_PIXELS = 60_000_000
ZIP_TYPES = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ("odt", "application/vnd.oasis.opendocument.text"),
    b"application/vnd.oasis.opendocument.spreadsheet": ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
}
ALLOWED = "PDF, JPEG, PNG, DOCX, XLSX, ODT или ODS"
REFUSED = f"Такой файл не подходит. Подойдут {ALLOWED} до 20 МБ."


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is kept: `name` is relative to MEDIA_ROOT, `size` and `sha256` are of the stored bytes."""

    name: str
    original_name: str
    content_type: str
    size: int
    sha256: str


def store(upload: UploadedFile, *, municipality_id: int) -> StoredFile:
    """Checks, cleans and keeps an upload; raises RefusedFile with a sentence for the person."""
    size = upload.size or 0
    if size > settings.MAX_UPLOAD_BYTES:
        raise RefusedFile("Файл больше 20 МБ. Сохраните его меньшего размера или дайте ссылку на страницу.")
    if size == 0:
        raise RefusedFile("Файл пуст. Проверьте, тот ли файл выбран.")
    content = upload.read()
    extension, content_type = recognise(content)
    if extension in {"jpg", "png"}:
        content = clean_image(content, extension)
    digest = hashlib.sha256(content).hexdigest()
    name = f"{municipality_id}/{digest[:2]}/{digest}.{extension}"
    _write_once(Path(settings.MEDIA_ROOT) / name, content)
    return StoredFile(name, clean_name(upload.name or ""), content_type, len(content), digest)


def recognise(content: bytes) -> tuple[str, str]:
    """Extension and type by content: the name and the browser's word count for nothing."""
    kind = filetype.guess(content[:8192])
    mime = kind.mime if kind else ""
    if mime == "application/pdf":
        return "pdf", mime
    if mime in {"image/jpeg", "image/png"}:
        return ("jpg" if mime == "image/jpeg" else "png"), mime
    if content[:4] == b"PK\x03\x04":
        return _recognise_zip(content)
    raise RefusedFile(REFUSED)


def _recognise_zip(content: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any("vbaProject" in name for name in names):
                raise RefusedFile("В файле есть макросы. Сохраните его без макросов (DOCX или XLSX).")
            for part, kind in ZIP_TYPES.items():
                if part in names and "[Content_Types].xml" in names:
                    return kind
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return OPEN_DOCUMENT[archive.read("mimetype").strip()]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        raise RefusedFile(REFUSED) from None
    raise RefusedFile(REFUSED)


def clean_image(content: bytes, extension: str) -> bytes:
    """The same picture, re-encoded: upright, without EXIF, colour profiles or trailing bytes."""
    form = "JPEG" if extension == "jpg" else "PNG"
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=(form,)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RefusedFile("Картинка слишком велика. Уменьшите её до 60 мегапикселей.")
            upright = ImageOps.exif_transpose(picture)
            bare = upright.convert("RGB") if form == "JPEG" else upright
            bare.info.clear()
            bare.save(out, form)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise RefusedFile("Картинка повреждена и не открывается. Выберите другой файл.") from None
    return out.getvalue()


def clean_name(name: str) -> str:
    """A name to show: no folders, no control or direction-changing characters."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in base if char.isprintable() and char not in "\u202a\u202b\u202c\u202d\u202e")
    return kept.strip()[-255:] or "файл"


def _write_once(path: Path, content: bytes) -> None:
    """Writes under a temporary name, syncs, then renames: a half-written file is never referred to."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)


def path_of(stored_name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / stored_name
