"""How do tests meet the real thing? Our gunicorn as a process of its own, on its own data, stopped by its pid."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings

PASSWORD = "школа-карта-выбор-2026"
START_SECONDS = 60


@dataclass
class Served:
    """A running server: where it answers, where its data lie, its master process."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def workers(self) -> list[int]:
        """Process ids of the workers alive now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children]

    def manage(self, *arguments: str) -> str:
        """Runs a command of the product on the server's data; returns what it printed."""
        return run_manage(self.environment, *arguments)


def run_manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@contextmanager
def serving(
    directory: Path, *, schools: int | None = 4, workers: int = 3, **settings_of_environment: str
) -> Iterator[Served]:
    """Serves from a fresh database under `directory`, on PostgreSQL when DATABASE_URL says so.

    `schools` is the size of the demonstration district; None serves an empty, migrated database.
    """
    port = free_port()
    with fresh_database() as database:
        environment = (
            os.environ
            | database
            | settings_of_environment
            | {
                "DATA_DIR": str(directory),
                "PORT": str(port),
                "BIND": "127.0.0.1",
                "WORKERS": str(workers),
                "SITE_URL": f"http://127.0.0.1:{port}",
                "DEMONSTRATION_PASSWORD": PASSWORD,
                "PYTHONUTF8": "1",
            }
        )
        directory.mkdir(parents=True, exist_ok=True)
        if schools is None:
            run_manage(environment, "migrate")
            run_manage(environment, "createcachetable")
            run_manage(environment, "collectstatic", "--noinput")
        else:
            run_manage(environment, "prepare", "--schools", str(schools))
        yield from _serve(environment, port, directory)


def _serve(environment: dict[str, str], port: int, directory: Path) -> Iterator[Served]:
    with (directory / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_until_answers(port, process, directory)
        yield Served(f"http://127.0.0.1:{port}", environment, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


def _wait_until_answers(port: int, process: subprocess.Popen, directory: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{(directory / 'server.log').read_text()}")


@contextmanager
def fresh_database() -> Iterator[dict[str, str]]:
    """DATABASE_URL of a database made for this server and dropped after it; nothing on SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield {}
        return
    name = f"served_{uuid.uuid4().hex[:12]}"
    _execute(url, f'CREATE DATABASE "{name}"')
    try:
        yield {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    finally:
        _execute(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
