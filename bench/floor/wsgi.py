"""What does the web server call, where the floor is served like the product?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from bench.floor.urls import floor_application  # noqa: E402 (models are there only now)
from worker.room import with_room  # noqa: E402

_floor = floor_application()


@with_room
def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    return _floor(environ, start_response)
