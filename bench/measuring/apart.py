"""Where may a benchmark write what others shall not find? In a copy of the database, with a folder of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings


@contextmanager
def apart() -> Iterator[dict[str, str]]:
    """This process works in the copy until the end, then it is gone; the environment leads other programs there."""
    folder = Path(tempfile.mkdtemp(prefix="apart-", dir=settings.DATA_DIR))
    usual = connection.settings_dict["NAME"]
    copy, told = _copied(usual, folder) if connection.vendor == "sqlite" else _cloned(usual)
    connection.settings_dict["NAME"] = copy
    try:
        with override_settings(DOCUMENT_ROOT=folder / "documents"):
            yield os.environ | {"DATA_DIR": str(folder), "PYTHONUTF8": "1"} | told
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        _forget(copy)
        shutil.rmtree(folder)


def _copied(usual: str, folder: Path) -> tuple[str, dict[str, str]]:
    copy = str(folder / Path(usual).name)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [copy])
    connection.close()
    return copy, {}


def _cloned(usual: str) -> tuple[str, dict[str, str]]:
    copy = f"{usual}_apart"
    connection.close()  # a database somebody is connected to is no template
    _forget(copy)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{usual}"')
    return copy, {"DATABASE_URL": urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copy}"))}


def _forget(copy: str) -> None:
    """A file goes with its folder."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
