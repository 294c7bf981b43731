"""What does the web server call, where the floor is served like the product?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from bench.floor.urls import floor_application  # noqa: E402 (models are there only now)
from config.wsgi import ROOM  # noqa: E402

_floor = floor_application()


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    return _floor(environ, start_response)


# With the room for frames the product has: see config/wsgi.py.
application.__code__ = application.__code__.replace(co_stacksize=ROOM)
