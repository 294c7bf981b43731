"""What does a file of a signature look like? The outer shell of PKCS#7 SignedData around whatever bytes."""

from __future__ import annotations

import base64

from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.domain.signature_files import SIGNED_DATA


def der(filling: bytes = b"\xa0\x03\x02\x01\x01") -> bytes:
    """SEQUENCE { SignedData, filling }, with its length in the shortest form."""
    body = SIGNED_DATA + filling
    if len(body) < 128:
        return bytes([0x30, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes([0x30, 0x80 | len(length)]) + length + body


def pem(content: bytes, label: str = "PKCS7") -> bytes:
    lines = base64.encodebytes(content)
    return b"-----BEGIN %b-----\n%b-----END %b-----\n" % (label.encode(), lines, label.encode())


def signature_file(content: bytes | None = None, name: str = "Карта 2025.sig") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, der() if content is None else content)
