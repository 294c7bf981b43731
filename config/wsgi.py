"""What does the web server call?"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

# The interpreter keeps its frames in pieces of memory of 16 KB, mapped and given back as calls cross from one to the
# next. Where such a border falls into the loops of the template engine, a map's page takes 2,000 page faults and a
# third more time. One frame with room for all calls below it leaves no border to cross, and costs nothing itself.
# More than half of the 256 KB then mapped: where one such frame is called by another, as in a measurement, two would
# share a piece, and what is left of it for the calls below would be less than without them.
ROOM = 20_000


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    return _django(environ, start_response)


application.__code__ = application.__code__.replace(co_stacksize=ROOM)
