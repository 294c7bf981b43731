"""How does a request come in from outside? To gunicorn as the product is deployed with it, one worker, over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings

from bench.measuring.door import FORM, Door

HOST = "127.0.0.1"
START_SECONDS = 60


@dataclass(frozen=True)
class ServedDoor:
    """A server with one person's cookies; as a worker of this kind does, it closes the line after each answer."""

    port: int
    person: Door

    def post(self, path: str, values: dict, **headers: str) -> bytes:
        sent = {"Cookie": self.person.cookies, "X-CSRFToken": self.person.token, "Content-Type": FORM}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(HTTPConnection(HOST, self.port, timeout=60)) as line:
            line.request("POST", path, urlencode(values), sent)
            response = line.getresponse()
            content = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status}\n{content[:2000].decode()}")
        return content


@contextmanager
def served(application: str, person: Door) -> Iterator[ServedDoor]:
    """The application behind a gunicorn of its own, with the product's settings of it, on the data of this process."""
    port = _free_port()
    environment = os.environ | {"BIND": HOST, "PORT": str(port), "WORKERS": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", application]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdin=subprocess.DEVNULL)
    try:
        _wait_for(server, port)
        yield ServedDoor(port, person)
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wait_for(server: subprocess.Popen, port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with closing(socket.socket()) as line:
            if line.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _free_port() -> int:
    with closing(socket.socket()) as line:
        line.bind((HOST, 0))
        return line.getsockname()[1]
