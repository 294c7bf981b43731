"""What must be true of the data directory before the product can serve from it?"""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from schools.models import Municipality


class Command(BaseCommand):
    help = "Migrates, collects changed static files, loads the demonstration district into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--schools", type=int, help="schools of the demonstration district (a city: 165)")
        parser.add_argument("--seed", type=int, help="what the demonstration district is drawn from")

    def handle(self, *args: Any, schools: int | None, seed: int | None, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("recount_warnings", missing=True, verbosity=0)
        self._collect_changed_static_files()
        if not Municipality.objects.exists():
            wanted = {"schools": schools, "seed": seed}
            call_command("load_demonstration", **{name: value for name, value in wanted.items() if value is not None})
        call_command("show_signins")

    def _collect_changed_static_files(self) -> None:
        mark = Path(settings.STATIC_ROOT) / ".collected"
        digest = static_digest()
        if not mark.is_file() or mark.read_text(encoding="ascii") != digest:
            call_command("collectstatic", interactive=False, verbosity=0)
            mark.write_text(digest, encoding="ascii")


def static_digest() -> str:
    """The digest of every static file's address and content."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            prefix = getattr(storage, "prefix", None) or ""
            with storage.open(name) as file:
                digest.update(f"{prefix}/{name}\0{hashlib.sha256(file.read()).hexdigest()}\0".encode())
    return digest.hexdigest()
