"""How is the product served? Read by gunicorn: `gunicorn -c config/gunicorn.py`."""

import os
import sys
from pathlib import Path
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import durability, environment

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (holds heartbeats without content)

wsgi_app = "config.wsgi:application"
bind = f"{environment.text('BIND', '0.0.0.0')}:{environment.integer('PORT', 8000, least=1, most=65535)}"  # noqa: S104 (BIND=127.0.0.1 behind a proxy)
# Sync: threads bring a long tail to SQLite writes.
worker_class = "sync"
workers = environment.integer("WORKERS", 3, least=1, most=64)
timeout = 60
graceful_timeout = 30
max_requests = 0
# Heartbeats in memory: a slow disk must not look like a dead worker.
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
accesslog = None
errorlog = "-"
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Before the first worker: refuse to serve, in one sentence, from a database that could lose a save."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        durability.refuse_unless_durable(connection)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))
    finally:
        connection.close()


def post_worker_init(worker: Any) -> None:
    """In every worker: the very connection that will serve. A refusal here stops the whole server."""
    durability.refuse_unless_durable(connection)
