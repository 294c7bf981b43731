"""How is a connection made to the very address that was checked, and ended when the time is up?"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from outbound.errors import Unreachable
from outbound.targets import Guard

TRIED = 4  # addresses of one name
CONNECT_SECONDS = 4.0  # to one of them
TOO_SLOW = "Сайт не ответил вовремя."
NO_SUCH_NAME = "Сайт с таким именем не найден."

Resolve = Callable[[str, int, float], list[str]]
Dial = Callable[[str, int, float], httpcore.NetworkStream]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One moment for everything: name, connection, every redirect, every byte."""

    until: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds left; raises Unreachable when there are none."""
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise Unreachable(TOO_SLOW)
        return seconds


def system_resolve(host: str, port: int, seconds: float) -> list[str]:
    """All addresses of a name. The system's own call knows no limit of time: too slow, it is left behind."""
    answers: queue.SimpleQueue[list | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable(TOO_SLOW) from None
    if not isinstance(found, list):
        raise Unreachable(NO_SUCH_NAME)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def system_dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends with the deadline: a byte a second does not keep it alive."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedNetwork(httpcore.NetworkBackend):
    """Resolves a name once, checks every address it has, connects to one of those checked and to nothing else."""

    def __init__(self, guard: Guard, deadline: Deadline, resolve: Resolve, dial: Dial) -> None:
        self._guard, self._deadline, self._resolve, self._dial = guard, deadline, resolve, dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolve(host, port, self._deadline.left())
        if not addresses:
            raise Unreachable(NO_SUCH_NAME)
        for address in addresses:
            self._guard.check_address(address, port)
        return self._first_of(addresses[:TRIED], port)

    def _first_of(self, addresses: list[str], port: int) -> httpcore.NetworkStream:
        """The first that answers; the failure of the last when none does."""
        *others, last = addresses
        for address in others:
            try:
                return self._connect(address, port)
            except (httpcore.NetworkError, httpcore.TimeoutException):
                continue
        return self._connect(last, port)

    def _connect(self, address: str, port: int) -> httpcore.NetworkStream:
        stream = self._dial(address, port, min(CONNECT_SECONDS, self._deadline.left()))
        return TimedStream(stream, self._deadline)
