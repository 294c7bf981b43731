"""In what words do the server and its press talk? One frame there, one frame back, each as long as it says."""

from __future__ import annotations

import socket
import struct
import time
from typing import NamedTuple

HEAD = struct.Struct(">4BQ")  # the four margins (0 on the way back), the length of what follows
PIECE = 1 << 20


class Margins(NamedTuple):
    """Of a page, in millimetres, each below 256."""

    top: int
    right: int
    bottom: int
    left: int


NO_MARGINS = Margins(0, 0, 0, 0)


class Hangup(Exception):
    """The other end is gone."""


def send(line: socket.socket, content: bytes, margins: Margins = NO_MARGINS) -> None:
    """Raises Hangup, and TimeoutError as the socket's own patience ends."""
    try:
        line.sendall(HEAD.pack(*margins, len(content)))
        line.sendall(content)
    except (BrokenPipeError, ConnectionResetError):
        raise Hangup from None


def receive(line: socket.socket, *, until: float | None = None) -> tuple[Margins, bytes]:
    """The margins and the content; `until` is a moment of time.monotonic() after which TimeoutError is raised."""
    *margins, length = HEAD.unpack(_exactly(line, HEAD.size, until))
    return Margins(*margins), _exactly(line, length, until)


def _exactly(line: socket.socket, length: int, until: float | None) -> bytes:
    pieces, missing = [], length
    while missing:
        if until is not None:
            line.settimeout(_left(until))
        try:
            piece = line.recv(min(missing, PIECE))
        except ConnectionResetError:
            raise Hangup from None
        if not piece:
            raise Hangup
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
