"""What does the web server call?"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from worker.room import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()


@with_room
def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    return _django(environ, start_response)
