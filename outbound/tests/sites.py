"""How do tests meet a site of the world outside? Our own servers on the loopback interface, as strange as need be."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Write = Callable[[bytes], None]
Answer = Callable[[Write], None]


class Site:
    """A server that speaks raw bytes: `answers` by path, `asked` are the requests as they came."""

    def __init__(
        self, answers: dict[str, Answer], context: ssl.SSLContext | None = None, address: str = "127.0.0.1"
    ) -> None:
        self.answers, self.context, self.address = answers, context, address
        self.asked: list[str] = []
        self.socket = socket.create_server((address, 0))
        self.port: int = self.socket.getsockname()[1]
        self.open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def place(self) -> tuple[str, int]:
        """What the client is told to let through."""
        return (self.address, self.port)

    def url(self, path: str = "/", host: str = "", scheme: str = "http") -> str:
        return f"{scheme}://{host or self.address}:{self.port}{path}"

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                self.open.append(connection)
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError):
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            request = b""
            while not request.endswith(b"\r\n\r\n"):
                received = connection.recv(4096)
                if not received:
                    return
                request += received
            self.asked.append(request.decode())
            self.answers[request.split()[1].decode()](connection.sendall)
            connection.close()

    def close(self) -> None:
        for opened in [self.socket, *self.open]:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()


@contextmanager
def site(
    answers: dict[str, Answer], context: ssl.SSLContext | None = None, address: str = "127.0.0.1"
) -> Iterator[Site]:
    served = Site(answers, context, address)
    try:
        yield served
    finally:
        served.close()


def page(body: bytes | str, *headers: str, status: str = "200 OK") -> Answer:
    content = body.encode() if isinstance(body, str) else body
    head = "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers, "", ""])
    return lambda write: write(head.encode() + content)


def sent_to(location: str, status: str = "302 Found") -> Answer:
    return page("", f"Location: {location}", "Content-Length: 0", status=status)


def certificate_for(name: str, folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate of its own making, and the file that makes it trusted."""
    key, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={name}",
            "-addext", f"subjectAltName=DNS:{name}",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
