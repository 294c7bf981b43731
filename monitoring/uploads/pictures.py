"""How does a picture become only a picture, and fit for a screen?"""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageOps, UnidentifiedImageError

from monitoring.errors import RefusedFile
from monitoring.uploads import words

MAX_PIXELS = 60_000_000
SCREEN = (1200, 4000)
FORMS = {"jpg": "JPEG", "png": "PNG"}
SPOILED = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, struct.error)

# Segments of a JPEG that tell of its making: APP1 (EXIF, XMP), APP13 (IPTC), a comment.
TELLING = frozenset({0xE1, 0xED, 0xFE})
START_OF_SCAN = 0xDA


def clean(content: bytes, extension: str) -> bytes:
    """The same picture, re-encoded: upright, without EXIF, colour profiles or trailing bytes. Raises RefusedFile."""
    form = FORMS[extension]
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=(form,)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise RefusedFile(words.PICTURE_HUGE)
            upright = ImageOps.exif_transpose(picture)
            bare = upright.convert("RGB") if form == "JPEG" else upright
            bare.info.clear()
            bare.save(out, form)
    except SPOILED:
        raise RefusedFile(words.PICTURE_DAMAGED) from None
    return out.getvalue()


def size_on_screen(content: bytes, extension: str) -> tuple[int, int]:
    with Image.open(io.BytesIO(content), formats=(FORMS[extension],)) as picture:
        scale = min(1, SCREEN[0] / picture.width, SCREEN[1] / picture.height)
        return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def on_screen(content: bytes, extension: str) -> bytes:
    """The stored picture as PNG, no wider than a screen."""
    size = size_on_screen(content, extension)
    with Image.open(io.BytesIO(content), formats=(FORMS[extension],)) as picture:
        return as_png(picture.convert("RGBA" if "A" in picture.getbands() else "RGB").resize(size))


def as_png(picture: Image.Image) -> bytes:
    """Text on white is kept in shades of grey: a third of the bytes."""
    if picture.mode == "RGB" and _is_grey(picture):
        picture = picture.convert("L")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _is_grey(picture: Image.Image) -> bool:
    _, blue, red = picture.resize((64, 64)).convert("YCbCr").split()
    return all(abs(shade - 128) <= 2 for band in (blue, red) for shade in band.tobytes())


def without_exif(jpeg: bytes) -> bytes:
    """A JPEG inside a document, pixel for pixel, without where and when it was taken; anything else as it is."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, place = bytearray(b"\xff\xd8"), 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:
        marker, length = jpeg[place + 1], struct.unpack(">H", jpeg[place + 2 : place + 4])[0]
        if marker == START_OF_SCAN:
            break
        if marker not in TELLING:
            kept += jpeg[place : place + 2 + length]
        place += 2 + length
    return bytes(kept) + jpeg[place:]
