"""Is an uploaded file a signature at all? Recognised by its first bytes; whose it is and of what is not looked into."""

from __future__ import annotations

import base64
import binascii
import re

from monitoring.errors import RefusedFile

MIB = 1024 * 1024
TOO_LARGE = "Файл больше 1 МБ. Файл подписи занимает несколько килобайт: проверьте, тот ли файл выбран."
EMPTY = "Файл пуст. Проверьте, тот ли файл выбран."
NOT_A_SIGNATURE = "Это не файл электронной подписи. Нужен файл .sig или .p7s в формате PKCS#7 (CMS)."

SEQUENCE = 0x30
# OBJECT IDENTIFIER 1.2.840.113549.1.7.2: SignedData (RFC 5652).
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
INDEFINITE = 0x80
ARMOUR = re.compile(rb"\A-----BEGIN [A-Z0-9 ]{1,40}-----\s(.*?)\s-----END [A-Z0-9 ]{1,40}-----\Z", re.DOTALL)


def check_signature(content: bytes) -> None:
    """Raises RefusedFile unless the bytes are SignedData in DER or BER, or that in base64, with PEM lines or bare."""
    if not content:
        raise RefusedFile(EMPTY)
    if len(content) > MIB:
        raise RefusedFile(TOO_LARGE)
    if not (_is_signed_data(content) or _is_signed_data(_decoded(content))):
        raise RefusedFile(NOT_A_SIGNATURE)


def _is_signed_data(content: bytes) -> bool:
    """A SEQUENCE exactly as long as the content, that begins with the identifier."""
    if len(content) < 2 or content[0] != SEQUENCE:
        return False
    first = content[1]
    if first == INDEFINITE:
        return content[2:].startswith(SIGNED_DATA) and content.endswith(b"\x00\x00")
    width = first & 0x7F if first > INDEFINITE else 0
    length = int.from_bytes(content[2 : 2 + width]) if width else first
    start = 2 + width
    return width <= 4 and len(content) == start + length and content[start:].startswith(SIGNED_DATA)


def _decoded(content: bytes) -> bytes:
    """What base64 holds; nothing where it is no base64."""
    text = content.removeprefix(b"\xef\xbb\xbf").strip()
    armoured = ARMOUR.match(text)
    try:
        return base64.b64decode(b"".join((armoured[1] if armoured else text).split()), validate=True)
    except binascii.Error:
        return b""
