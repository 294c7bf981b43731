"""How much of a body is read? At most so many bytes as sent, and as many unpacked: a bomb stays packed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

PLAIN = frozenset({"", "identity"})
GZIP = frozenset({"gzip", "x-gzip"})
ANY_ZLIB_HEADER = 47

Unpack = Callable[[bytes, int], bytes]


def read_body(chunks: Iterable[bytes], encoding: str, limit: int) -> tuple[bytes, bool]:
    """The first `limit` bytes, and whether that is all. What cannot be unpacked is not read any further."""
    unpack = _unpacker(encoding.strip().lower())
    if unpack is None:
        return b"", False
    body, sent = bytearray(), 0
    for chunk in chunks:
        sent += len(chunk)
        try:
            body += unpack(chunk, limit + 1 - len(body))
        except zlib.error:
            return bytes(body), False
        if len(body) > limit or sent > limit:
            return bytes(body[:limit]), False
    return bytes(body), True


def _unpacker(encoding: str) -> Unpack | None:
    if encoding in PLAIN:
        return lambda chunk, most: chunk[:most]
    if encoding in GZIP:
        return zlib.decompressobj(ANY_ZLIB_HEADER).decompress
    return None
